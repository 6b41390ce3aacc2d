package io.allsmi.collect.ssh.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.ssh.Keygen;
import io.allsmi.collect.ssh.SettingsOf;
import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsTest {
  @TempDir static Path keys;
  @TempDir Path folder;

  private static String ed;
  private static String ed2;
  private static String ec;
  private static String rsa;

  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private final KnownHosts hosts = new KnownHosts(Clock.systemUTC(), notices::add);
  private Path file;

  @BeforeAll
  static void makeKeys() throws Exception {
    ed = Keygen.publicLine(Keygen.key(keys, "ed", "ed25519"));
    ed2 = Keygen.publicLine(Keygen.key(keys, "ed2", "ed25519"));
    ec = Keygen.publicLine(Keygen.key(keys, "ec", "ecdsa"));
    rsa = Keygen.publicLine(Keygen.key(keys, "rsa", "rsa"));
  }

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("ssh/known_hosts");
  }

  private void known(String... lines) throws IOException {
    Files.createDirectories(folder.resolve("ssh"));
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private static byte[] blob(String line) throws Exception {
    return SshKey.parse(line).blob();
  }

  private SettingsOf h() {
    return new SettingsOf("h").known(file);
  }

  private void check(SettingsOf settings, String key) throws Exception {
    hosts.checkFor(settings.make()).check(blob(key));
  }

  private void refused(SettingsOf settings, String key, String... words) throws Exception {
    byte[] blob = blob(key);
    assertThatThrownBy(() -> hosts.checkFor(settings.make()).check(blob))
        .isInstanceOf(HostKeyRejectedException.class)
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void anyOfTheKeysOfAHostIsGood() throws Exception {
    known("x " + rsa, "h " + ed, "h " + ec, "h " + ed2);
    check(h(), ed);
    check(h(), ed2);
    check(h(), ec);
    check(new SettingsOf("H").known(file), ec);
    assertThat(hosts.checkFor(h().make()).knownAlgorithms())
        .containsExactly("ssh-ed25519", "ecdsa-sha2-nistp256");
    assertThat(hosts.checkFor(new SettingsOf("x").known(file).make()).knownAlgorithms())
        .containsExactly("rsa-sha2-512", "rsa-sha2-256");
    assertThat(hosts.checkFor(new SettingsOf("y").known(file).make()).knownAlgorithms()).isEmpty();
  }

  @Test
  void theFilesForAllCountAsWell() throws Exception {
    known("h " + ed);
    check(new SettingsOf("h").known(folder.resolve("none")).globallyKnown(file), ed);
  }

  @Test
  void aPortIsPartOfTheNameAndAnAliasStandsForAll() throws Exception {
    known("[h]:2222 " + ed, "alias " + ec);
    check(h().port(2222), ed);
    refused(h(), ed, "h: expected a known host key, got ED25519 SHA256:", "not in " + file);
    check(h().port(2222).alias("alias"), ec);
  }

  @ParameterizedTest
  @CsvSource({"YES", "ACCEPT_NEW"})
  void aChangedKeyIsRefusedWithItsLineAndTheCommand(HostKeyPolicy policy) throws Exception {
    known("# mine", "[h]:22022 " + ec, "[h]:22022 " + ed);
    SettingsOf settings = h().port(22022).policy(policy);
    String before = Files.readString(file);
    refused(
        settings,
        ed2,
        "[h]:22022: expected the host key of " + file + ":3, ED25519 SHA256:",
        ", got ED25519 SHA256:",
        "ssh-keygen -R '[h]:22022' -f '" + file + "'");
    // As in OpenSSH, a key of a type that was not known is a changed one, too.
    refused(settings, rsa, "expected the host key of " + file + ":2, ECDSA SHA256:", "got RSA");
    assertThat(file).hasContent(before);
  }

  @Test
  void anUnknownHostIsRefusedWithWhatToDo() throws Exception {
    refused(
        h().port(2222),
        ed,
        "[h]:2222: expected a known host key, got ",
        "with: ssh -o StrictHostKeyChecking=ask -p 2222 alice@h true");
    refused(new SettingsOf("h"), ed, "no file of known hosts is set");
  }

  @Test
  void withoutCheckingAnyKeyIsTrustedExceptARevokedOne() throws Exception {
    known("h " + ed, "@revoked * " + ec);
    SettingsOf settings = h().policy(HostKeyPolicy.NO);
    check(settings, ed2);
    check(new SettingsOf("new").known(file).policy(HostKeyPolicy.NO), rsa);
    refused(settings, ec, "h: expected a host key that is trusted", file + ":2 revokes");
  }

  @Test
  void aRevokedKeyIsRefusedThoughItIsKnown() throws Exception {
    known("h " + ed, "@revoked h " + ed);
    refused(h(), ed, file + ":2 revokes");
  }

  @Test
  void whatAListOfRevokedKeysHasIsRefused() throws Exception {
    known("h " + ed, "h " + ec);
    Path list = folder.resolve("revoked");
    Files.writeString(list, "# lost\n\n" + rsa + "\n" + ec + "\n");
    check(h().revoked(list), ed);
    refused(h().revoked(list), ec, "h: expected a host key that is trusted", list + ":4 revokes");
    refused(h().policy(HostKeyPolicy.NO).revoked(list), ec, list + ":4 revokes");
  }

  @ParameterizedTest
  @CsvSource({"'SSHKRL\n\0', not supported", "no key, 'revoked:1: key: '"})
  void aListOfRevokedKeysThatIsNotReadRefusesEveryHost(String text, String why) throws Exception {
    known("h " + ed);
    Path list = folder.resolve("revoked");
    refused(h().revoked(list), ed, "h: RevokedHostKeys: ", list.toString());
    Files.writeString(list, text);
    refused(h().revoked(list), ed, "h: RevokedHostKeys " + list, why);
  }

  @Test
  void anEditedFileIsReadAgain() throws Exception {
    HostKeyCheck check = hosts.checkFor(h().make());
    assertThat(check.knownAlgorithms()).isEmpty();
    known("h " + ed);
    assertThat(check.knownAlgorithms()).containsExactly("ssh-ed25519");
    known("h " + ec, "# another length");
    assertThat(check.knownAlgorithms()).containsExactly("ecdsa-sha2-nistp256");
    Files.delete(file);
    assertThat(check.knownAlgorithms()).isEmpty();
  }

  @Test
  void aNewHostIsAddedAndThenKnown() throws Exception {
    SettingsOf settings = h().port(2222).policy(HostKeyPolicy.ACCEPT_NEW);
    check(settings, ed);
    assertThat(file).hasContent("[h]:2222 " + ed + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    check(settings, ed);
    check(h().port(2222), ed);
    refused(settings, ed2, "expected the host key of " + file + ":1");
    assertThat(file).hasContent("[h]:2222 " + ed + "\n");
    assertThat(Keygen.run("-F", "[h]:2222", "-f", file.toString())).contains("found: line 1");
    assertThat(notices).isEmpty();
  }

  @Test
  void aHashedHostIsFoundByKeygen() throws Exception {
    check(h().policy(HostKeyPolicy.ACCEPT_NEW).hashed(), ed);
    assertThat(Files.readString(file)).startsWith("|1|").doesNotContain("h ssh");
    assertThat(Keygen.run("-F", "h", "-f", file.toString())).contains("found: line 1");
    check(h(), ed);
  }

  @Test
  void aLastLineWithoutItsEndIsEndedFirst() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x " + ec);
    check(h().policy(HostKeyPolicy.ACCEPT_NEW), ed);
    assertThat(file).hasContent("x " + ec + "\nh " + ed + "\n");
  }

  @Test
  void whatCannotBeAddedIsTrustedUntilTheEndAndToldOnce() throws Exception {
    Path real = Files.createFile(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    SettingsOf settings = new SettingsOf("h").known(link).policy(HostKeyPolicy.ACCEPT_NEW);
    check(settings, ed);
    check(settings, ed);
    assertThat(real).isEmptyFile();
    assertThat(notices)
        .containsExactly(
            "h: its key is trusted until this program ends and not added: "
                + link
                + ": expected a file, got a symbolic link; name the file it leads to");
    refused(settings, ed2, "h: expected the host key that it had since this program began");
    assertThat(hosts.checkFor(settings.make()).knownAlgorithms()).containsExactly("ssh-ed25519");
  }

  @Test
  @Timeout(60)
  void aPipeIsNotAddedToAndNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    check(new SettingsOf("h").known(pipe).policy(HostKeyPolicy.ACCEPT_NEW), ed);
    String why = pipe + ": expected a file, got a pipe, a device or a socket";
    assertThat(notices)
        .containsExactly(
            "known hosts: " + why,
            "h: its key is trusted until this program ends and not added: " + why);
    Path full = Path.of("/dev/full");
    check(new SettingsOf("g").known(full).policy(HostKeyPolicy.ACCEPT_NEW), ed);
    assertThat(notices).last().asString().contains(full + ": expected a file, got a pipe");
  }

  @Test
  void aNameThatWouldMeanMoreThanItselfIsNotWritten() throws Exception {
    for (String name : List.of("a b", "*", "a,b", "!a", "a\nb", "@revoked", "#a", "|1|a")) {
      check(new SettingsOf(name).known(file).policy(HostKeyPolicy.ACCEPT_NEW), ed);
    }
    assertThat(file).doesNotExist();
    assertThat(notices).hasSize(8);
  }

  @Test
  void manyThreadsLoseNothingAndAddNothingTwice() throws Exception {
    int threads = 64;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        SettingsOf settings =
            new SettingsOf("h" + i / 2).known(file).policy(HostKeyPolicy.ACCEPT_NEW);
        all.add(
            pool.submit(
                () -> {
                  start.await();
                  check(settings, ed);
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(Files.readAllLines(file)).hasSize(threads / 2).doesNotHaveDuplicates();
    assertThat(notices).isEmpty();
  }

  @Test
  void bytesThatAreNoKeyAreRefused() {
    assertThatThrownBy(() -> hosts.checkFor(h().make()).check(new byte[] {0, 0, 0, 9, 1}))
        .isInstanceOf(HostKeyRejectedException.class)
        .hasMessageStartingWith("h: host key: expected ");
  }

  private String certificate(String authority, String host, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-q", "-s", keys.resolve(authority).toString(), "-I", "x"));
    arguments.addAll(List.of("-h", "-n", host));
    arguments.addAll(List.of(more));
    Path pub = Files.copy(keys.resolve("ed2.pub"), folder.resolve("host.pub"));
    arguments.add(pub.toString());
    Keygen.run(arguments.toArray(String[]::new));
    Files.delete(pub);
    Path made = folder.resolve("host-cert.pub");
    String line = Files.readString(made);
    Files.delete(made);
    return line;
  }

  @ParameterizedTest
  @CsvSource({"ed", "ec", "rsa"})
  void anAuthorityVouchesForAHost(String authority) throws Exception {
    String line = Files.readString(keys.resolve(authority + ".pub"));
    known("@cert-authority [h]:2222,*.cluster " + line.strip());
    String certificate = certificate(authority, "h,n1.cluster");
    check(h().port(2222), certificate);
    check(new SettingsOf("n1.cluster").known(file), certificate);
    refused(new SettingsOf("n2.cluster").known(file), certificate, "it is for other hosts");
    refused(h(), certificate, "its authority ", " is not known");
    assertThat(hosts.checkFor(h().port(2222).make()).knownAlgorithms())
        .startsWith("ssh-ed25519-cert-v01@openssh.com")
        .contains("rsa-sha2-512-cert-v01@openssh.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-V; 20200101000000Z:20200102000000Z; it has expired",
        "-V; 20400101000000Z:forever; it is not valid yet",
        "-O; critical:odd=1; it has options that are not known",
        "-n; *; it is for other hosts"
      })
  void aCertificateThatDoesNotHoldIsRefused(String option, String value, String why)
      throws Exception {
    known("@cert-authority h " + ed);
    refused(h(), certificate("ed", "h", option, value), "its certificate does not count: " + why);
  }

  @Test
  void aCertificateThatDoesNotHoldIsSignedAnewAndNoKeyForgotten() throws Exception {
    known("h " + ec, "@cert-authority * " + ed);
    String expired = certificate("ed", "h", "-V", "20200101000000Z:20200102000000Z");
    refused(h(), expired, file + ":2", "it has expired; have its authority", "-h -I ID -n 'h'");
    assertThatThrownBy(() -> hosts.checkFor(h().make()).check(blob(expired)))
        .message()
        .doesNotContain("ssh-keygen -R");
    check(h(), certificate("ed", "h"));
  }

  @Test
  void aCertificateOfARevokedAuthorityNeedsAnotherOne() throws Exception {
    known("h " + ec, "@cert-authority * " + ed, "@cert-authority * " + rsa, "@revoked * " + ed);
    String revoked = certificate("ed", "h");
    refused(h(), revoked, "with a certificate by ED25519", file + ":4 revokes; have another");
    assertThatThrownBy(() -> hosts.checkFor(h().make()).check(blob(revoked)))
        .message()
        .doesNotContain("ssh-keygen -R", "give the host a new key");
    check(h(), certificate("rsa", "h"));
  }

  @Test
  void withoutAFileToKeepItInAKeyIsNotSaidToBeAccepted() throws Exception {
    refused(new SettingsOf("h"), ed, "name a file to keep it in with UserKnownHostsFile");
  }

  @Test
  void theKeyOfACertificateThatDoesNotHoldMayBeKnownByItself() throws Exception {
    known("@cert-authority h " + ec, "h " + ed2);
    check(h(), certificate("ed", "h"));
  }

  @Test
  void aCertificateOfARevokedAuthorityOrKeyIsRefused() throws Exception {
    known("@cert-authority h " + ed, "@revoked * " + ed);
    refused(h(), certificate("ed", "h"), file + ":2 revokes");
    known("@cert-authority h " + ed, "@revoked h " + ed2);
    refused(h().policy(HostKeyPolicy.NO), certificate("ed", "h"), file + ":2 revokes");
  }

  @Test
  void aCertificateForUsersProvesNothingOfAHost() throws Exception {
    Path pub = Files.copy(keys.resolve("ed2.pub"), folder.resolve("host.pub"));
    Keygen.run("-q", "-s", keys.resolve("ed").toString(), "-I", "x", "-n", "h", pub.toString());
    known("@cert-authority h " + ed);
    refused(h(), Files.readString(folder.resolve("host-cert.pub")), "it is not for hosts");
  }

  @Test
  void aForgedCertificateProvesNothing() throws Exception {
    known("@cert-authority h " + ed);
    byte[] good = blob(certificate("ed", "h"));
    int accepted = 0;
    KnownHosts then = new KnownHosts(Clock.fixed(Instant.now(), ZoneOffset.UTC), notices::add);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      try {
        then.checkFor(h().make()).check(bad);
        accepted++;
      } catch (HostKeyRejectedException e) {
        assertThat(e).hasMessageStartingWith("h: ");
      }
    }
    assertThat(accepted).isZero();
    assertThatCode(() -> then.checkFor(h().make()).check(good)).doesNotThrowAnyException();
  }
}
