package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.ssh.SshTargetList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HostfileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("hosts");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> Hostfile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": expected a hostfile, got no file at that path");
    assertThatThrownBy(() -> Hostfile.watch(file).current())
        .hasMessage(file + ": expected a hostfile, got no file at that path");
  }

  @Test
  void folderIsNotAFile() {
    assertThatThrownBy(() -> Hostfile.read(folder))
        .hasMessage(folder + ": expected a file, got a directory");
  }

  @Test
  void fileWithoutAHostIsRefused() throws IOException {
    Files.writeString(file, "# nothing\n\n");
    assertThatThrownBy(() -> Hostfile.read(file))
        .hasMessage(file + ": expected at least one host, got none");
    Files.writeString(file, "a b\n");
    assertThatThrownBy(() -> Hostfile.read(file)).hasMessageContaining("got none (line 1: a b");
  }

  @Test
  void hugeFileIsRefused() throws IOException {
    Files.write(file, new byte[Hostfile.MAX_BYTES + 1]);
    assertThatThrownBy(() -> Hostfile.read(file))
        .hasMessage(file + ": expected at most 10 MiB, got more");
  }

  @Test
  void bytesThatAreNoTextAreBadLines() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n', 'n', '1', '\n'});
    HostList list = Hostfile.read(file);
    assertThat(list.targets()).containsExactly(HttpTarget.parse("n1"));
    assertThat(list.issues()).hasSize(1);
  }

  @Test
  void changedFileIsReadAgain() throws IOException {
    Files.writeString(file, "a\n");
    Hostfile watched = Hostfile.watch(file);
    HostList before = watched.current();
    assertThat(watched.current()).isSameAs(before);

    Files.writeString(file, "b\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    assertThat(watched.current().targets()).containsExactly(HttpTarget.parse("b"));
  }

  @Test
  @Timeout(60)
  void aPipeOrADeviceIsNamedAndNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path file : List.of(pipe, Path.of("/dev/zero"))) {
      assertThatThrownBy(() -> Hostfile.read(file))
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": expected a file, got a pipe, a device or a socket");
      assertThatThrownBy(() -> SshTargetList.readFile(file))
          .hasMessage(file + ": expected a file, got a pipe, a device or a socket");
    }
  }
}
