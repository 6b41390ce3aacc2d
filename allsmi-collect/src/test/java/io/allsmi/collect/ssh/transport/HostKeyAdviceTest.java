package io.allsmi.collect.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshAccount;
import io.allsmi.collect.ssh.config.SshConfig;
import io.allsmi.collect.ssh.config.SshOverrides;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.collect.ssh.trust.KnownHosts;
import io.allsmi.core.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is advised where a host key is refused: it is done as it stands, and the key is accepted.
 */
@Timeout(120)
class HostKeyAdviceTest extends WithSshd {
  private static final String ME = System.getProperty("user.name");

  @TempDir Path own;

  private Path place;
  private Path known;

  @BeforeEach
  void makePlace() throws Exception {
    place = Files.createDirectory(own.resolve("a place's files"));
    known = place.resolve("known hosts");
  }

  /** As a configuration has it that says everything of the host. */
  private SshSettings configured() throws Exception {
    String host =
        """
        Host gpu
          HostName 127.0.0.1
          Port %d
          IdentityFile %s
          IdentitiesOnly yes
          StrictHostKeyChecking yes
          UserKnownHostsFile "%s"
        """;
    Path config =
        Files.writeString(place.resolve("config"), host.formatted(plain.port(), userKey, known));
    return SshConfig.open(Optional.of(config), SshAccount.current())
        .resolve("gpu", Optional.of(ME), OptionalInt.empty(), SshOverrides.none());
  }

  /** As a command line has it that says everything of the host. */
  private SshSettings said() throws Exception {
    return said(plain, List.of());
  }

  private SshSettings said(Sshd.Server server, List<Sshd.Server> way) throws Exception {
    Path config = Files.writeString(place.resolve("empty"), "IdentityAgent none\n");
    List<String> jumps = way.stream().map(jump -> ME + "@127.0.0.1:" + jump.port()).toList();
    SshOverrides overrides =
        new SshOverrides(List.of(userKey), List.of(known), Optional.empty(), jumps, false);
    return SshConfig.open(Optional.of(config), SshAccount.current())
        .resolve("127.0.0.1", Optional.of(ME), OptionalInt.of(server.port()), overrides);
  }

  private SshConnection connect(SshSettings settings, List<Sshd.Server> way) throws Exception {
    SshjTransport transport = transport(Map.of());
    Optional<SshConnection> via = Optional.empty();
    for (Sshd.Server jump : way) {
      SshSettings hop = said(jump, List.of());
      via = Optional.of(transport.connect(hop, checkFor(hop), via, LONG));
    }
    return transport.connect(settings, checkFor(settings), via, LONG);
  }

  private static HostKeyCheck checkFor(SshSettings settings) {
    return new KnownHosts(Clock.systemUTC(), notice -> {}).checkFor(settings);
  }

  private void mend(SshSettings settings, String before) throws Exception {
    mend(settings, List.of(), before);
  }

  /** Whoever does what is advised is asked for one key. */
  private void mend(SshSettings settings, List<Sshd.Server> way, String before) throws Exception {
    HostReadException refusal =
        catchThrowableOfType(HostReadException.class, () -> connect(settings, way));
    assertThat(refusal.kind()).isEqualTo(FailureKind.HOST_KEY_REJECTED);
    assertThat(refusal.text()).contains(before);
    String command = refusal.text().substring(refusal.text().indexOf(before) + before.length());
    Path yes = sshd.askpass("yes");
    sshd.run(
        List.of("sh", "-c", command),
        Map.of("SSH_ASKPASS", yes.toString(), "SSH_ASKPASS_REQUIRE", "force"));
    assertThat(Files.readString(Path.of(yes + ".asked"))).containsOnlyOnce("authenticity of host");
    assertWorks(connect(settings, way));
  }

  @Test
  void anUnknownKeyIsAcceptedByTheCommand() throws Exception {
    mend(configured(), "accept it once with: ");
  }

  @Test
  void whatTheCommandLineHasSaidIsInTheCommand() throws Exception {
    mend(said(), "accept it once with: ");
  }

  /** The programs that {@code ssh} goes through jump hosts with are not told what it is told. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatTheCommandLineHasSaidIsSaidOfTheJumpHostsToo(int jumps) throws Exception {
    Sshd.Server between = sshd.start(List.of(hostKey), List.of(userKey));
    Sshd.Server behind = sshd.start(List.of(hostKey), List.of(userKey));
    List<Sshd.Server> way = List.of(plain, between).subList(0, jumps);
    String key = Sshd.publicKey(hostKey);
    for (Sshd.Server jump : way) {
      String line = "[127.0.0.1]:" + jump.port() + " " + key;
      Files.writeString(known, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    mend(said(behind, way), way, "accept it once with: ");
  }

  @Test
  void aChangedKeyIsForgottenInEveryFileAndTheNewOneAccepted() throws Exception {
    String old = Sshd.publicKey(sshd.key(own.getFileName() + "-old", "-t", "ed25519")).strip();
    Files.writeString(known, "[127.0.0.1]:" + plain.port() + " " + old + "\n");
    mend(configured(), "remove the old ones with: ");
    Files.writeString(known, "[127.0.0.1]:" + plain.port() + " " + old + "\n");
    mend(said(), "remove the old ones with: ");
  }
}
