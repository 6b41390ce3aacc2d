package io.allsmi.collect.ssh.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A private key in OpenSSH's own format, as its file {@code PROTOCOL.key} describes it. */
final class OpenSshKey {
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ED25519_HEAD =
      HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final int MAX_ROUNDS = 100_000;

  private final String cipher;
  private final byte[] kdfOptions;
  private final byte[] blob;
  private final byte[] secret;
  private final byte[] tag;

  private OpenSshKey(String cipher, byte[] kdfOptions, byte[] blob, byte[] secret, byte[] tag) {
    this.cipher = cipher;
    this.kdfOptions = kdfOptions;
    this.blob = blob;
    this.secret = secret;
    this.tag = tag;
  }

  static OpenSshKey read(byte[] content) throws IOException {
    WireReader in = new WireReader(content);
    if (in.left() < MAGIC.length || !Arrays.equals(in.readRaw(MAGIC.length), MAGIC)) {
      throw PrivateKeyFile.damaged();
    }
    String cipher = in.readText();
    String kdf = in.readText();
    byte[] options = in.readBytes();
    long keys = in.readUint32();
    if (keys != 1 || !kdf.equals(cipher.equals("none") ? "none" : "bcrypt")) {
      throw new IOException("expected one key, plain or encrypted with bcrypt, got another");
    }
    byte[] blob = in.readBytes();
    byte[] secret = in.readBytes();
    return new OpenSshKey(cipher, options, blob, secret, in.readRaw(in.left()));
  }

  String cipher() {
    return cipher;
  }

  byte[] blob() {
    return blob.clone();
  }

  void wipe() {
    Arrays.fill(secret, (byte) 0);
  }

  SigningKey open(byte[] passphrase, Bcrypt bcrypt) throws IOException, GeneralSecurityException {
    byte[] plain = cipher.equals("none") ? secret.clone() : decrypt(passphrase, bcrypt);
    try {
      WireReader in = new WireReader(plain);
      long one = in.readUint32();
      long same = in.readUint32();
      if (one != same) {
        throw new IOException("expected the passphrase, got another one");
      }
      return new SigningKey(key(in), blob).checked();
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private byte[] decrypt(byte[] passphrase, Bcrypt bcrypt)
      throws IOException, GeneralSecurityException {
    WireReader options = new WireReader(kdfOptions);
    byte[] salt = options.readBytes();
    long rounds = options.readUint32();
    if (rounds < 1 || rounds > MAX_ROUNDS || salt.length == 0 || passphrase.length == 0) {
      throw new IOException("expected the passphrase, got none");
    }
    boolean isChaCha = cipher.equals("chacha20-poly1305@openssh.com");
    boolean isGcm = cipher.endsWith("-gcm@openssh.com");
    int keyBytes = isChaCha ? 64 : cipher.startsWith("3des") ? 24 : aesBytes();
    int ivBytes = isChaCha ? 0 : isGcm ? 12 : cipher.startsWith("3des") ? 8 : 16;
    byte[] derived = new byte[keyBytes + ivBytes];
    bcrypt.derive(passphrase, salt, (int) rounds, derived);
    byte[] iv = Arrays.copyOfRange(derived, keyBytes, derived.length);
    byte[] key = Arrays.copyOf(derived, isChaCha ? 32 : keyBytes);
    try {
      return isChaCha ? chaCha(key) : isGcm ? gcm(key, iv) : block(key, iv);
    } finally {
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  private int aesBytes() throws IOException {
    return switch (cipher) {
      case "aes128-ctr", "aes128-cbc", "aes128-gcm@openssh.com" -> 16;
      case "aes192-ctr", "aes192-cbc" -> 24;
      case "aes256-ctr", "aes256-cbc", "aes256-gcm@openssh.com" -> 32;
      default -> throw new IOException("expected AES or ChaCha20, got another cipher");
    };
  }

  private byte[] block(byte[] key, byte[] iv) throws GeneralSecurityException {
    String family = cipher.startsWith("3des") ? "DESede" : "AES";
    String mode = cipher.endsWith("-ctr") ? "CTR" : "CBC";
    Cipher engine = Cipher.getInstance(family + "/" + mode + "/NoPadding");
    engine.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, family), new IvParameterSpec(iv));
    return engine.doFinal(secret);
  }

  private byte[] gcm(byte[] key, byte[] iv) throws GeneralSecurityException {
    Cipher engine = Cipher.getInstance("AES/GCM/NoPadding");
    engine.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * 16, iv));
    engine.update(secret);
    return engine.doFinal(tag);
  }

  /** The tag is not looked at: the file is the user's own, and its two equal numbers tell. */
  private byte[] chaCha(byte[] key) throws GeneralSecurityException {
    Cipher engine = Cipher.getInstance("ChaCha20");
    engine.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "ChaCha20"),
        new ChaCha20ParameterSpec(new byte[12], 1));
    return engine.doFinal(secret);
  }

  private static PrivateKey key(WireReader in) throws IOException, GeneralSecurityException {
    String type = in.readText();
    return switch (type) {
      case "ssh-ed25519" -> {
        in.readBytes(); // the public half
        byte[] both = in.readBytes();
        byte[] encoded = Arrays.copyOf(ED25519_HEAD, ED25519_HEAD.length + 32);
        System.arraycopy(both, 0, encoded, ED25519_HEAD.length, Math.min(32, both.length));
        Arrays.fill(both, (byte) 0);
        yield KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      }
      case "ssh-rsa" -> rsa(in);
      case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> {
        String curve = in.readText();
        in.readBytes(); // the public half
        yield KeyFactory.getInstance("EC")
            .generatePrivate(new ECPrivateKeySpec(in.readInteger(), Curves.parameters(curve)));
      }
      default ->
          throw new IOException(
              type.startsWith("sk-")
                  ? "expected a key that is all here, got one of a security key; use an agent"
                  : "expected an ed25519, ecdsa or rsa key, got another");
    };
  }

  private static PrivateKey rsa(WireReader in) throws IOException, GeneralSecurityException {
    BigInteger n = in.readInteger();
    BigInteger e = in.readInteger();
    BigInteger d = in.readInteger();
    BigInteger inverse = in.readInteger();
    BigInteger p = in.readInteger();
    BigInteger q = in.readInteger();
    if (p.compareTo(BigInteger.ONE) <= 0 || q.compareTo(BigInteger.ONE) <= 0) {
      throw new IOException("expected the factors of a key, got none");
    }
    BigInteger dp = d.mod(p.subtract(BigInteger.ONE));
    BigInteger dq = d.mod(q.subtract(BigInteger.ONE));
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new RSAPrivateCrtKeySpec(n, e, d, p, q, dp, dq, inverse));
  }
}
