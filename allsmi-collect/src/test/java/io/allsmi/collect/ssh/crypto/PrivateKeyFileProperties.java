package io.allsmi.collect.ssh.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.ssh.Keygen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a file holds, it is a key or an error of a known kind. */
class PrivateKeyFileProperties {
  private static final byte[] SECRET = "a passphrase".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> TEXTS = new ArrayList<>();
  private static Path folder;

  @BeforeContainer
  static void makeKeys() throws Exception {
    folder = Files.createTempDirectory("keys");
    for (String type : List.of("ed25519", "ecdsa", "rsa")) {
      for (String format : List.of("RFC4716", "PEM", "PKCS8")) {
        String name = type + format;
        TEXTS.add(Files.readString(Keygen.key(folder, name, type, "-m", format)));
        TEXTS.add(Files.readString(Keygen.encryptedKey(folder, "x" + name, type, "-m", format)));
      }
    }
  }

  @AfterContainer
  static void removeKeys() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Not what OpenSSH does, and quicker. */
  private static void derive(byte[] passphrase, byte[] salt, int rounds, byte[] key) {
    Arrays.fill(key, passphrase[0]);
  }

  private static Optional<byte[]> openedPublicHalf(byte[] text) throws IOException {
    Optional<PrivateKeyFile> found = PrivateKeyFile.find(text);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (PrivateKeyFile file = found.orElseThrow()) {
      file.blob();
      return Optional.of(file.open(SECRET, PrivateKeyFileProperties::derive).blob());
    }
  }

  @Property(tries = 400)
  void aDamagedKeyIsAKeyOrAnError(
      @ForAll @IntRange(max = 17) int which, @ForAll long seed, @ForAll boolean isInside) {
    Random random = new Random(seed);
    String text = TEXTS.get(which);
    byte[] damaged =
        isInside
            ? damagedInside(text, random)
            : damaged(text.getBytes(StandardCharsets.ISO_8859_1), random);
    try {
      openedPublicHalf(damaged).ifPresent(blob -> assertThat(blob).isNotEmpty());
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }

  /** Damages what the text encodes, so that it is still a text of a key. */
  private static byte[] damagedInside(String text, Random random) {
    int from = Math.max(text.indexOf("\n\n"), text.indexOf('\n')) + 1;
    int to = text.indexOf("-----END");
    byte[] inside = Base64.getMimeDecoder().decode(text.substring(from, to));
    String base64 = Base64.getEncoder().encodeToString(damaged(inside, random));
    return (text.substring(0, from) + base64 + "\n" + text.substring(to))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    boolean isCut = random.nextInt(4) == 0;
    return isCut ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
  }

  @Property(tries = 6)
  void aWholeKeyOpensToItsPublicHalf(@ForAll @IntRange(max = 2) int which) throws Exception {
    String name = List.of("ed25519", "ecdsa", "rsa").get(which);
    for (String format : List.of("RFC4716", "PEM", "PKCS8")) {
      Path file = folder.resolve(name + format);
      String[] words = Keygen.publicLine(file).split(" ", -1);
      assertThat(openedPublicHalf(Files.readAllBytes(file)))
          .hasValueSatisfying(
              blob -> assertThat(blob).isEqualTo(Base64.getDecoder().decode(words[1])));
    }
  }
}
