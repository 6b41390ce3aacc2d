package io.allsmi.collect.ssh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.ssh.Keygen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
  @TempDir Path folder;

  private static void checkAgainst(Path pub, KeyFile looked) throws Exception {
    String[] words = Keygen.run("-l", "-f", pub.toString()).split(" ", -1);
    SshKey key = looked.key().orElseThrow();
    assertThat(key.bits()).isEqualTo(Integer.parseInt(words[0]));
    assertThat(key.fingerprint()).isEqualTo(words[1]);
    assertThat("(" + key.typeName() + ")").isEqualTo(words[words.length - 1].strip());
    assertThat(looked.toString()).doesNotContain("secret-comment");
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, RFC4716, OPENSSH",
    "ecdsa, RFC4716, OPENSSH",
    "rsa, RFC4716, OPENSSH",
    "ecdsa, PEM, PEM",
    "rsa, PEM, PEM",
    "ecdsa, PKCS8, PKCS8",
    "rsa, PKCS8, PKCS8"
  })
  void aKeyIsWhatKeygenSaysOfIt(String type, String written, KeyFile.Format format)
      throws Exception {
    Path file = Keygen.key(folder, "id", type, "-m", written);
    Path pub = Files.move(Path.of(file + ".pub"), folder.resolve("elsewhere.pub"));
    KeyFile looked = KeyFile.look(file);
    assertThat(looked.format()).isEqualTo(format);
    assertThat(looked.isPrivate()).isTrue();
    assertThat(looked.isEncrypted()).isFalse();
    assertThat(looked.isOpenToOthers()).isFalse();
    checkAgainst(pub, looked);
    KeyFile lookedAtPublic = KeyFile.look(pub);
    assertThat(lookedAtPublic.format()).isEqualTo(KeyFile.Format.PUBLIC);
    assertThat(lookedAtPublic.isPrivate()).isFalse();
    checkAgainst(pub, lookedAtPublic);
  }

  @ParameterizedTest
  @CsvSource({"384", "521"})
  void theCurveOfAnEllipticKeyIsSeen(String bits) throws Exception {
    Path file = Keygen.key(folder, "id", "ecdsa", "-m", "PKCS8", "-b", bits);
    Path pub = Files.move(Path.of(file + ".pub"), folder.resolve("elsewhere.pub"));
    checkAgainst(pub, KeyFile.look(file));
    assertThat(KeyFile.look(file).key().orElseThrow().bits()).isEqualTo(Integer.parseInt(bits));
  }

  @ParameterizedTest
  @CsvSource({"RFC4716, OPENSSH, true", "PEM, PEM, false", "PKCS8, PKCS8, false"})
  void anEncryptedKeyShowsItsPublicHalfWhereItsFormatDoes(
      String written, KeyFile.Format format, boolean isShown) throws Exception {
    Path file = Keygen.encryptedKey(folder, "id", "ecdsa", "-m", written);
    checkAgainst(Path.of(file + ".pub"), KeyFile.look(file));
    Files.delete(Path.of(file + ".pub"));
    KeyFile alone = KeyFile.look(file);
    assertThat(alone.format()).isEqualTo(format);
    assertThat(alone.isEncrypted()).isTrue();
    assertThat(alone.key().isPresent()).isEqualTo(isShown);
  }

  @Test
  void aPrivateKeyThatOthersMayReadIsToldOf() throws Exception {
    Path file = Keygen.key(folder, "id", "ed25519");
    for (String mode : new String[] {"rw-r-----", "rw-----w-", "rw----r--", "rw---x---"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      assertThat(KeyFile.look(file).isOpenToOthers()).as(mode).isTrue();
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    assertThat(KeyFile.look(file).isOpenToOthers()).isFalse();
    assertThat(KeyFile.look(Path.of(file + ".pub")).isOpenToOthers()).isFalse();
  }

  @Test
  void aKeyOfAnotherProgramIsRefusedWithWhatToDo() throws IOException {
    Path putty =
        Files.writeString(
            folder.resolve("key.ppk"), "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n");
    assertThatThrownBy(() -> KeyFile.look(putty))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            putty + ": expected an OpenSSH, PEM or PKCS#8 key, got one of PuTTY")
        .hasMessageContaining("puttygen FILE -O private-openssh");
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "'# nothing'",
    "'some text'",
    "'ssh-ed25519 AAAA'",
    "'-----BEGIN OPENSSH PRIVATE KEY-----'",
    "'-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaA== -----END OPENSSH PRIVATE KEY-----'",
    "'-----BEGIN PRIVATE KEY----- MAA= -----END PRIVATE KEY-----'",
    "'-----BEGIN DSA PRIVATE KEY----- MAA= -----END DSA PRIVATE KEY-----'",
    "'-----BEGIN ODD PRIVATE KEY----- MAA= -----END ODD PRIVATE KEY-----'"
  })
  void whatIsNoKeyIsNamedAndNotShown(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("id"), text);
    assertThatThrownBy(() -> KeyFile.look(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": expected ")
        .hasMessageContaining(", got ")
        .message()
        .doesNotContain("b3Blbn", "AAAA", "some text");
  }

  @Test
  void aMissingFileIsMissing() {
    assertThatThrownBy(() -> KeyFile.look(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void jsonHasNullForWhatIsNotKnown() throws Exception {
    Path file = Keygen.encryptedKey(folder, "id", "rsa", "-m", "PEM");
    Files.delete(Path.of(file + ".pub"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    KeyFile.look(file).writeJson(out);
    assertThat(out.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"format\":\"pem\",\"type\":null,\"bits\":null,\"fingerprint\":null,\"encrypted\":true}");
  }
}
