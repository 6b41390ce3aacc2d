package io.allsmi.collect.ssh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.allsmi.collect.internal.RegularFile;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PipeTest {
  @Test
  @Timeout(20)
  void aPipeIsNoKeyAndIsNotWaitedFor(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("id");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatIOException()
        .isThrownBy(() -> KeyFile.look(pipe))
        .withMessage(pipe + ": expected a file, got a pipe, a device or a socket");
    try (InputStream nothing = RegularFile.open(Path.of("/dev/null"))) {
      assertThat(nothing.read()).isNegative();
    }
  }
}
