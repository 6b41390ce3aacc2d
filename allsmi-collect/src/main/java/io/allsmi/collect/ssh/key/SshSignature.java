package io.allsmi.collect.ssh.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Checks signatures with what the JDK has: Ed25519, ECDSA, and RSA with SHA-2. */
final class SshSignature {
  /** What stands before the 32 bytes of an Ed25519 key in RFC 8410. */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private SshSignature() {}

  /** Whether the key has signed this; false as well when the signature is damaged. */
  static boolean verifies(SshKey key, byte[] signed, byte[] signature) {
    try {
      Wire wire = new Wire(signature);
      String algorithm = wire.text();
      byte[] value = wire.field();
      return wire.isAtEnd() && verifies(key, algorithm, signed, value);
    } catch (SshKeyException | GeneralSecurityException e) {
      return false; // what cannot be checked proves nothing
    }
  }

  private static boolean verifies(SshKey key, String algorithm, byte[] signed, byte[] value)
      throws SshKeyException, GeneralSecurityException {
    Wire fields = new Wire(key.blob());
    fields.field(); // the type
    return switch (key.kind()) {
      case ED25519 ->
          algorithm.equals(key.type()) && verify("Ed25519", ed25519(fields.field()), signed, value);
      case ECDSA_256 -> verifyEcdsa("SHA256", key.kind(), fields, algorithm, signed, value);
      case ECDSA_384 -> verifyEcdsa("SHA384", key.kind(), fields, algorithm, signed, value);
      case ECDSA_521 -> verifyEcdsa("SHA512", key.kind(), fields, algorithm, signed, value);
      case RSA -> algorithm.startsWith("rsa-sha2-") && verifyRsa(fields, algorithm, signed, value);
      case DSA, SK_ED25519, SK_ECDSA -> false;
    };
  }

  private static boolean verify(String algorithm, PublicKey key, byte[] signed, byte[] value)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initVerify(key);
    signature.update(signed);
    return signature.verify(value);
  }

  private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + point.length);
    System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static boolean verifyRsa(Wire fields, String algorithm, byte[] signed, byte[] value)
      throws SshKeyException, GeneralSecurityException {
    String name =
        switch (algorithm) {
          case "rsa-sha2-256" -> "SHA256withRSA";
          case "rsa-sha2-512" -> "SHA512withRSA";
          default -> throw new SshKeyException("expected RSA with SHA-2, got another");
        };
    BigInteger exponent = fields.positive();
    BigInteger modulus = fields.positive();
    PublicKey key =
        KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    // Leading zeros may have been left out of the signature.
    int length = (modulus.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    if (value.length > length) {
      return false;
    }
    byte[] padded = new byte[length];
    System.arraycopy(value, 0, padded, length - value.length, value.length);
    return verify(name, key, signed, padded);
  }

  private static boolean verifyEcdsa(
      String hash, KeyKind kind, Wire fields, String algorithm, byte[] signed, byte[] value)
      throws SshKeyException, GeneralSecurityException {
    if (!algorithm.equals(kind.type)) {
      return false;
    }
    fields.field(); // the curve
    int half = kind.pointBytes / 2;
    Wire numbers = new Wire(value);
    byte[] pair = new byte[2 * half];
    put(numbers.positive(), pair, 0, half);
    put(numbers.positive(), pair, half, half);
    return numbers.isAtEnd()
        && verify(hash + "withECDSAinP1363Format", ecdsa(kind, fields.field()), signed, pair);
  }

  private static void put(BigInteger number, byte[] into, int at, int length)
      throws SshKeyException {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    if (bytes.length - from > length) {
      throw new SshKeyException("expected a signature of its curve, got a longer one");
    }
    System.arraycopy(bytes, from, into, at + length - (bytes.length - from), bytes.length - from);
  }

  private static PublicKey ecdsa(KeyKind kind, byte[] point) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(kind.curve().replace("nistp", "secp") + "r1"));
    int half = point.length / 2;
    ECPoint at =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + half)),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + half, point.length)));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(at, parameters.getParameterSpec(ECParameterSpec.class)));
  }
}
