package io.allsmi.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a configuration file may lie: in the folders of the Rust all-smi, whose format it shares.
 *
 * @param environment the variables of the environment
 * @param home the home folder
 * @param system the folder of the whole machine
 * @param mac whether this is macOS, which has folders of its own
 */
public record ConfigPlaces(Map<String, String> environment, String home, Path system, boolean mac) {
  private static final String FOLDER = "all-smi";
  private static final String FILE = "config.toml";

  /** Copies the variables. */
  public ConfigPlaces {
    environment = Map.copyOf(environment);
  }

  /** The places of this process. */
  public static ConfigPlaces of(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return new ConfigPlaces(
        environment,
        home.isEmpty() ? System.getProperty("user.home", ".") : home,
        Path.of("/etc"),
        System.getProperty("os.name", "").startsWith("Mac"));
  }

  /** All of them, the first one that exists decides. */
  public List<Path> all() {
    List<Path> places = new ArrayList<>();
    if (mac) {
      places.add(Path.of(home, "Library", "Application Support", FOLDER, FILE));
    }
    places.add(own());
    if (mac) {
      places.add(Path.of("/Library", "Application Support", FOLDER, FILE));
    }
    places.add(system.resolve(FOLDER).resolve(FILE));
    return places;
  }

  /** The one of this user: {@code $XDG_CONFIG_HOME/all-smi}, else {@code ~/.config/all-smi}. */
  public Path own() {
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base = folder.startsWith("/") ? Path.of(folder) : Path.of(home, ".config");
    return base.resolve(FOLDER).resolve(FILE);
  }

  /** The file that is used where none is named. */
  public Optional<Path> found() {
    for (Path place : all()) {
      if (Files.isRegularFile(place)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }
}
