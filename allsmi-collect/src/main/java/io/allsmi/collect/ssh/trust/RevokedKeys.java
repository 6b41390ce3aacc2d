package io.allsmi.collect.ssh.trust;

import io.allsmi.collect.internal.RegularFile;
import io.allsmi.collect.ssh.key.SshCertificate;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.collect.ssh.key.SshKeyException;
import io.allsmi.core.file.FileFaults;
import io.allsmi.core.internal.Caps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of {@code RevokedHostKeys}: public keys, one in a line. Where it cannot be read every
 * host is refused, as OpenSSH does.
 */
final class RevokedKeys {
  private static final String BINARY = "SSHKRL\n";

  private RevokedKeys() {}

  /** Refuses a key that the file lists, and a certificate whose key or authority it lists. */
  static void check(Path file, String name, SshKey key) throws HostKeyRejectedException {
    String text = text(file, name);
    if (text.startsWith(BINARY)) {
      throw new HostKeyRejectedException(
          name
              + ": RevokedHostKeys "
              + file
              + ": expected public keys, one in a line, got a binary revocation list, which is not"
              + " supported; list the keys as text");
    }
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        refuse(name, key, key(file, name, number, line), file + ":" + number);
      }
    }
  }

  /** Refuses a key that is revoked, and a certificate whose key or authority is. */
  static void refuse(String name, SshKey key, SshKey revoked, String place)
      throws HostKeyRejectedException {
    Optional<SshKey> authority = key.certificate().map(SshCertificate::authority);
    if (revoked.equals(key.plain())) {
      throw new HostKeyRejectedException(
          name
              + ": expected a host key that is trusted, got "
              + key
              + ", which "
              + place
              + " revokes; give the host a new key, or remove that line if it is wrong");
    }
    if (authority.filter(revoked::equals).isPresent()) {
      throw new HostKeyRejectedException(
          name
              + ": expected a host key that is trusted, got "
              + key
              + " with a certificate by "
              + revoked
              + ", which "
              + place
              + " revokes; have another authority sign the host's key, or take HostCertificate out"
              + " of its sshd_config");
    }
  }

  private static String text(Path file, String name) throws HostKeyRejectedException {
    String why;
    try (InputStream in = RegularFile.open(file)) {
      byte[] text = in.readNBytes(Caps.TEXT_BYTES + 1);
      if (text.length <= Caps.TEXT_BYTES) {
        return new String(text, StandardCharsets.ISO_8859_1);
      }
      why = file + ": expected at most 64 MiB, got more";
    } catch (IOException e) {
      why = FileFaults.explain(e);
    }
    throw new HostKeyRejectedException(name + ": RevokedHostKeys: " + why);
  }

  private static SshKey key(Path file, String name, int number, String line)
      throws HostKeyRejectedException {
    try {
      return SshKey.parse(line.strip()).plain();
    } catch (SshKeyException e) {
      throw new HostKeyRejectedException(
          name + ": RevokedHostKeys " + file + ":" + number + ": key: " + e.text());
    }
  }
}
