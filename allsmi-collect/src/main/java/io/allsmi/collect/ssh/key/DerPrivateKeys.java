package io.allsmi.collect.ssh.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Finds the public half in private keys of RFC 5208, RFC 5915 and RFC 8017. */
final class DerPrivateKeys {
  private static final String RSA = "2a864886f70d010101";
  private static final String EC = "2a8648ce3d0201";
  private static final String ED25519 = "2b6570";

  private DerPrivateKeys() {}

  static SshKey rsa(byte[] der) throws SshKeyException {
    Der key = new Der(der).enter(Der.SEQUENCE);
    key.take(Der.INTEGER); // the version
    BigInteger modulus = new BigInteger(1, key.take(Der.INTEGER));
    return PrivateKeys.rsa(modulus, new BigInteger(1, key.take(Der.INTEGER)));
  }

  /**
   * The public half of an elliptic key.
   *
   * @param named its curve where that stands outside
   */
  static Optional<SshKey> ec(byte[] der, Optional<KeyKind> named) throws SshKeyException {
    Der key = new Der(der).enter(Der.SEQUENCE);
    key.take(Der.INTEGER);
    key.take(Der.OCTETS); // the secret
    Optional<KeyKind> kind = named;
    if (key.is(Der.TAG_0)) {
      kind = Optional.of(curve(key.enter(Der.TAG_0).take(Der.OBJECT)));
    }
    if (kind.isEmpty() || !key.is(Der.TAG_1)) {
      return Optional.empty();
    }
    byte[] point = key.enter(Der.TAG_1).take(Der.BITS);
    KeyKind known = kind.orElseThrow();
    return Optional.of(
        SshKey.read(
            Wire.join(
                Wire.bytes(known.type),
                Wire.bytes(known.curve()),
                Arrays.copyOfRange(point, Math.min(1, point.length), point.length))));
  }

  static Optional<SshKey> pkcs8(byte[] der) throws SshKeyException {
    Der key = new Der(der).enter(Der.SEQUENCE);
    key.take(Der.INTEGER);
    Der algorithm = key.enter(Der.SEQUENCE);
    String name = HexFormat.of().formatHex(algorithm.take(Der.OBJECT));
    return switch (name) {
      case RSA -> Optional.of(rsa(key.take(Der.OCTETS)));
      case EC -> ec(key.take(Der.OCTETS), Optional.of(curve(algorithm.take(Der.OBJECT))));
      case ED25519 -> Optional.empty(); // only its secret is there
      default -> throw new SshKeyException("expected an Ed25519, ECDSA or RSA key, got another");
    };
  }

  private static KeyKind curve(byte[] name) throws SshKeyException {
    return switch (HexFormat.of().formatHex(name)) {
      case "2a8648ce3d030107" -> KeyKind.ECDSA_256;
      case "2b81040022" -> KeyKind.ECDSA_384;
      case "2b81040023" -> KeyKind.ECDSA_521;
      default ->
          throw new SshKeyException(
              "expected a key on nistp256, nistp384 or nistp521, got another");
    };
  }

  /** Elements of DER one after another. */
  private static final class Der {
    static final int INTEGER = 0x02;
    static final int BITS = 0x03;
    static final int OCTETS = 0x04;
    static final int OBJECT = 0x06;
    static final int SEQUENCE = 0x30;
    static final int TAG_0 = 0xa0;
    static final int TAG_1 = 0xa1;

    private static final int MAX_LENGTH_BYTES = 3;

    private final byte[] bytes;
    private int at;

    Der(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean is(int tag) {
      return at < bytes.length && (bytes[at] & 0xff) == tag;
    }

    Der enter(int tag) throws SshKeyException {
      return new Der(take(tag));
    }

    byte[] take(int tag) throws SshKeyException {
      if (!is(tag) || at + 1 >= bytes.length) {
        throw damaged();
      }
      at++;
      int length = bytes[at++] & 0xff;
      if (length >= 0x80) {
        length = longLength(length & 0x7f);
      }
      if (length > bytes.length - at) {
        throw damaged();
      }
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int longLength(int count) throws SshKeyException {
      if (count == 0 || count > MAX_LENGTH_BYTES || count > bytes.length - at) {
        throw damaged();
      }
      int length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << Byte.SIZE) | (bytes[at++] & 0xff);
      }
      return length;
    }

    private static SshKeyException damaged() {
      return new SshKeyException("expected a whole private key, got a damaged one");
    }
  }
}
