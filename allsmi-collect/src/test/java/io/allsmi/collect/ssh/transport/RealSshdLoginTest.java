package io.allsmi.collect.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.core.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in to the sshd of OpenSSH with keys of every kind. */
class RealSshdLoginTest extends WithSshd {
  @ParameterizedTest
  @CsvSource({"ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,2048"})
  void everyTypeOfKeyLogsInInEveryFormat(String type, String bits) throws Exception {
    String name = type + bits;
    Path own = sshd.key("own-" + name, "-t", type, "-b", bits);
    Path pem = sshd.key("pem-" + name, "-t", type, "-b", bits, "-m", "PEM");
    Path pkcs8 = sshd.key("pkcs8-" + name, "-t", type, "-b", bits, "-m", "PKCS8");
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(own, pem, pkcs8));
    for (Path key : List.of(own, pem, pkcs8)) {
      Files.delete(key.resolveSibling(key.getFileName() + ".pub"));
      assertWorks(connect(Settings.of(server.port()).key(key)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa,RFC4716,aes256-ctr",
    "rsa,PEM,",
    "rsa,PKCS8,",
    "ecdsa,PEM,",
    "ecdsa,PKCS8,",
    "ed25519,RFC4716,aes256-cbc",
    "ed25519,RFC4716,aes256-gcm@openssh.com",
    "ed25519,RFC4716,chacha20-poly1305@openssh.com"
  })
  void anEncryptedKeyIsOpenedWithWhatTheAskingProgramSays(String type, String format, String cipher)
      throws Exception {
    String name = "secret-" + type + format + cipher;
    List<String> options =
        new ArrayList<>(List.of("-t", type, "-m", format, "-N", "pass word", "-a", "2"));
    if (cipher != null) {
      options.addAll(List.of("-Z", cipher));
    }
    Path key = sshd.key(name, options.toArray(new String[0]));
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(key));
    Path askpass = sshd.askpass("pass word");
    SshSettings settings = Settings.of(server.port()).key(key).build();
    SshjTransport transport =
        transport(Map.of("SSH_ASKPASS", askpass.toString(), "SSH_ASKPASS_REQUIRE", "force"));
    assertWorks(transport.connect(settings, Trusting.all(), Optional.empty(), LONG));
    assertWorks(transport.connect(settings, Trusting.all(), Optional.empty(), LONG));
    assertThat(Path.of(askpass + ".asked")).hasContent("Enter passphrase for key '" + key + "': ");
  }

  @Test
  void aWrongPassphraseIsSaid() throws Exception {
    Path key = sshd.key("wrong", "-t", "ed25519", "-N", "right one", "-a", "2");
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(key));
    Path askpass = sshd.askpass("another");
    SshjTransport transport = transport(Map.of("SSH_ASKPASS", askpass.toString(), "DISPLAY", ":0"));
    SshSettings settings = Settings.of(server.port()).key(key).build();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () -> transport.connect(settings, Trusting.all(), Optional.empty(), LONG));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text())
        .contains(key + ": expected the passphrase, got another one")
        .doesNotContain("right one");
  }

  @Test
  void anEncryptedKeyThatNobodyOpensIsNamed() throws Exception {
    Path key = sshd.key("locked", "-t", "ed25519", "-N", "pass word", "-a", "2");
    HostReadException refusal = refusal(Settings.of(plain.port()).key(key));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text())
        .contains("got no key to offer", key + ": encrypted; add it to an agent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void aCertificateLogsInFromAFileAndFromAnAgent(String type) throws Exception {
    Path authority = sshd.key("authority-" + type, "-t", "ed25519");
    Path key = sshd.key("certified-" + type, "-t", type);
    String user = System.getProperty("user.name");
    Path pub = key.resolveSibling(key.getFileName() + ".pub");
    sshd.run(
        List.of("ssh-keygen", "-q", "-s", authority.toString(), "-I", "id", "-n", user, "" + pub),
        Map.of());
    Sshd.Server server =
        sshd.start(List.of(hostKey), List.of(), "TrustedUserCAKeys " + authority + ".pub");
    assertWorks(connect(Settings.of(server.port()).key(key)));
    Path socket = sshd.agent(key);
    assertWorks(connect(Settings.of(server.port()).agent(socket)));
    Path elsewhere = Files.move(Path.of(key + "-cert.pub"), folder.resolve(type + "-named.pub"));
    assertWorks(connect(Settings.of(server.port()).key(key).certificate(elsewhere)));
  }

  @Test
  void aServerThatTakesOnlyTheShorterHashOfRsaIsLoggedInTo() throws Exception {
    Path rsa = sshd.key("rsa-256", "-t", "rsa");
    Sshd.Server server =
        sshd.start(List.of(hostKey), List.of(rsa), "PubkeyAcceptedAlgorithms rsa-sha2-256");
    assertWorks(connect(Settings.of(server.port()).key(rsa)));
    assertWorks(connect(Settings.of(server.port()).agent(sshd.agent(rsa))));
  }

  @Test
  void aRefusedLoginNamesWhatWasOfferedAndNoSecret() throws Exception {
    Path stranger = sshd.key("stranger", "-t", "ed25519");
    HostReadException refusal = refusal(Settings.of(plain.port()).key(stranger));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text())
        .contains(
            "ssh-ed25519 " + SshKey.parse(Sshd.publicKey(stranger)).fingerprint(),
            stranger.toString())
        .contains("it takes publickey", "authorized_keys");
  }

  @Test
  void tooManyKeysAreToldFromNoRightOne() throws Exception {
    Path[] keys = new Path[4];
    for (int i = 0; i < 4; i++) {
      keys[i] = sshd.key("many-" + i, "-t", "ed25519");
    }
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(keys[3]), "MaxAuthTries 2");
    HostReadException refusal = refusal(Settings.of(server.port()).key(keys));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text())
        .contains("Too many authentication failures", "2 of the keys", "IdentitiesOnly");
  }
}
