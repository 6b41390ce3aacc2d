package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunTest {
  @TempDir Path folder;

  @Test
  void isOnce() {
    Path marker = folder.resolve("cache").resolve("help-seen");
    assertThat(FirstRun.at(marker)).isTrue();
    assertThat(FirstRun.at(marker)).isFalse();
  }

  @Test
  void whereNothingCanBeWrittenNobodyIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(FirstRun.at(file.resolve("help-seen"))).isFalse();
  }
}
