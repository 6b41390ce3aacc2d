package io.allsmi.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FileFaultsTest {
  @Test
  void aBarePathGetsItsReason() {
    assertThat(FileFaults.explain(new NoSuchFileException("/a/b")))
        .isEqualTo("/a/b: expected a file, got nothing at that path");
    assertThat(FileFaults.explain(new AccessDeniedException("/a/b")))
        .isEqualTo("/a/b: expected to be allowed to open it, got no permission");
    assertThat(FileFaults.explain(new FileAlreadyExistsException("/a/b")))
        .isEqualTo("/a/b: expected no file at that path, got one");
    for (IOException bare :
        List.of(
            new NotDirectoryException("/a/b"),
            new FileSystemLoopException("/a/b"),
            new FileSystemException("/a/b"))) {
      assertThat(FileFaults.explain(bare)).startsWith("/a/b: expected ").contains(", got ");
    }
  }

  @Test
  void theReasonOfTheSystemIsKept() {
    assertThat(FileFaults.explain(new FileSystemException("/a", null, "Read-only file system")))
        .isEqualTo("/a: expected to be able to use it, got 'Read-only file system'");
  }

  @Test
  void othersSpeakForThemselves() {
    assertThat(FileFaults.explain(new IOException("a: expected b, got c\nand more")))
        .isEqualTo("a: expected b, got c");
    assertThat(FileFaults.explain(new IOException())).isEqualTo("no reason was given");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatCannotBeMadeSaysSo() {
    assertThatThrownBy(() -> NewFile.unique(Path.of("/proc/all-smi"), "users", "csv"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("/proc/all-smi: expected ");
  }
}
