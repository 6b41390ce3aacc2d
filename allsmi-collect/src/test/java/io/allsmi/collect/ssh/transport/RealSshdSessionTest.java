package io.allsmi.collect.ssh.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.core.FailureKind;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Programs on a host of the sshd of OpenSSH, and connections that end. */
class RealSshdSessionTest extends WithSshd {
  @Test
  void oneSessionTooManyIsSaidAndTheOthersGoOn() throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey), "MaxSessions 1");
    SshConnection connection = connect(Settings.of(server.port()).key(userKey));
    try (RemoteShell first = connection.start("cat", LONG)) {
      IOException refusal =
          catchThrowableOfType(IOException.class, () -> connection.start("true", LONG));
      assertThat(refusal).hasMessageContaining("MaxSessions");
      first.input().write("on\n".getBytes(UTF_8));
      first.input().flush();
      assertThat(first.output().readNBytes(3)).isEqualTo("on\n".getBytes(UTF_8));
    }
  }

  @Test
  void muchOutputBesideMuchOnStandardErrorIsAllRead() throws Exception {
    SshConnection connection = connect(Settings.of(plain.port()).key(userKey));
    String command = "head -c 6000000 /dev/zero >&2; head -c 9000000 /dev/zero";
    assertThat(say(connection, command)).hasSize(9_000_000);
  }

  @Test
  void closingAProgramUnblocksItsReaderAndKeepsTheConnection() throws Exception {
    SshConnection connection = connect(Settings.of(plain.port()).key(userKey));
    for (String command : List.of("sleep 60", "yes", "yes >&2")) {
      RemoteShell shell = connection.start(command, LONG);
      Thread closer = new Thread(shell::close);
      closer.start();
      shell.output().transferTo(java.io.OutputStream.nullOutputStream());
      closer.join();
    }
    assertWorks(connection);
  }

  @Test
  void newKeysInTheMiddleOfOutputGoUnnoticed() throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey), "RekeyLimit 64K");
    SshConnection connection = connect(Settings.of(server.port()).key(userKey));
    try (RemoteShell echo = connection.start("cat", LONG)) {
      byte[] line = "x".repeat(1000).getBytes(UTF_8);
      for (int i = 0; i < 2000; i++) {
        echo.input().write(line);
        echo.input().flush();
        assertThat(echo.output().readNBytes(line.length)).hasSize(line.length);
      }
    }
    assertWorks(connection);
  }

  @Test
  void aServerThatIsStoppedEndsAtTheTimeOut() throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey));
    Sshd.signal("STOP", server.process());
    SshSettings settings = Settings.of(server.port()).key(userKey).build();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () ->
                transport(Map.of())
                    .connect(settings, Trusting.all(), Optional.empty(), Duration.ofMillis(300)));
    assertThat(refusal.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(refusal.text()).isEqualTo("no answer within 300ms (waiting for its greeting)");
  }

  @Test
  void aSessionThatFreezesIsNoticedByItsSilence() throws Exception {
    SshConnection connection =
        connect(Settings.of(plain.port()).key(userKey).alive(Duration.ofMillis(100)));
    String pid = say(connection, "ps -o ppid= -p $$").strip();
    RemoteShell shell = connection.start("cat", LONG);
    new ProcessBuilder("kill", "-STOP", pid).start().waitFor();
    assertThat(shell.output().read()).isEqualTo(-1);
    await(() -> !connection.isOpen());
    new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
  }

  @Test
  void aSessionThatIsKilledInTheMiddleOfItsOutputEndsIt() throws Exception {
    SshConnection connection = connect(Settings.of(plain.port()).key(userKey));
    String pid = say(connection, "ps -o ppid= -p $$").strip();
    RemoteShell shell = connection.start("yes", LONG);
    shell.output().readNBytes(10_000);
    new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
    shell.output().transferTo(java.io.OutputStream.nullOutputStream());
    await(() -> !connection.isOpen());
    IOException refusal =
        catchThrowableOfType(IOException.class, () -> connection.start("true", LONG));
    assertThat(refusal).hasMessageContaining("got one that has ended");
  }

  @Test
  void aServerThatWasRestartedIsConnectedToAgain() throws Exception {
    int port = Sshd.freePort();
    Sshd.Server server = sshd.start(port, List.of(hostKey), List.of(userKey));
    Settings settings = Settings.of(port).key(userKey);
    assertWorks(connect(settings));
    server.process().destroyForcibly().waitFor();
    HostReadException refusal = refusal(settings);
    assertThat(refusal.kind()).isEqualTo(FailureKind.REFUSED);
    sshd.start(port, List.of(hostKey), List.of(userKey));
    assertWorks(connect(settings));
  }

  @Test
  void aServerWithTooManyLoginsUnderWayIsToldFromOthers() throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey), "MaxStartups 1:100:1");
    try (Socket first = greeted(server.port())) {
      assertThat(first.isConnected()).isTrue();
      HostReadException refusal = refusal(Settings.of(server.port()).key(userKey));
      assertThat(refusal).isInstanceOf(HandshakeCutException.class);
      assertThat(refusal.kind()).isEqualTo(FailureKind.UNREACHABLE);
    }
  }

  /** A connection that the server has taken on and that does not log in. */
  private static Socket greeted(int port) throws Exception {
    AtomicReference<Socket> taken = new AtomicReference<>();
    await(
        () -> {
          try {
            Socket socket = new Socket("127.0.0.1", port);
            if (socket.getInputStream().read() == 'S') {
              taken.set(socket);
            } else {
              socket.close();
            }
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          return taken.get() != null;
        });
    return taken.get();
  }
}
