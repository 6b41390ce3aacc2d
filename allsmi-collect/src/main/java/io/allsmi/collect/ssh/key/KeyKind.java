package io.allsmi.collect.ssh.key;

import java.util.Optional;

/** The types of keys that OpenSSH knows, and what their fields are. */
enum KeyKind {
  ED25519("ssh-ed25519", 1, 0),
  ECDSA_256("ecdsa-sha2-nistp256", 2, 65),
  ECDSA_384("ecdsa-sha2-nistp384", 2, 97),
  ECDSA_521("ecdsa-sha2-nistp521", 2, 133),
  RSA("ssh-rsa", 2, 0),
  DSA("ssh-dss", 4, 0),
  SK_ED25519("sk-ssh-ed25519@openssh.com", 2, 0),
  SK_ECDSA("sk-ecdsa-sha2-nistp256@openssh.com", 3, 65);

  static final int ED25519_BYTES = 32;

  private static final String CERTIFICATE = "-cert-v01";
  private static final String DOMAIN = "@openssh.com";

  final String type;

  /** How many fields follow the type in a plain key. */
  final int fields;

  /** How long a point of its curve is, uncompressed; 0 for another kind of key. */
  final int pointBytes;

  KeyKind(String type, int fields, int pointBytes) {
    this.type = type;
    this.fields = fields;
    this.pointBytes = pointBytes;
  }

  boolean isEcdsa() {
    return pointBytes > 0;
  }

  boolean isEd25519() {
    return this == ED25519 || this == SK_ED25519;
  }

  /** The curve, such as {@code nistp256}. */
  String curve() {
    return type.substring(type.indexOf("nistp")).replace(DOMAIN, "");
  }

  String certificateType() {
    return type.replace(DOMAIN, "") + CERTIFICATE + DOMAIN;
  }

  /** The kind of keys of a type, or of the keys in certificates of a type. */
  static Optional<KeyKind> of(String type) {
    for (KeyKind kind : values()) {
      if (kind.type.equals(type) || kind.certificateType().equals(type)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
