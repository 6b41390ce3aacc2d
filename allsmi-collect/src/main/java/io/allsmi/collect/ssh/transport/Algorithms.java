package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.crypto.Signatures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The algorithms that are asked for: those of today, the quick ones first. */
final class Algorithms {
  static final List<String> KEY_EXCHANGE =
      List.of(
          "curve25519-sha256",
          "curve25519-sha256@libssh.org",
          "ecdh-sha2-nistp256",
          "ecdh-sha2-nistp384",
          "ecdh-sha2-nistp521",
          "diffie-hellman-group16-sha512",
          "diffie-hellman-group18-sha512",
          "diffie-hellman-group14-sha256");

  private static final List<String> HOST_KEYS =
      List.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "rsa-sha2-512",
          "rsa-sha2-256");

  private static final List<String> NAMES =
      List.of("key exchange", "host keys", "ciphers", "ciphers", "checksums", "checksums");

  private Algorithms() {}

  /**
   * The algorithms of host keys to ask for. Certificates are asked for only where an authority is
   * known: a server prefers them, and a key that is known would not be shown.
   *
   * @param known the types of the keys that are known for the host
   */
  static List<String> hostKeys(List<String> known) {
    Set<String> asked = new LinkedHashSet<>();
    for (String type : known) {
      asked.addAll(signaturesOf(type));
    }
    asked.addAll(HOST_KEYS);
    return List.copyOf(asked);
  }

  private static List<String> signaturesOf(String type) {
    String plain = Signatures.plainType(type);
    String rest = type.substring(plain.length());
    if (plain.equals("ssh-rsa")) {
      return List.of("rsa-sha2-512" + rest, "rsa-sha2-256" + rest);
    }
    return HOST_KEYS.contains(plain) ? List.of(type) : List.of();
  }

  /** What two sides have not in common, for people; empty when there is something for each. */
  static Optional<String> missing(List<List<String>> ours, List<List<String>> theirs) {
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      List<String> common = new ArrayList<>(ours.get(i));
      common.retainAll(theirs.get(i));
      if (common.isEmpty()) {
        return Optional.of(
            NAMES.get(i)
                + ": expected one of "
                + String.join(", ", ours.get(i))
                + ", got a server with only "
                + LoginReport.shown(String.join(", ", theirs.get(i)))
                + "; allow a newer one there");
      }
    }
    return Optional.empty();
  }
}
