package io.allsmi.collect.ssh.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.ssh.Keygen;
import io.allsmi.collect.ssh.SettingsOf;
import io.allsmi.collect.ssh.key.KeyFile;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityPlanTest {
  @TempDir static Path folder;

  private static Path a;
  private static Path b;
  private static Path c;
  private static Path locked;
  private static Path hidden;
  private static Path certified;
  private static SshKey certificate;

  @BeforeAll
  static void makeKeys() throws Exception {
    a = Keygen.key(folder, "a", "ed25519");
    b = Keygen.key(folder, "b", "ed25519");
    c = Keygen.key(folder, "c", "ed25519");
    locked = Keygen.encryptedKey(folder, "locked", "ed25519");
    hidden = Keygen.encryptedKey(folder, "hidden", "ecdsa", "-m", "PEM");
    Files.delete(Path.of(hidden + ".pub"));
    certified = Keygen.key(folder, "certified", "ed25519");
    Keygen.run("-q", "-s", a.toString(), "-I", "alice", "-n", "alice", certified + ".pub");
    certificate = SshKey.parse(Files.readString(folder.resolve("certified-cert.pub")));
  }

  private static SshKey key(Path file) throws IOException {
    return KeyFile.look(file).key().orElseThrow();
  }

  private static List<String> words(IdentityPlan plan) {
    return plan.identities().stream()
        .map(
            identity ->
                identity.source().toString().charAt(0)
                    + " "
                    + identity.file().map(file -> file.getFileName().toString()).orElse("-")
                    + identity.offered().filter(SshKey::isCertificate).map(k -> " cert").orElse("")
                    + (identity.needsPassphrase() ? " locked" : ""))
        .toList();
  }

  private static IdentityPlan plan(SettingsOf settings, SshKey... agent) {
    return IdentityPlan.of(settings.make(), List.of(agent), KeyFile::look);
  }

  @Test
  void keysOfTheAgentComeFirstThoseThatAFileNamesBeforeTheOthers() throws IOException {
    IdentityPlan plan =
        plan(new SettingsOf("h").identities(a, b, locked), key(c), key(locked), key(b));
    assertThat(words(plan)).containsExactly("A locked", "A b", "A -", "F a");
    assertThat(plan.leftOut()).isEmpty();
    assertThat(plan.identities().get(2).held()).contains(key(c));
    assertThat(plan.identities().get(2).label()).isEqualTo("agent's " + key(c));
  }

  @Test
  void aKeyOfTheCommandLineComesBeforeAll() throws IOException {
    SettingsOf settings = new SettingsOf("h").identities(a, b).explicit(1);
    IdentityPlan plan = IdentityPlan.of(settings.make(), List.of(key(c), key(b)), KeyFile::look);
    assertThat(words(plan)).containsExactly("F a", "A b", "A -");
  }

  @Test
  void identitiesOnlyLeavesOutWhatNoFileNames() throws IOException {
    IdentityPlan plan = plan(new SettingsOf("h").identities(a).identitiesOnly(), key(c), key(a));
    assertThat(words(plan)).containsExactly("A a");
    assertThat(plan.leftOut())
        .containsExactly(
            "agent's " + key(c) + ": IdentitiesOnly is set and no IdentityFile names it");
  }

  @Test
  void aPublicFileNamesAKeyOfTheAgent() throws IOException {
    Path pub = Path.of(b + ".pub");
    assertThat(words(plan(new SettingsOf("h").identities(pub).identitiesOnly(), key(b))))
        .containsExactly("A b.pub");
    IdentityPlan without = plan(new SettingsOf("h").identities(pub));
    assertThat(without.identities()).isEmpty();
    assertThat(without.leftOut())
        .containsExactly(pub + ": it is a public key and no agent holds its private half");
  }

  @Test
  void aFileOfWhichOnlyThePublicHalfIsThereNamesItsKey() throws IOException {
    Path moved = folder.resolve("moved");
    Files.copy(Path.of(b + ".pub"), folder.resolve("moved.pub"));
    assertThat(words(plan(new SettingsOf("h").identities(moved), key(b))))
        .containsExactly("A moved");
  }

  @Test
  void lockedFilesKeepTheirPlace() throws IOException {
    IdentityPlan plan = plan(new SettingsOf("h").identities(locked, hidden, a));
    assertThat(words(plan)).containsExactly("F locked locked", "F hidden locked", "F a");
    assertThat(plan.identities().get(0).offered()).contains(key(locked));
    assertThat(plan.identities().get(1).offered()).isEmpty();
    assertThat(plan.identities().get(1).label()).isEqualTo(hidden.toString());
  }

  @Test
  void aCertificateComesRightBeforeItsKey() throws IOException {
    SettingsOf settings = new SettingsOf("h").identities(certified, b);
    assertThat(words(plan(settings))).containsExactly("F certified cert", "F certified", "F b");
    IdentityPlan withAgent = plan(settings, key(certified), certificate);
    assertThat(words(withAgent)).containsExactly("A certified cert", "A certified", "F b");
    assertThat(withAgent.identities().get(0).held()).contains(certificate);
    IdentityPlan keyOnly = plan(settings, key(certified));
    assertThat(words(keyOnly)).containsExactly("A certified cert", "A certified", "F b");
    assertThat(keyOnly.identities().get(0).held()).contains(key(certified));
  }

  @Test
  void aNamedCertificateGoesWithTheKeyThatTheAgentHolds() throws IOException {
    Path named = folder.resolve("certified-cert.pub");
    SettingsOf settings = new SettingsOf("h").identities(a).certificates(named).identitiesOnly();
    assertThat(words(plan(settings, key(certified)))).containsExactly("A - cert", "A -", "F a");
    assertThat(plan(settings).leftOut()).containsExactly(certificate + ": its key is not there");
    Path none = folder.resolve("none-cert.pub");
    assertThat(plan(new SettingsOf("h").certificates(none, Path.of(a + ".pub"))).leftOut())
        .containsExactly(
            none + ": there is no such file",
            a + ".pub: it is no certificate for people who log in");
  }

  @Test
  void nothingIsOfferedTwice() throws Exception {
    Path copy = Files.copy(a, folder.resolve("copy"));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    assertThat(words(plan(new SettingsOf("h").identities(a, copy, a)))).containsExactly("F a");
    assertThat(words(plan(new SettingsOf("h").identities(a, copy), key(a), key(a))))
        .containsExactly("A a");
  }

  @Test
  void whatCannotBeUsedIsSaid() throws IOException {
    Path open = Files.copy(b, folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Path none = folder.resolve("none");
    Path text = Files.writeString(folder.resolve("text"), "some text");
    IdentityPlan plan = plan(new SettingsOf("h").identities(open, none, text));
    assertThat(plan.identities()).isEmpty();
    assertThat(plan.leftOut()).hasSize(3);
    assertThat(plan.leftOut())
        .anyMatch(words -> words.startsWith(open + ": others may read it; close it with 'chmod"))
        .contains(none + ": there is no such file")
        .anyMatch(words -> words.startsWith(text + ": expected an OpenSSH, PEM or PKCS#8 key"));
    assertThat(words(plan(new SettingsOf("h").identities(open), key(b)))).containsExactly("A open");
  }

  @Test
  void defaultFilesThatAreMissingAreNotMentioned() {
    IdentityPlan plan = plan(new SettingsOf("h").defaultIdentities(folder.resolve("none"), a));
    assertThat(words(plan)).containsExactly("F a");
    assertThat(plan.leftOut()).isEmpty();
  }
}
