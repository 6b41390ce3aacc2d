package io.allsmi.collect.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.core.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to the sshd of OpenSSH: over other hosts and through programs. */
class RealSshdWayTest extends WithSshd {
  @Test
  void hostsAreReachedOverOneAndTwoOthers() throws Exception {
    Sshd.Server second = sshd.start(List.of(hostKey), List.of(userKey), "PermitOpen none");
    SshjTransport transport = transport(Map.of());
    Optional<SshConnection> via = Optional.empty();
    for (Sshd.Server server : List.of(plain, plain, second)) {
      via =
          Optional.of(
              transport.connect(
                  Settings.of(server.port()).key(userKey).build(), Trusting.all(), via, LONG));
      assertWorks(via.orElseThrow());
    }
    SshSettings behind = Settings.of(plain.port()).key(userKey).build();
    SshConnection last = via.orElseThrow();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () -> transport.connect(behind, Trusting.all(), Optional.of(last), LONG));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNREACHABLE);
    assertThat(refusal.text()).startsWith("the jump host does not connect to it");
    assertWorks(last);
  }

  @Test
  void closingOneHostBehindAJumpHostLeavesTheOthers() throws Exception {
    SshjTransport transport = transport(Map.of());
    SshSettings settings = Settings.of(plain.port()).key(userKey).build();
    SshConnection jump = transport.connect(settings, Trusting.all(), Optional.empty(), LONG);
    SshConnection one = transport.connect(settings, Trusting.all(), Optional.of(jump), LONG);
    SshConnection two = transport.connect(settings, Trusting.all(), Optional.of(jump), LONG);
    RemoteShell endless = one.start("yes", LONG);
    assertThat(endless.output().readNBytes(100_000)).hasSize(100_000);
    one.close();
    assertThat(endless.output().readAllBytes()).isNotNull();
    assertWorks(two);
    assertWorks(jump);
  }

  @Test
  void aProxyCommandIsTheConnectionAndEndsWithIt() throws Exception {
    String ssh =
        "ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -i "
            + userKey
            + " -p "
            + plain.port()
            + " -W 127.0.0.1:"
            + plain.port()
            + " 127.0.0.1";
    SshConnection connection = connect(Settings.of(plain.port()).key(userKey).proxyCommand(ssh));
    assertWorks(connection);
    assertThat(ProcessHandle.current().children().anyMatch(RealSshdWayTest::isProxy)).isTrue();
    connection.close();
    await(() -> ProcessHandle.current().descendants().noneMatch(RealSshdWayTest::isProxy));
  }

  private static boolean isProxy(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(" -W 127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo no way >&2; exit 1",
        "exec >&-; sleep 0.4; echo no way >&2",
        "exec <&-; echo no way >&2; exit 1",
        "echo no ssh; echo no way >&2"
      })
  void whatAProxyCommandComplainsOfIsInTheMessage(String program) {
    HostReadException refusal =
        refusal(Settings.of(1).key(userKey).proxyCommand("sh -c '" + program + "'"));
    assertThat(refusal).isInstanceOf(HandshakeCutException.class);
    assertThat(refusal.text()).endsWith(": no way");
  }
}
