package io.allsmi.collect.ssh.auth;

import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.key.KeyFile;
import io.allsmi.collect.ssh.key.SshCertificate;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.core.file.FileFaults;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of keys and certificates that settings name, as far as they are there. */
final class IdentityFiles {
  final List<Named> named = new ArrayList<>();
  final Set<SshKey> certificates = new LinkedHashSet<>();
  final List<String> leftOut = new ArrayList<>();
  private final IdentityPlan.Looks looks;

  /**
   * A file that is there.
   *
   * @param key its public half without a certificate, where it is known
   * @param objection why the file itself cannot be used; what it names may be held by the agent
   */
  record Named(
      Path path, Optional<SshKey> key, boolean needsPassphrase, Optional<String> objection) {
    boolean isOf(SshKey plain) {
      return key.filter(plain::equals).isPresent();
    }
  }

  IdentityFiles(SshSettings settings, IdentityPlan.Looks looks) {
    this.looks = looks;
    for (Path path : new LinkedHashSet<>(settings.identityFiles())) {
      lookAt(path, settings.namesIdentities());
      certificate(beside(path, "-cert.pub"), false);
    }
    settings.certificateFiles().forEach(path -> certificate(path, true));
  }

  List<SshKey> certificatesOf(SshKey plain) {
    return certificates.stream().filter(c -> c.plain().equals(plain)).toList();
  }

  private void lookAt(Path path, boolean isNamed) {
    try {
      add(path, looks.look(path));
    } catch (NoSuchFileException e) {
      lookBeside(path, isNamed);
    } catch (IOException e) {
      leftOut.add(words(path, e));
    }
  }

  /** Where only the public half is kept, the agent may have the private one. */
  private void lookBeside(Path path, boolean isNamed) {
    try {
      add(path, looks.look(beside(path, ".pub")));
    } catch (NoSuchFileException e) {
      if (isNamed) {
        leftOut.add(path + ": there is no such file");
      }
    } catch (IOException e) {
      leftOut.add(words(path, e));
    }
  }

  private void add(Path path, KeyFile file) {
    Optional<String> objection = Optional.empty();
    if (!file.isPrivate()) {
      objection = Optional.of("it is a public key and no agent holds its private half");
    } else if (file.isOpenToOthers()) {
      objection = Optional.of("others may read it; close it with 'chmod 600 " + path + "'");
    }
    named.add(new Named(path, file.key().map(SshKey::plain), file.isEncrypted(), objection));
  }

  private void certificate(Path path, boolean isNamed) {
    try {
      SshKey key = looks.look(path).key().orElse(null);
      if (key != null && key.certificate().filter(SshCertificate::isForUsers).isPresent()) {
        certificates.add(key);
      } else {
        leftOut.add(path + ": it is no certificate for people who log in");
      }
    } catch (NoSuchFileException e) {
      if (isNamed) {
        leftOut.add(path + ": there is no such file");
      }
    } catch (IOException e) {
      leftOut.add(words(path, e));
    }
  }

  private static String words(Path path, IOException e) {
    String words = FileFaults.explain(e);
    return words.startsWith(path.toString()) ? words : path + ": " + words;
  }

  private static Path beside(Path path, String ending) {
    Path name = path.getFileName();
    return path.resolveSibling((name == null ? "" : name.toString()) + ending);
  }
}
