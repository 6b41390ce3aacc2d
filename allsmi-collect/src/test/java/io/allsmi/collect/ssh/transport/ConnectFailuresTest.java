package io.allsmi.collect.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.host.HostReadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the end of an attempt means. */
class ConnectFailuresTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** A way that has failed, and says why. */
  private record Failed() implements Route {
    @Override
    public InputStream input() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream output() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public Optional<String> complaint() {
      return Optional.of("no way");
    }

    @Override
    public void close() {}
  }

  @Test
  void aServerThatHasSaidNothingHasCutTheHandshake() {
    ConnectFailures failures =
        new ConnectFailures("me", new Attempt(LONG), new LoginReport(), List.of());
    failures.connected(new Failed(), new ServerGreeting(InputStream.nullInputStream()));
    HostReadException failure =
        failures.of(
            new IOException("gone"),
            new ConnectFailures.Words(Optional.empty(), Optional.empty()),
            LONG);
    assertThat(failure).isInstanceOf(HandshakeCutException.class);
    assertThat(failure.text())
        .isEqualTo("the server ended the connection before the login: no way");
  }

  @Test
  void wordsOfOthersDoNothingToATerminal() {
    assertThat(LoginReport.shown("a\u009b2J\u202eb\u0007c")).isEqualTo("a 2J b c");
  }

  @Test
  void whatDoesNotCloseKeepsNothingElseOpen() throws Exception {
    List<String> closed = new ArrayList<>();
    Attempt attempt = new Attempt(LONG);
    attempt.opened(() -> closed.add("first"));
    attempt.opened(
        () -> {
          throw new UncheckedIOException(new IOException("no"));
        });
    attempt.abandon();
    assertThat(closed).containsExactly("first");
  }
}
