package io.allsmi.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where files go that nobody named: shared with the other programs that speak these formats. */
final class CacheFolder {
  private CacheFolder() {}

  /** {@code $XDG_CACHE_HOME/all-smi}, else {@code ~/.cache/all-smi}. */
  static Path of(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (cache.startsWith("/")) {
      return Path.of(cache, "all-smi");
    }
    String home = environment.getOrDefault("HOME", "");
    return Path.of(
        home.isEmpty() ? System.getProperty("user.home", ".") : home, ".cache", "all-smi");
  }
}
