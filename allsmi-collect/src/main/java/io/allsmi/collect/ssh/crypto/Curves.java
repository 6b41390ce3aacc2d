package io.allsmi.collect.ssh.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.InvalidKeySpecException;

/** The curves of NIST that SSH has, and their points. */
public final class Curves {
  private Curves() {}

  /** A point of a curve such as {@code nistp256}. */
  public static PublicKey key(String curve, byte[] point)
      throws IOException, GeneralSecurityException {
    ECParameterSpec parameters = parameters(curve);
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
  public static ECParameterSpec parameters(String name) throws GeneralSecurityException {
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

  static int size(ECParameterSpec parameters) {
    return (parameters.getCurve().getField().getFieldSize() + 7) / 8;
  }

  static void copy(BigInteger number, byte[] into, int at, int size) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, size);
    System.arraycopy(bytes, bytes.length - length, into, at + size - length, length);
  }
}
