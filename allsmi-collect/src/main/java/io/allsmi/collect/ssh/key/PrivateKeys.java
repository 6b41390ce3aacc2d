package io.allsmi.collect.ssh.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds the public half in the text of a private key, without a passphrase. What is secret is
 * overwritten as soon as it was looked at.
 */
public final class PrivateKeys {
  private static final byte[] MAGIC = Wire.bytes("openssh-key-v1\0");
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final String PRIVATE = "PRIVATE KEY";

  private PrivateKeys() {}

  /** In what a private key is kept. */
  public enum Container {
    /** The format of OpenSSH. */
    OPENSSH,
    /** The formats of OpenSSL before PKCS#8. */
    TRADITIONAL,
    /** PKCS#8. */
    PKCS8
  }

  /**
   * What can be seen without a passphrase.
   *
   * @param key the public half; empty when it cannot be seen
   */
  public record Look(Container container, Optional<SshKey> key, boolean isEncrypted) {}

  /**
   * Looks at a text; empty when it is no private key in PEM.
   *
   * @throws SshKeyException when it is one that is damaged or of an unknown kind
   */
  public static Optional<Look> look(byte[] text) throws SshKeyException {
    int from = 0;
    while ((from = indexOf(text, Wire.bytes(BEGIN), from)) >= 0) {
      int nameFrom = from + BEGIN.length();
      int nameTo = indexOf(text, Wire.bytes(DASHES), nameFrom);
      if (nameTo < 0 || nameTo - nameFrom > 64) {
        throw damaged();
      }
      String name = new String(text, nameFrom, nameTo - nameFrom, StandardCharsets.ISO_8859_1);
      if (name.endsWith(PRIVATE)) {
        return Optional.of(look(name, text, nameTo + DASHES.length()));
      }
      from = nameTo;
    }
    return Optional.empty();
  }

  private static SshKeyException damaged() {
    return new SshKeyException(
        "expected a whole private key, got a damaged one; copy it again from where it was made");
  }

  private static Look look(String name, byte[] text, int from) throws SshKeyException {
    int to = indexOf(text, Wire.bytes(END + name + DASHES), from);
    if (to < 0) {
      throw damaged();
    }
    byte[] body = Arrays.copyOfRange(text, from, to);
    byte[] decoded = {};
    try {
      boolean hasHeader = indexOf(body, Wire.bytes("Proc-Type:"), 0) >= 0;
      if (hasHeader && indexOf(body, Wire.bytes("ENCRYPTED"), 0) >= 0) {
        return new Look(Container.TRADITIONAL, Optional.empty(), true);
      }
      decoded = Base64.getMimeDecoder().decode(body);
      return decoded(name, decoded);
    } catch (IllegalArgumentException e) {
      throw damaged();
    } finally {
      Arrays.fill(body, (byte) 0);
      Arrays.fill(decoded, (byte) 0);
    }
  }

  private static Look decoded(String name, byte[] decoded) throws SshKeyException {
    return switch (name) {
      case "OPENSSH PRIVATE KEY" -> openSsh(decoded);
      case "ENCRYPTED PRIVATE KEY" -> new Look(Container.PKCS8, Optional.empty(), true);
      case "PRIVATE KEY" -> new Look(Container.PKCS8, DerPrivateKeys.pkcs8(decoded), false);
      case "RSA PRIVATE KEY" ->
          new Look(Container.TRADITIONAL, Optional.of(DerPrivateKeys.rsa(decoded)), false);
      case "EC PRIVATE KEY" ->
          new Look(Container.TRADITIONAL, DerPrivateKeys.ec(decoded, Optional.empty()), false);
      case "DSA PRIVATE KEY" ->
          throw new SshKeyException(
              "expected an Ed25519, ECDSA or RSA key, got DSA, which servers refuse;"
                  + " make one with 'ssh-keygen -t ed25519'");
      default ->
          throw new SshKeyException("expected an OpenSSH, PEM or PKCS#8 key, got another kind");
    };
  }

  private static Look openSsh(byte[] decoded) throws SshKeyException {
    if (decoded.length < MAGIC.length
        || !Arrays.equals(MAGIC, 0, MAGIC.length, decoded, 0, MAGIC.length)) {
      throw damaged();
    }
    Wire wire = new Wire(Arrays.copyOfRange(decoded, MAGIC.length, decoded.length));
    String cipher = wire.text();
    wire.field(); // how the cipher's key is made from the passphrase
    wire.field();
    if (wire.number() != 1) {
      throw new SshKeyException("expected one key in the file, got several");
    }
    return new Look(
        Container.OPENSSH, Optional.of(SshKey.read(wire.field())), !cipher.equals("none"));
  }

  static SshKey rsa(BigInteger modulus, BigInteger exponent) throws SshKeyException {
    return SshKey.read(
        Wire.join(Wire.bytes(KeyKind.RSA.type), exponent.toByteArray(), modulus.toByteArray()));
  }

  private static int indexOf(byte[] text, byte[] part, int from) {
    for (int i = from; i + part.length <= text.length; i++) {
      if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
