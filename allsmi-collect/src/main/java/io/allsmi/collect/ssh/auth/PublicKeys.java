package io.allsmi.collect.ssh.auth;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Public keys in the format of RFC 4253, and signatures made with their private halves. */
public final class PublicKeys {
  private static final String CERTIFICATE = "-cert-v01@openssh.com";
  private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int MIN_RSA_BITS = 1024;
  private static final int MAX_RSA_BITS = 16_384;

  private PublicKeys() {}

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

  /** The fingerprint as OpenSSH writes it: {@code SHA256:…}. */
  public static String fingerprint(byte[] blob) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256: expected every JDK to have it", e);
    }
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
    try {
      Signature verifier = Signature.getInstance(engine(algorithm));
      verifier.initVerify(read(blob));
      verifier.update(data);
      return verifier.verify(algorithm.startsWith("ecdsa-") ? joined(algorithm, bytes) : bytes);
    } catch (GeneralSecurityException e) {
      throw new IOException("expected a signature by " + algorithm + ", got a broken one", e);
    }
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

  static PublicKey read(byte[] blob) throws IOException, GeneralSecurityException {
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
            yield ecdsa(curve, key.readBytes());
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

  /** A point of a curve such as {@code nistp256}. */
  public static PublicKey ecdsa(String curve, byte[] point)
      throws IOException, GeneralSecurityException {
    ECParameterSpec parameters = curve(curve);
    int size = size(parameters);
    if (point.length != 1 + 2 * size || point[0] != 4) {
      throw new IOException("expected an uncompressed point of " + curve + ", got another");
    }
    ECPoint at =
        new ECPoint(new BigInteger(1, point, 1, size), new BigInteger(1, point, 1 + size, size));
    check(parameters.getCurve(), at);
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, parameters));
  }

  /** The coordinates of a point as an {@code ecdsa} key has them. */
  public static byte[] point(ECPoint point, ECParameterSpec parameters) {
    int size = size(parameters);
    byte[] bytes = new byte[1 + 2 * size];
    bytes[0] = 4;
    copy(point.getAffineX(), bytes, 1, size);
    copy(point.getAffineY(), bytes, 1 + size, size);
    return bytes;
  }

  private static void check(EllipticCurve curve, ECPoint point) throws GeneralSecurityException {
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.multiply(y).mod(p).equals(right)) {
      throw new InvalidKeySpecException("a point that is not on its curve");
    }
  }

  /** The parameters of a curve such as {@code nistp256}. */
  public static ECParameterSpec curve(String name) throws GeneralSecurityException {
    String known =
        switch (name) {
          case "nistp256" -> "secp256r1";
          case "nistp384" -> "secp384r1";
          case "nistp521" -> "secp521r1";
          default -> throw new InvalidKeySpecException("a curve that is not known");
        };
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(known));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static int size(ECParameterSpec parameters) {
    return (parameters.getCurve().getField().getFieldSize() + 7) / 8;
  }

  /** The two numbers of an ECDSA signature as RFC 5656 has them, side by side as the JDK does. */
  private static byte[] joined(String algorithm, byte[] signature)
      throws IOException, GeneralSecurityException {
    int size = size(curve(algorithm.substring("ecdsa-sha2-".length())));
    WireReader numbers = new WireReader(signature);
    byte[] joined = new byte[2 * size];
    for (int i = 0; i < 2; i++) {
      BigInteger number = numbers.readInteger();
      if (number.signum() <= 0 || number.bitLength() > 8 * size) {
        throw new IOException("expected the two numbers of a signature, got others");
      }
      copy(number, joined, i * size, size);
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

  private static void copy(BigInteger number, byte[] into, int at, int size) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, size);
    System.arraycopy(bytes, bytes.length - length, into, at + size - length, length);
  }
}
