package io.allsmi.collect.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.allsmi.collect.ssh.Keygen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedKeysTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aWrongAnswerHoldsForAMinuteAndThenTheUserIsAskedAgain() throws Exception {
    Path key = Keygen.encryptedKey(folder, "key", "ecdsa", "-m", "PEM");
    Path asked = folder.resolve("asked");
    Path askpass =
        Files.writeString(folder.resolve("askpass"), "#!/bin/sh\necho x >> " + asked + "\necho no");
    assertThat(askpass.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment =
        Map.of("SSH_ASKPASS", askpass.toString(), "SSH_ASKPASS_REQUIRE", "force");
    AtomicLong nanos = new AtomicLong();
    try (OpenedKeys keys =
        new OpenedKeys(
            Askpass.of(environment),
            (passphrase, salt, rounds, derived) -> Arrays.fill(derived, (byte) 0),
            Runnable::run,
            nanos::get)) {
      for (int minutes : new int[] {0, 1, 3}) {
        nanos.set(Duration.ofMinutes(minutes).toNanos());
        assertThatIOException()
            .isThrownBy(() -> keys.open(key, LONG))
            .withMessage(key + ": expected the passphrase, got another one");
      }
    }
    assertThat(asked).hasContent("x\nx");
  }
}
