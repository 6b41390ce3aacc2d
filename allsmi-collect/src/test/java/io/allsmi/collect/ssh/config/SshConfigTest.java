package io.allsmi.collect.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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

/** What is made of values that ssh -G does not print in full. */
class SshConfigTest {
  @TempDir Path home;
  private SshAccount ann;

  @BeforeEach
  void account() throws IOException {
    Files.createDirectory(home.resolve(".ssh"));
    ann = account(Map.of("SSH_AUTH_SOCK", "/run/agent", "KEYS", "/keys", "OTHER", "/run/other"));
  }

  private SshAccount account(Map<String, String> environment) {
    return new SshAccount("ann", SshAccount.current().uid(), home, "desk.example", environment);
  }

  private Path config(String text) throws IOException {
    return SshDashG.write(home.resolve(".ssh/config"), text);
  }

  private SshSettings resolve(String text, SshOverrides overrides) throws IOException {
    return SshConfig.open(Optional.of(config(text)), ann)
        .resolve("dgx", Optional.empty(), OptionalInt.empty(), overrides);
  }

  private SshSettings resolve(String text) throws IOException {
    return resolve(text, SshOverrides.none());
  }

  private static SshOverrides keys(String... keys) {
    List<Path> paths = List.of(keys).stream().map(Path::of).toList();
    return new SshOverrides(paths, List.of(), Optional.empty(), List.of(), false);
  }

  @Test
  void defaultsAreThoseOfSsh() throws IOException {
    SshSettings settings = resolve("");
    assertThat(settings.hostName()).isEqualTo("dgx");
    assertThat(settings.user()).isEqualTo("ann");
    assertThat(settings.port()).isEqualTo(22);
    assertThat(settings.identityFiles())
        .hasSize(7)
        .contains(home.resolve(".ssh/id_ed25519"), home.resolve(".ssh/id_rsa"));
    assertThat(settings.namesIdentities()).isFalse();
    assertThat(settings.agentSocket()).contains(Path.of("/run/agent"));
    assertThat(settings.userKnownHostsFiles())
        .containsExactly(home.resolve(".ssh/known_hosts"), home.resolve(".ssh/known_hosts2"));
    assertThat(settings.strictHostKeyChecking()).isEqualTo(HostKeyPolicy.YES);
    assertThat(settings.connectTimeout()).isEmpty();
    assertThat(settings.serverAliveInterval()).isZero();
    assertThat(settings.unsupported()).isEmpty();
  }

  @Test
  void pathsHaveTheirTokensReplaced() throws IOException {
    SshSettings settings =
        resolve(
            """
            HostName %h.example
            User bob
            Port 2222
            HostKeyAlias key
            IdentityFile ~/%u-%r@%h:%p-%n
            IdentityFile ${KEYS}/%l-%L-%k-%%
            IdentityFile none
            CertificateFile %d/cert
            """);
    assertThat(settings.identityFiles())
        .containsExactly(
            home.resolve("ann-bob@dgx.example:2222-dgx"), Path.of("/keys/desk.example-desk-key-%"));
    assertThat(settings.certificateFiles()).containsExactly(home.resolve("cert"));
    assertThat(settings.namesIdentities()).isTrue();
    assertThat(settings.hostKeyAlias()).contains("key");
  }

  @Test
  void whatHasNoValueIsRefused() throws IOException {
    assertThatThrownBy(() -> resolve("IdentityFile ${NO_SUCH}/x"))
        .isInstanceOf(SshConfigException.class)
        .hasMessage("identityfile: expected variables that are set, got '${NO_SUCH}/x'");
    assertThatThrownBy(() -> resolve("ProxyCommand x %z"))
        .isInstanceOf(SshConfigException.class)
        .hasMessageStartingWith("proxycommand: expected tokens of %%, %h, ");
  }

  @Test
  void keysOfTheCommandLineComeFirst() throws IOException {
    SshSettings named = resolve("IdentityFile ~/a\nIdentityFile /b", keys("/x%h", "/b"));
    assertThat(named.identityFiles())
        .containsExactly(Path.of("/x%h"), Path.of("/b"), home.resolve("a"));
    SshSettings alone = resolve("", keys("/x"));
    assertThat(alone.identityFiles()).containsExactly(Path.of("/x"));
    assertThat(alone.namesIdentities()).isTrue();
  }

  @Test
  void commandLineWinsOverTheFile() throws IOException {
    SshOverrides overrides =
        new SshOverrides(
            List.of(),
            List.of(Path.of("/known")),
            Optional.of(HostKeyPolicy.ACCEPT_NEW),
            List.of("ann@gate:23", "inner"),
            false);
    SshSettings settings =
        resolve("UserKnownHostsFile /a\nStrictHostKeyChecking no\nProxyCommand x\n", overrides);
    assertThat(settings.userKnownHostsFiles()).containsExactly(Path.of("/known"));
    assertThat(settings.strictHostKeyChecking()).isEqualTo(HostKeyPolicy.ACCEPT_NEW);
    assertThat(settings.proxyJump()).containsExactly("ann@gate:23", "inner");
    assertThat(settings.proxyCommand()).isEmpty();
    assertThatThrownBy(
            () -> new SshOverrides(List.of(), List.of(), Optional.empty(), List.of("a:x"), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jump hosts: expected [user@]host[:port], separated by commas, got 'a:x'");
  }

  @Test
  void agentIsFoundOrIsNot() throws IOException {
    assertThat(resolve("IdentityAgent none").agentSocket()).isEmpty();
    assertThat(resolve("IdentityAgent $OTHER").agentSocket()).contains(Path.of("/run/other"));
    assertThat(resolve("IdentityAgent $MISSING").agentSocket()).isEmpty();
    assertThat(resolve("IdentityAgent ~/%r").agentSocket()).contains(home.resolve("ann"));
    assertThat(resolve("IdentityAgent SSH_AUTH_SOCK").agentSocket())
        .contains(Path.of("/run/agent"));
    ann = account(Map.of());
    assertThat(resolve("").agentSocket()).isEmpty();
  }

  @Test
  void wayToTheHostIsReadyForUse() throws IOException {
    SshSettings command = resolve("User bob\nProxyCommand nc -X %% %h %p %r %n # x");
    assertThat(command.proxyCommand()).contains("nc -X % dgx 22 bob dgx # x");
    assertThat(command.proxyJump()).isEmpty();
    assertThat(resolve("ProxyJump a,ann@%h-gate:7\nProxyCommand x").proxyJump())
        .containsExactly("a", "ann@dgx-gate:7");
    assertThat(resolve("ProxyJump none\nProxyCommand none").proxyJump()).isEmpty();
    assertThat(resolve("ProxyJump none\nProxyCommand none").proxyCommand()).isEmpty();
  }

  @Test
  void timesAreSeconds() throws IOException {
    SshSettings settings =
        resolve("ConnectTimeout 1m\nServerAliveInterval 5\nServerAliveCountMax 7");
    assertThat(settings.connectTimeout()).contains(Duration.ofMinutes(1));
    assertThat(settings.serverAliveInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.serverAliveCountMax()).isEqualTo(7);
    assertThat(resolve("ConnectTimeout 0").connectTimeout()).isEmpty();
  }

  @Test
  void programsRunOnlyWhenThatIsAllowed() throws IOException {
    Path sign = home.resolve("ran");
    String text = "Match exec \"touch " + sign + "\"\nPort 4\nMatch !exec false\nUser bob\n";
    SshSettings settings = resolve(text);
    assertThat(settings.port()).isEqualTo(22);
    assertThat(settings.user()).isEqualTo("ann");
    assertThat(sign).doesNotExist();
    assertThat(settings.unsupported())
        .containsExactly(
            "match exec 'touch " + sign + "': not run; --ssh-allow-exec allows it",
            "match exec 'false': not run; --ssh-allow-exec allows it");
    SshOverrides mayRun = new SshOverrides(List.of(), List.of(), Optional.empty(), List.of(), true);
    assertThat(resolve(text, mayRun).port()).isEqualTo(4);
    assertThat(resolve(text, mayRun).user()).isEqualTo("bob");
    assertThat(sign).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "/dev/zero"})
  @Timeout(60)
  void aPipeOrADeviceThatIsIncludedIsNamedAndNotWaitedFor(String name) throws Exception {
    Path file = home.resolve(name);
    if (name.equals("pipe")) {
      assertThat(new ProcessBuilder("mkfifo", "-m", "600", "" + file).start().waitFor()).isZero();
    }
    SshConfigException refusal =
        catchThrowableOfType(SshConfigException.class, () -> resolve("Include " + file));
    assertThat(refusal.getMessage()).startsWith(file + ": expected a file").doesNotContain("\n");
  }

  @Test
  void aProgramIsRunOnceForAllHosts() throws IOException {
    Path starts = home.resolve("starts");
    String text = "Match exec \"echo x >>" + starts + "\"\nPort 4\n";
    SshConfig config = SshConfig.open(Optional.of(config(text)), ann);
    SshOverrides mayRun = new SshOverrides(List.of(), List.of(), Optional.empty(), List.of(), true);
    for (String host : List.of("one", "two")) {
      SshSettings settings = config.resolve(host, Optional.empty(), OptionalInt.empty(), mayRun);
      assertThat(settings.port()).isEqualTo(4);
    }
    assertThat(starts).hasContent("x");
  }

  @Test
  void revokedKeysAreNamedAndKeysMayBeHeldBack() throws IOException {
    assertThat(resolve("RevokedHostKeys /etc/ssh/revoked").revokedHostKeys())
        .contains(Path.of("/etc/ssh/revoked"));
    assertThat(resolve("RevokedHostKeys none").revokedHostKeys()).isEmpty();
    assertThat(resolve("PubkeyAuthentication no").offersKeys()).isFalse();
    assertThat(resolve("Port 22").offersKeys()).isTrue();
  }

  @Test
  void whatIsNotDoneIsNamed() throws IOException {
    assertThat(
            resolve("PKCS11Provider /lib/x.so\nBindAddress 10.0.0.1\nForwardAgent yes")
                .unsupported())
        .containsExactly(
            "bindaddress 10.0.0.1: not supported", "pkcs11provider /lib/x.so: not supported");
    assertThat(resolve("PreferredAuthentications password").unsupported())
        .containsExactly("preferredauthentications password: only publickey is supported");
  }

  @Test
  void usersFileIsReadFirstAndMayBeMissing() throws IOException {
    SshConfig none = SshConfig.open(Optional.empty(), ann);
    assertThat(
            none.resolve("dgx", Optional.empty(), OptionalInt.empty(), SshOverrides.none()).port())
        .isEqualTo(22);
    config("Include more\nHost dgx\nPort 4\n");
    SshDashG.write(home.resolve(".ssh/more"), "User bob\n");
    SshSettings settings =
        SshConfig.open(Optional.empty(), ann)
            .resolve("dgx", Optional.empty(), OptionalInt.empty(), SshOverrides.none());
    assertThat(settings.port()).isEqualTo(4);
    assertThat(settings.user()).isEqualTo("bob");
    assertThatThrownBy(() -> SshConfig.open(Optional.of(home.resolve("no")), ann))
        .isInstanceOf(IOException.class)
        .hasMessage(home.resolve("no") + ": expected an ssh_config, got no file at that path");
  }

  @Test
  void fileThatOthersMayWriteIsRefused() throws IOException {
    Path file = config("Port 4\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    assertThatThrownBy(
            () ->
                SshConfig.open(Optional.empty(), ann)
                    .resolve("dgx", Optional.empty(), OptionalInt.empty(), SshOverrides.none()))
        .isInstanceOf(SshConfigException.class)
        .hasMessage(
            file + ": expected a file that no one else may write, got one; run chmod go-w " + file);
  }

  @Test
  void badLineIsNamed() throws IOException {
    Path file = config("Host x\n  Port ssh2\n");
    assertThatThrownBy(() -> resolve("Host x\n  Port ssh2\n"))
        .isInstanceOf(SshConfigException.class)
        .hasMessage(file + " line 2: expected a port from 1 to 65535 after 'port', got 'ssh2'");
  }
}
