package io.allsmi.collect.ssh.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.collect.ssh.Keygen;
import io.allsmi.collect.ssh.key.KeyFile;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Files of known hosts are read as {@code ssh-keygen -F} reads them. */
class KnownHostsOracleTest {
  private static final Pattern FOUND = Pattern.compile("found: line (\\d+) ?(CA|REVOKED)?");
  private static final Pattern VECTOR =
      Pattern.compile(
          "\"(?:pattern|entry)\": \"([^\"]*)\",\\s*\"(text|host)\": \"([^\"]*)\",\\s*\"match\": (\\w+)");
  private static final List<String> KEYS =
      List.of(
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIRsJi92NJJTQwXHZiRiARoEy4n1jYsNTQePHFTSl7tG",
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL",
          "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIIRsJi92NJJTQwXHZiRiARoEy4n1jYsNTQePHFTSl7tG",
          "ssh-ed25519",
          "");
  private static final List<String> WORDS =
      List.of("a", "b.c", "[a]:2222", "*", "!a", "*.c", "?.c", "B.C", "", "!*", "::1", "[*]:2222");
  private static final List<String> BEGINS =
      List.of("", "", "", "@revoked ", "@cert-authority ", "@revoked\t", "@odd ", "# ", " \t");

  private static Optional<Path> captures() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path ssh = folder.resolve("shared/data/captures/ssh");
      if (Files.isDirectory(ssh)) {
        return Optional.of(ssh);
      }
    }
    return Optional.empty();
  }

  private static List<String> oracle(Path file, String host)
      throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    Matcher lines = FOUND.matcher(Keygen.run("-l", "-F", host, "-f", file.toString()));
    while (lines.find()) {
      found.add(lines.group(1) + (lines.group(2) == null ? "" : " " + lines.group(2)));
    }
    return found;
  }

  private static List<String> ours(Path file, String host) throws IOException {
    return KnownHostsFile.parse(file, Files.readAllBytes(file)).find(host).stream()
        .map(
            line ->
                line.line()
                    + switch (line.marker()) {
                      case NONE -> "";
                      case CERT_AUTHORITY -> " CA";
                      case REVOKED -> " REVOKED";
                    })
        .toList();
  }

  private static String line(Random random) {
    String names = WORDS.get(random.nextInt(WORDS.size()));
    for (int i = random.nextInt(3); i > 0; i--) {
      names += "," + WORDS.get(random.nextInt(WORDS.size()));
    }
    if (random.nextInt(4) == 0) {
      byte[] salt = new byte[random.nextInt(8) == 0 ? 19 : 20];
      random.nextBytes(salt);
      names = HostPatterns.hash(random.nextBoolean() ? "a" : "[a]:2222", salt);
    }
    String key = KEYS.get(random.nextInt(3) == 0 ? random.nextInt(KEYS.size()) : 0);
    String blank = random.nextBoolean() ? " " : " \t ";
    String end = random.nextInt(4) == 0 ? "\r\n" : random.nextBoolean() ? " note\n" : "\n";
    return BEGINS.get(random.nextInt(BEGINS.size())) + names + blank + key + end;
  }

  @Property(tries = 60)
  void aGeneratedFileIsReadAsKeygenReadsIt(@ForAll long seed)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append(line(random));
    }
    text.setLength(text.length() - 1);
    Path file = Files.createTempFile("known", "hosts");
    try {
      Files.writeString(file, text, StandardCharsets.ISO_8859_1);
      for (String host : List.of("a", "[a]:2222", "b.c")) {
        assertThat(ours(file, host)).as(host + " in\n" + text).isEqualTo(oracle(file, host));
      }
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 500)
  void aDamagedFileNeverThrows(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      text.append(line(random));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 10; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    assertThatCode(() -> KnownHostsFile.parse(Path.of("kh"), bytes).find("a"))
        .doesNotThrowAnyException();
  }

  @Test
  void capturedFilesAreReadAsKeygenReadsThem() throws Exception {
    assumeTrue(captures().isPresent(), "no shared/data folder beside this checkout");
    Path folder = captures().orElseThrow().resolve("known_hosts");
    Map<String, List<String>> hosts =
        Map.of(
            "mina",
            List.of(
                "server.sshd.apache.org 10.23.222.240 10.23.222.127 10.163.4.61 10.163.4.62 1.2.3.4"
                    .split(" ")),
            "sshj-hashed-one",
            List.of("192.168.1.61", "192.168.1.2"),
            "sshj-multi-host",
            List.of("schmizz.net", "69.163.155.180"),
            "sshj-redundant-blanks",
            List.of("host1", "host2", "host3"),
            "sshj-two-keys-one-host",
            List.of("host1"));
    for (var entry : hosts.entrySet()) {
      for (String host : entry.getValue()) {
        Path file = folder.resolve(entry.getKey());
        assertThat(ours(file, host)).as(file + " " + host).isEqualTo(oracle(file, host));
      }
    }
    Path mina = folder.resolve("mina");
    assertThat(ours(mina, "10.163.4.61")).containsExactly("8", "9 REVOKED");
    assertThat(ours(mina, "192.168.1.61")).containsExactly("15");
    assertThat(ours(mina, "[issues.apache.org]:5637")).containsExactly("18");
    assertThat(ours(mina, "fe80::7780:db3:a57:6a9%eth0")).containsExactly("22");
    assertThat(ours(mina, "[::]:1234")).containsExactly("24");
  }

  @Test
  void capturedKeysHaveTheirFingerprints() throws IOException {
    assumeTrue(captures().isPresent(), "no shared/data folder beside this checkout");
    Path folder = captures().orElseThrow().resolve("keys");
    Map<String, String> expected =
        Map.of(
            "mina-ecdsa-keypair", "521 SHA256:QTVL36zmFp8E4h06EzA6nos2f2KbksB6NgHTXW2RDbE",
            "mina-ed25519-keypair", "256 SHA256:aBQgnW6wjbgC7fZcS4yf9saI/j3QwPnzZI7whNfi2EA",
            "mina-encrypted-ed25519-keypair",
                "256 SHA256:r0oU3dzG4uhI1dQ2SoM5P3hCYxFgJ7MB07oaiFGPPlo locked",
            "mina-encrypted-rsa-keypair",
                "3072 SHA256:kCaj3sSINdqy2YTb1XhARPzM0vv+lzK3ULFt8O0IwPw locked",
            "mina-pem-rsa-aes256", "unknown locked",
            "mina-pkcs8-ec-256.pem", "256 SHA256:W7BHknCXydbZzVDidT1TMVwKB7SMXvgdUwaMdpdpcuE",
            "mina-pkcs8-rsa-2048.pem", "2048 SHA256:tqlCqGcOJqmeXZLjfgBxDr8VuIGsoN8Q787NeIzrEvQ",
            "mina-rsa-keypair", "4096 SHA256:FU1/jTwSeFouu5+fE13drqr3yFVtB0JAgGBpw7j3k4E");
    for (var key : expected.entrySet()) {
      KeyFile file = KeyFile.look(folder.resolve(key.getKey()));
      String words = file.key().map(k -> k.bits() + " " + k.fingerprint()).orElse("unknown");
      assertThat(words + (file.isEncrypted() ? " locked" : ""))
          .as(key.getKey())
          .isEqualTo(key.getValue());
    }
  }

  /** Other programs need no name that is meant; OpenSSH does. */
  @Test
  void patternsOfOtherProgramsMeanTheSame() throws Exception {
    assumeTrue(captures().isPresent(), "no shared/data folder beside this checkout");
    String text = Files.readString(captures().orElseThrow().resolve("known_hosts/vectors.json"));
    Matcher vectors = VECTOR.matcher(text);
    int count = 0;
    while (vectors.find()) {
      boolean isOnlyExcluded = vectors.group(3).equals("xxx.yyy.com");
      String names = vectors.group(1);
      assertThat(
              vectors.group(2).equals("text")
                  ? HostPatterns.matches(names, vectors.group(3))
                  : HostPatterns.match(names, vectors.group(3)).orElse(false))
          .as(names + " " + vectors.group(3))
          .isEqualTo(vectors.group(4).equals("true") && !isOnlyExcluded);
      count++;
    }
    assertThat(count).isGreaterThan(15);
  }

  @Test
  void keysOfTheUpstreamTestsAreRead() throws Exception {
    assumeTrue(captures().isPresent(), "no shared/data folder beside this checkout");
    Path file = captures().orElseThrow().resolve("../../upstream/ssh/host-public-keys.txt");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSizeGreaterThan(1);
    for (String line : lines) {
      assertThat(SshKey.parse(line).type()).isEqualTo("ssh-ed25519");
    }
  }
}
