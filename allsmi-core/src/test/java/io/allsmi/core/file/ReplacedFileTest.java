package io.allsmi.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFileTest {
  @TempDir Path folder;

  private static void write(Path path, String text) throws IOException {
    ReplacedFile.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theNewTextIsAloneInTheFolderAndItsOwnersAlone() throws IOException {
    Path file = folder.resolve("a.json");
    write(file, "old");
    write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void aWriterThatFailsLeavesTheOldText() throws IOException {
    Path file = folder.resolve("a.json");
    write(file, "old");
    assertThatThrownBy(
            () ->
                ReplacedFile.write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IOException("disk: expected room, got none");
                    }))
        .hasMessage("disk: expected room, got none");
    assertThat(file).hasContent("old");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void whatIsNoFileIsNotReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "kept");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    assertThatThrownBy(() -> write(link, "x")).hasMessageContaining("got a symbolic link");
    assertThat(target).hasContent("kept");
    Path other = Files.createDirectory(folder.resolve("folder"));
    assertThatThrownBy(() -> write(other, "x")).hasMessageContaining("got something else");
  }

  @Test
  void aLeftoverOfACrashIsInNobodysWay() throws IOException {
    Files.writeString(folder.resolve(".a.json.tmp"), "half");
    write(folder.resolve("a.json"), "new");
    assertThat(folder.resolve("a.json")).hasContent("new");
  }
}
