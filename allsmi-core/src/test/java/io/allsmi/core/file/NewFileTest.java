package io.allsmi.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
  @TempDir Path folder;

  @Test
  void fileAndMissingFoldersBelongToTheOwnerAlone() throws IOException {
    Path path = folder.resolve("a/b/users.csv");
    try (NewFile file = NewFile.create(path)) {
      file.write("x,y\n".getBytes(UTF_8));
      assertThat(file.path()).isEqualTo(path);
    }

    assertThat(path).hasContent("x,y\n");
    assumePosix();
    assertThat(mode(path)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
  }

  @Test
  void fileThatExistsStaysAsItIs() throws IOException {
    Path path = Files.writeString(folder.resolve("users.csv"), "old");

    assertThatThrownBy(() -> NewFile.create(path))
        .isInstanceOf(IOException.class)
        .hasMessage(
            path + ": expected a new file, got one that exists; remove it or choose another name");
    assertThat(path).hasContent("old");
  }

  @Test
  void linkInPlaceOfTheFileIsNotFollowed() throws IOException {
    assumePosix();
    Path target = folder.resolve("target");
    Path link = Files.createSymbolicLink(folder.resolve("users.csv"), target);

    assertThatThrownBy(() -> NewFile.create(link)).hasMessageContaining("expected a new file");
    assertThat(target).doesNotExist();
    try (NewFile file = NewFile.unique(folder, "users", "csv")) {
      assertThat(file.path()).isEqualTo(folder.resolve("users-2.csv"));
    }
  }

  @Test
  void linkInPlaceOfTheFolderIsRefused() throws IOException {
    assumePosix();
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("none"));

    for (Path bad : new Path[] {link, nowhere}) {
      assertThatThrownBy(() -> NewFile.unique(bad, "users", "csv"))
          .isInstanceOf(IOException.class)
          .hasMessage(
              bad + ": expected a folder, got a symbolic link; name the folder it leads to");
    }
    assertThat(real).isEmptyDirectory();
  }

  @Test
  void fileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> NewFile.create(file.resolve("users.csv")))
        .hasMessage(file + ": expected a folder, got something else; choose another folder");
  }

  @Test
  void secondExportInTheSameSecondGetsTheNextName() throws IOException {
    for (String expected : new String[] {"u.csv", "u-2.csv", "u-3.csv"}) {
      try (NewFile file = NewFile.unique(folder, "u", "csv")) {
        assertThat(file.path()).isEqualTo(folder.resolve(expected));
      }
    }
  }

  private void assumePosix() {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "the file system knows no modes");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
