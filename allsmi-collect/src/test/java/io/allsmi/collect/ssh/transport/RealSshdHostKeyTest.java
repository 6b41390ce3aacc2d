package io.allsmi.collect.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.crypto.Signatures;
import io.allsmi.core.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sshd of OpenSSH proves of itself, and what is agreed on with it. */
class RealSshdHostKeyTest extends WithSshd {
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void everyTypeOfHostKeyIsVerifiedAndTheKnownOneAskedForFirst(String type) throws Exception {
    Path key = sshd.key("host-only-" + type, "-t", type);
    Sshd.Server only = sshd.start(List.of(key), List.of(userKey));
    Path other = sshd.key("host-beside-" + type, "-t", type.equals("rsa") ? "ecdsa" : "rsa");
    Sshd.Server both = sshd.start(List.of(other, key), List.of(userKey));
    String[] words = Sshd.publicKey(key).split(" ", -1);
    for (Sshd.Server server : List.of(only, both)) {
      Trusting trust = Trusting.all(words[0]);
      SshSettings settings = Settings.of(server.port()).key(userKey).build();
      assertWorks(transport(Map.of()).connect(settings, trust, Optional.empty(), LONG));
      assertThat(trust.shown).hasSize(1);
      assertThat(trust.shown.get(0)).isEqualTo(java.util.Base64.getDecoder().decode(words[1]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void aHostCertificateIsVerifiedWhereAnAuthorityIsKnown(String type) throws Exception {
    Path authority = sshd.key("host-authority-" + type, "-t", "rsa");
    Path key = sshd.key("host-certified-" + type, "-t", type);
    sshd.run(
        List.of(
            "ssh-keygen",
            "-q",
            "-h",
            "-s",
            "" + authority,
            "-I",
            "id",
            "-n",
            "127.0.0.1",
            key + ".pub"),
        Map.of());
    Sshd.Server server =
        sshd.start(List.of(key), List.of(userKey), "HostCertificate " + key + "-cert.pub");
    SshSettings settings = Settings.of(server.port()).key(userKey).build();
    String[] words = Files.readString(Path.of(key + "-cert.pub")).split(" ", -1);
    Trusting trust = Trusting.all(words[0]);
    assertWorks(transport(Map.of()).connect(settings, trust, Optional.empty(), LONG));
    assertThat(trust.shown.get(0)).isEqualTo(java.util.Base64.getDecoder().decode(words[1]));
    Trusting without = Trusting.all();
    assertWorks(transport(Map.of()).connect(settings, without, Optional.empty(), LONG));
    assertThat(Signatures.type(without.shown.get(0))).doesNotContain("cert");
  }

  @Test
  void aHostKeyThatIsNotTrustedEndsTheConnectionAndTheServerIsNotToldWhy() throws Exception {
    SshSettings settings = Settings.of(plain.port()).key(userKey).build();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () ->
                transport(Map.of())
                    .connect(settings, Trusting.none("unknown: /k:7"), Optional.empty(), LONG));
    assertThat(refusal.kind()).isEqualTo(FailureKind.HOST_KEY_REJECTED);
    assertThat(refusal.text()).isEqualTo("unknown: /k:7");
    assertThat(Files.readString(plain.log())).doesNotContain("/k:7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KexAlgorithms ecdh-sha2-nistp521",
        "KexAlgorithms diffie-hellman-group14-sha256",
        "KexAlgorithms diffie-hellman-group16-sha512",
        "Ciphers aes256-ctr",
        "MACs hmac-sha2-512\nCiphers aes128-ctr"
      })
  void otherSafeAlgorithmsWork(String line) throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey), line);
    assertWorks(connect(Settings.of(server.port()).key(userKey)));
  }

  @ParameterizedTest
  @CsvSource({
    "KexAlgorithms diffie-hellman-group1-sha1,key exchange: expected one of curve25519-sha256",
    "Ciphers 3des-cbc,ciphers: expected one of aes128-ctr",
    "HostKeyAlgorithms ssh-rsa,host keys: expected one of ssh-ed25519"
  })
  void aServerWithOnlyOldAlgorithmsIsRefusedPlainly(String line, String text) throws Exception {
    Path rsa = sshd.key("old-" + line.hashCode(), "-t", "rsa");
    Sshd.Server server = sshd.start(List.of(rsa), List.of(userKey), line);
    HostReadException refusal = refusal(Settings.of(server.port()).key(userKey));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNSUPPORTED);
    assertThat(refusal.text()).startsWith(text).contains(line.split(" ", -1)[1]);
  }
}
