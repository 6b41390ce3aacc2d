package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each library stays behind one class. */
class SeamsTest {
  private static List<String> filesWith(String words) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> text(f).contains(words))
          .map(f -> f.getFileName().toString())
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onlyOneClassKnowsLanternaAndOneJna() throws IOException {
    assertThat(filesWith("com.googlecode.lanterna")).containsExactly("LanternaTerminal.java");
    assertThat(filesWith("com.sun.jna")).containsExactly("Posix.java");
    assertThat(filesWith("sun.misc")).containsExactly("Signals.java");
  }

  @Test
  void nothingButTheEdgeReadsTheClock() throws IOException {
    assertThat(filesWith("Instant.now")).isEmpty();
    assertThat(filesWith("System.currentTimeMillis")).isEmpty();
  }
}
