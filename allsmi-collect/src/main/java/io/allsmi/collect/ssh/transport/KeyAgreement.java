package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.crypto.Curves;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * One half of an agreement on a secret, with what every JDK has. What is sent is what the
 * exchange's hash takes, as a {@code string} or an {@code mpint}: both are written alike.
 */
interface KeyAgreement {
  /** What the server is sent. */
  byte[] offer();

  /**
   * The secret.
   *
   * @param answer what the server has sent
   * @throws GeneralSecurityException when that is no answer
   */
  BigInteger agree(byte[] answer) throws GeneralSecurityException, IOException;

  /** X25519, RFC 8731. */
  final class X25519 implements KeyAgreement {
    private static final int KEY_BYTES = 32;

    private final KeyPair pair;
    private final byte[] encoded;

    X25519() throws GeneralSecurityException {
      pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
      encoded = pair.getPublic().getEncoded();
    }

    @Override
    public byte[] offer() {
      return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    @Override
    public BigInteger agree(byte[] answer) throws GeneralSecurityException {
      if (answer.length != KEY_BYTES) {
        throw new InvalidKeyException("expected 32 bytes of a key, got " + answer.length);
      }
      byte[] other = encoded.clone();
      System.arraycopy(answer, 0, other, other.length - KEY_BYTES, KEY_BYTES);
      PublicKey key =
          KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(other));
      return secret("X25519", pair, key);
    }
  }

  /** A curve of NIST, RFC 5656. */
  final class Curve implements KeyAgreement {
    private final String curve;
    private final KeyPair pair;

    Curve(String curve) throws GeneralSecurityException {
      this.curve = curve;
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(Curves.parameters(curve));
      pair = generator.generateKeyPair();
    }

    @Override
    public byte[] offer() {
      ECPublicKey key = (ECPublicKey) pair.getPublic();
      return Curves.point(key.getW(), key.getParams());
    }

    @Override
    public BigInteger agree(byte[] answer) throws GeneralSecurityException, IOException {
      return secret("ECDH", pair, Curves.key(curve, answer));
    }
  }

  /** A group of RFC 3526. */
  final class Group implements KeyAgreement {
    private static final BigInteger GENERATOR = BigInteger.TWO;

    /** Twice the strength of the ciphers. */
    private static final int SECRET_BITS = 512;

    private final BigInteger prime;
    private final BigInteger own;

    Group(BigInteger prime) {
      this.prime = prime;
      own = new BigInteger(SECRET_BITS, new SecureRandom()).setBit(SECRET_BITS);
    }

    @Override
    public byte[] offer() {
      return GENERATOR.modPow(own, prime).toByteArray();
    }

    @Override
    public BigInteger agree(byte[] answer) throws GeneralSecurityException {
      BigInteger other = answer.length == 0 ? BigInteger.ZERO : new BigInteger(answer);
      if (other.compareTo(BigInteger.ONE) <= 0
          || other.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
        throw new InvalidKeyException("expected a number of the group, got another");
      }
      return other.modPow(own, prime);
    }
  }

  private static BigInteger secret(String algorithm, KeyPair own, PublicKey other)
      throws GeneralSecurityException {
    javax.crypto.KeyAgreement agreement = javax.crypto.KeyAgreement.getInstance(algorithm);
    agreement.init(own.getPrivate());
    agreement.doPhase(other, true);
    return new BigInteger(1, agreement.generateSecret());
  }
}
