package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
  @Test
  void theCacheOfTheSessionComesBeforeTheOneAtHome() {
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")))
        .isEqualTo(Path.of("/c/all-smi"));
    assertThat(CacheFolder.of(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.cache/all-smi"));
  }

  @Test
  void aCacheThatIsNoAbsolutePathIsNotUsed() {
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "c", "HOME", "/h")))
        .isEqualTo(Path.of("/h/.cache/all-smi"));
  }
}
