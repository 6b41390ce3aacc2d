package io.allsmi.collect.ssh.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Private keys of PKCS#1, SEC 1 and PKCS#8, as OpenSSL writes them; whether what follows a private
 * half is its public half is for the caller to check.
 */
final class DerKeys {
  private static final byte[] RSA_HEAD =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
  private static final String EC_HEAD = "06072a8648ce3d0201";
  private static final List<String> CURVES =
      List.of("06082a8648ce3d030107", "06052b81040022", "06052b81040023");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  private DerKeys() {}

  static SigningKey pkcs8(byte[] encoded) throws IOException, GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      PrivateKey key;
      try {
        key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        continue; // a key for another algorithm
      }
      return new SigningKey(key, blob(key, encoded));
    }
    throw new IOException("expected an Ed25519, ECDSA or RSA key, got another");
  }

  static SigningKey rsa(byte[] pkcs1) throws IOException, GeneralSecurityException {
    return wiped(wrap(SEQUENCE, RSA_HEAD, wrap(OCTETS, pkcs1)));
  }

  static SigningKey ec(byte[] sec1) throws IOException, GeneralSecurityException {
    String hex = HexFormat.of().formatHex(sec1);
    for (String curve : CURVES) {
      if (hex.contains(curve)) {
        byte[] algorithm = wrap(SEQUENCE, HexFormat.of().parseHex(EC_HEAD + curve));
        return wiped(wrap(SEQUENCE, new byte[] {2, 1, 0}, algorithm, wrap(OCTETS, sec1)));
      }
    }
    throw new IOException("expected a key on nistp256, nistp384 or nistp521, got another");
  }

  private static SigningKey wiped(byte[] encoded) throws IOException, GeneralSecurityException {
    try {
      return pkcs8(encoded);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static byte[] wrap(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 8);
    out.write(tag);
    if (length < 128) {
      out.write(length);
    } else {
      byte[] bytes = BigInteger.valueOf(length).toByteArray();
      int skip = bytes[0] == 0 ? 1 : 0;
      out.write(0x80 | (bytes.length - skip));
      out.write(bytes, skip, bytes.length - skip);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] blob(PrivateKey key, byte[] encoded)
      throws IOException, GeneralSecurityException {
    if (key instanceof RSAPrivateCrtKey rsa) {
      return new WireWriter()
          .putText("ssh-rsa")
          .putInteger(rsa.getPublicExponent())
          .putInteger(rsa.getModulus())
          .toBytes();
    }
    if (key instanceof ECPrivateKey ec) {
      int bits = ec.getParams().getCurve().getField().getFieldSize();
      String curve = "nistp" + bits;
      int length = 1 + 2 * ((bits + 7) / 8);
      // The public half is the last thing in a key that has it.
      byte[] point =
          Arrays.copyOfRange(encoded, Math.max(encoded.length - length, 0), encoded.length);
      checkPoint(curve, point);
      return new WireWriter()
          .putText("ecdsa-sha2-" + curve)
          .putText(curve)
          .putBytes(point)
          .toBytes();
    }
    if (key instanceof EdECPrivateKey edwards) {
      byte[] seed = edwards.getBytes().orElseThrow(() -> new IOException("expected a key's bytes"));
      byte[] point = Arrays.copyOfRange(publicHalf(seed).getEncoded(), 12, 44);
      return new WireWriter().putText("ssh-ed25519").putBytes(point).toBytes();
    }
    throw new IOException("expected an Ed25519, ECDSA or RSA key, got another");
  }

  private static void checkPoint(String curve, byte[] point) throws IOException {
    try {
      Curves.key(curve, point);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "expected a key with its public half, got one without; convert it with 'ssh-keygen -p'",
          e);
    }
  }

  /** The generator of the JDK makes a key of the bytes that it is given as random ones. */
  private static PublicKey publicHalf(byte[] seed) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(
        NamedParameterSpec.ED25519,
        new SecureRandom() {
          private static final long serialVersionUID = 1;

          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
          }
        });
    return generator.generateKeyPair().getPublic();
  }

  static byte[] decrypt(EncryptedPrivateKeyInfo info, byte[] passphrase)
      throws IOException, GeneralSecurityException {
    AlgorithmParameters parameters = info.getAlgParameters();
    // The JDK names the scheme PBES2 by what its parameters say.
    String name = info.getAlgName();
    boolean isSecond = name.equals("PBES2") || name.equals("1.2.840.113549.1.5.13");
    String scheme = isSecond && parameters != null ? parameters.toString() : name;
    char[] characters = characters(passphrase);
    PBEKeySpec secret = new PBEKeySpec(characters);
    try {
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(secret),
          parameters);
      return cipher.doFinal(info.getEncryptedData());
    } finally {
      secret.clearPassword();
      Arrays.fill(characters, '\0');
    }
  }

  private static char[] characters(byte[] passphrase) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(passphrase));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(decoded.array(), '\0');
    return characters;
  }

  /**
   * Decrypts what follows the headers of an old PEM file.
   *
   * @param info such as {@code AES-128-CBC,0123…}
   */
  static byte[] decrypt(String info, byte[] content, byte[] passphrase)
      throws IOException, GeneralSecurityException {
    int comma = info.indexOf(',');
    byte[] iv = comma < 0 ? new byte[0] : HexFormat.of().parseHex(info.substring(comma + 1));
    String name = comma < 0 ? info : info.substring(0, comma);
    int keyBytes =
        switch (name) {
          case "AES-128-CBC" -> 16;
          case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
          case "AES-256-CBC" -> 32;
          default -> throw new IOException("expected AES or triple DES, got another cipher");
        };
    boolean isAes = name.startsWith("AES");
    byte[] key = derive(passphrase, Arrays.copyOf(iv, 8), keyBytes);
    try {
      Cipher cipher =
          Cipher.getInstance(isAes ? "AES/CBC/PKCS5Padding" : "DESede/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, isAes ? "AES" : "DESede"),
          new IvParameterSpec(iv));
      return cipher.doFinal(content);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** What OpenSSL has always derived the keys of such files with. */
  private static byte[] derive(byte[] passphrase, byte[] salt, int length)
      throws GeneralSecurityException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    byte[] key = new byte[length];
    byte[] block = new byte[0];
    for (int at = 0; at < length; at += block.length) {
      md5.update(block);
      md5.update(passphrase);
      md5.update(salt);
      block = md5.digest();
      System.arraycopy(block, 0, key, at, Math.min(block.length, length - at));
    }
    return key;
  }
}
