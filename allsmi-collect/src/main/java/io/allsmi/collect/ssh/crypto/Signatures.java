package io.allsmi.collect.ssh.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** What signatures of SSH are made with, and whether one is a key's. */
public final class Signatures {
  private static final String CERTIFICATE = "-cert-v01@openssh.com";
  private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int MIN_RSA_BITS = 1024;
  private static final int MAX_RSA_BITS = 16_384;

  private Signatures() {}

  /** The type that a key says it has, such as {@code ssh-ed25519}. */
  public static String type(byte[] blob) throws IOException {
    return new WireReader(blob).readText();
  }

  /** Whether a type is that of a certificate. */
  public static boolean isCertificate(String type) {
    return type.endsWith(CERTIFICATE);
  }

  /** The type of the key in a certificate of this type; the type itself where it is of a key. */
  public static String plainType(String type) {
    return isCertificate(type) ? type.substring(0, type.length() - CERTIFICATE.length()) : type;
  }

  /**
   * Whether a signature is this key's.
   *
   * @param blob a key, no certificate
   * @param algorithm what the signature has to be made with, such as {@code rsa-sha2-512}
   * @param signature an algorithm and its bytes
   * @throws IOException when the key or the signature is not what it claims to be
   */
  public static boolean verify(byte[] blob, String algorithm, byte[] data, byte[] signature)
      throws IOException {
    WireReader parts = new WireReader(signature);
    String made = parts.readText();
    if (!made.equals(algorithm)) {
      throw new IOException("expected a signature by " + algorithm + ", got another");
    }
    byte[] bytes = parts.readBytes();
    if (parts.left() > 0) {
      throw new IOException("expected nothing after the signature, got more");
    }
    try {
      PublicKey key = read(blob);
      Signature verifier = Signature.getInstance(engine(algorithm));
      verifier.initVerify(key);
      verifier.update(data);
      return verifier.verify(ready(key, algorithm, bytes));
    } catch (GeneralSecurityException e) {
      throw new IOException("expected a signature by " + algorithm + ", got a broken one", e);
    }
  }

  /** The signature as the JDK wants it. */
  private static byte[] ready(PublicKey key, String algorithm, byte[] bytes)
      throws IOException, GeneralSecurityException {
    if (algorithm.startsWith("ecdsa-")) {
      return joined(algorithm, bytes);
    }
    if (!(key instanceof RSAPublicKey rsa)) {
      return bytes;
    }
    // Leading zeros may have been left out of the signature.
    int length = (rsa.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    byte[] padded = new byte[Math.max(length, bytes.length)];
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    return padded;
  }

  /** What the JDK calls an algorithm. */
  static String engine(String algorithm) throws IOException {
    return switch (algorithm) {
      case "ssh-ed25519" -> "Ed25519";
      case "rsa-sha2-256" -> "SHA256withRSA";
      case "rsa-sha2-512" -> "SHA512withRSA";
      case "ecdsa-sha2-nistp256" -> "SHA256withECDSAinP1363Format";
      case "ecdsa-sha2-nistp384" -> "SHA384withECDSAinP1363Format";
      case "ecdsa-sha2-nistp521" -> "SHA512withECDSAinP1363Format";
      default -> throw new IOException("expected an algorithm that is still safe, got another");
    };
  }

  private static PublicKey read(byte[] blob) throws IOException, GeneralSecurityException {
    WireReader key = new WireReader(blob);
    String type = key.readText();
    PublicKey read =
        switch (type) {
          case "ssh-ed25519" -> ed25519(key.readBytes());
          case "ssh-rsa" -> rsa(key.readInteger(), key.readInteger());
          case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> {
            String curve = key.readText();
            if (!type.equals("ecdsa-sha2-" + curve)) {
              throw new IOException("expected a key on " + type + ", got one on another curve");
            }
            yield Curves.key(curve, key.readBytes());
          }
          default -> throw new IOException("expected a key of a known type, got another");
        };
    if (key.left() > 0) {
      throw new IOException("expected nothing after the key, got " + key.left() + " bytes");
    }
    return read;
  }

  private static PublicKey ed25519(byte[] point) throws IOException, GeneralSecurityException {
    if (point.length != 32) {
      throw new IOException("expected 32 bytes of a key, got " + point.length);
    }
    byte[] encoded = Arrays.copyOf(ED25519_HEAD, ED25519_HEAD.length + 32);
    System.arraycopy(point, 0, encoded, ED25519_HEAD.length, 32);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static PublicKey rsa(BigInteger exponent, BigInteger modulus)
      throws IOException, GeneralSecurityException {
    int bits = modulus.bitLength();
    if (modulus.signum() <= 0 || bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
      throw new IOException(
          "expected an RSA key of " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " bits, got " + bits);
    }
    if (exponent.signum() <= 0 || exponent.bitLength() > 64) {
      throw new IOException("expected an RSA key with a small exponent, got another");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  /** The two numbers of an ECDSA signature as RFC 5656 has them, side by side as the JDK does. */
  private static byte[] joined(String algorithm, byte[] signature)
      throws IOException, GeneralSecurityException {
    int size = Curves.size(Curves.parameters(algorithm.substring("ecdsa-sha2-".length())));
    WireReader numbers = new WireReader(signature);
    byte[] joined = new byte[2 * size];
    for (int i = 0; i < 2; i++) {
      BigInteger number = numbers.readInteger();
      if (number.signum() <= 0 || number.bitLength() > 8 * size) {
        throw new IOException("expected the two numbers of a signature, got others");
      }
      Curves.copy(number, joined, i * size, size);
    }
    return joined;
  }

  /** The other way round. */
  static byte[] split(byte[] joined) {
    int size = joined.length / 2;
    return new WireWriter()
        .putInteger(new BigInteger(1, joined, 0, size))
        .putInteger(new BigInteger(1, joined, size, size))
        .toBytes();
  }
}
