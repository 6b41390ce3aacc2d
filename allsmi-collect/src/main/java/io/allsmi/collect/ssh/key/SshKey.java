package io.allsmi.collect.ssh.key;

import io.allsmi.collect.ssh.crypto.WireReader;
import io.allsmi.collect.ssh.crypto.WireWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A public key, or a certificate of one, in the format of RFC 4253. Two with the same bytes are
 * equal.
 *
 * @since 0.30
 */
public final class SshKey {
  /** The largest that is read: an RSA key of 16,384 bits in a certificate with many names. */
  private static final int MAX_BYTES = 64 << 10;

  private static final int MIN_RSA_BITS = 1024;
  private static final int MAX_RSA_BITS = 16_384;

  private final KeyKind kind;
  private final byte[] blob;
  private final int bits;
  private final Optional<SshCertificate> certificate;

  private SshKey(KeyKind kind, byte[] blob, int bits, Optional<SshCertificate> certificate) {
    this.kind = kind;
    this.blob = blob;
    this.bits = bits;
    this.certificate = certificate;
  }

  /**
   * Reads a key or a certificate. That a point is on its curve is not checked.
   *
   * @throws SshKeyException when the bytes are not exactly one of a type that OpenSSH knows
   */
  public static SshKey read(byte[] blob) throws SshKeyException {
    if (blob.length > MAX_BYTES) {
      throw new SshKeyException("expected at most 64 KiB, got " + blob.length + " bytes");
    }
    try {
      return readAll(blob.clone());
    } catch (SshKeyException e) {
      throw e;
    } catch (IOException e) {
      throw new SshKeyException(String.valueOf(e.getMessage()));
    }
  }

  private static SshKey readAll(byte[] bytes) throws IOException {
    WireReader wire = new WireReader(bytes);
    String type = wire.readText();
    KeyKind kind =
        KeyKind.of(type)
            .orElseThrow(() -> new SshKeyException("expected a known type of key, got another"));
    boolean isPlain = type.equals(kind.type);
    if (!isPlain) {
      wire.readBytes(); // the nonce
    }
    int from = wire.position();
    int bits = readFields(kind, wire);
    Optional<SshCertificate> certificate = Optional.empty();
    if (!isPlain) {
      SshKey plain = plain(kind, Arrays.copyOfRange(bytes, from, wire.position()), bits);
      certificate = Optional.of(SshCertificate.read(plain, bytes, wire));
    }
    if (wire.left() > 0) {
      throw new SshKeyException("expected the end of the key, got more");
    }
    return new SshKey(kind, bytes, bits, certificate);
  }

  private static SshKey plain(KeyKind kind, byte[] fields, int bits) {
    byte[] blob = new WireWriter().putText(kind.type).putRaw(fields).toBytes();
    return new SshKey(kind, blob, bits, Optional.empty());
  }

  /** Goes past the fields of a key; its bits. */
  private static int readFields(KeyKind kind, WireReader wire) throws IOException {
    int bits = 256;
    int rest = kind.fields;
    if (kind.isEd25519()) {
      rest--;
      int length = wire.readBytes().length;
      if (length != KeyKind.ED25519_BYTES) {
        throw new SshKeyException("expected a key of 32 bytes, got " + length);
      }
    } else if (kind.isEcdsa()) {
      rest -= 2;
      readPoint(kind, wire);
      bits = Integer.parseInt(kind.curve().substring("nistp".length()));
    } else if (kind == KeyKind.RSA) {
      rest -= 2;
      positive(wire); // the exponent
      bits = bits(positive(wire));
    } else {
      rest--;
      bits = positive(wire).bitLength();
    }
    for (; rest > 0; rest--) {
      wire.readBytes();
    }
    return bits;
  }

  private static int bits(BigInteger modulus) throws SshKeyException {
    int bits = modulus.bitLength();
    if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
      throw new SshKeyException("expected an RSA key of 1024 to 16384 bits, got " + bits);
    }
    return bits;
  }

  private static BigInteger positive(WireReader wire) throws IOException {
    BigInteger number = wire.readInteger();
    if (number.signum() < 0) {
      throw new SshKeyException("expected a positive number, got a negative one");
    }
    return number;
  }

  private static void readPoint(KeyKind kind, WireReader wire) throws IOException {
    if (!wire.readText().equals(kind.curve())) {
      throw new SshKeyException("expected a key on " + kind.curve() + ", got another curve");
    }
    byte[] point = wire.readBytes();
    if (point.length != kind.pointBytes || point[0] != 4) {
      throw new SshKeyException(
          "expected a point of " + kind.pointBytes + " bytes, got " + point.length);
    }
  }

  /** Such as {@code ssh-ed25519}, or {@code ssh-ed25519-cert-v01@openssh.com}. */
  public String type() {
    return isCertificate() ? kind.certificateType() : kind.type;
  }

  /**
   * Such as {@code ED25519}, {@code RSA-CERT} or {@code ECDSA-SK}, as OpenSSH calls it to people.
   */
  public String typeName() {
    String name =
        switch (kind) {
          case ED25519 -> "ED25519";
          case ECDSA_256, ECDSA_384, ECDSA_521 -> "ECDSA";
          case RSA -> "RSA";
          case DSA -> "DSA";
          case SK_ED25519 -> "ED25519-SK";
          case SK_ECDSA -> "ECDSA-SK";
        };
    return isCertificate() ? name + "-CERT" : name;
  }

  /** How long the key is, as OpenSSH counts; of a certificate that of its key. */
  public int bits() {
    return bits;
  }

  /** What was read; a copy. */
  public byte[] blob() {
    return blob.clone();
  }

  /** What was read in Base64, as it stands in a file. */
  public String base64() {
    return Base64.getEncoder().encodeToString(blob);
  }

  /** {@code SHA256:…} as {@code ssh-keygen -l} prints it; of a certificate that of its key. */
  public String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain().blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: expected every JDK to have it", e);
    }
  }

  /** Whether it is a certificate. */
  public boolean isCertificate() {
    return certificate.isPresent();
  }

  /** What the certificate says; empty for a plain key. */
  public Optional<SshCertificate> certificate() {
    return certificate;
  }

  /** The key itself: without its certificate where it has one. */
  public SshKey plain() {
    return certificate.map(SshCertificate::key).orElse(this);
  }

  KeyKind kind() {
    return kind;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SshKey key && Arrays.equals(blob, key.blob);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(blob);
  }

  /** Its name and fingerprint. */
  @Override
  public String toString() {
    return typeName() + " " + fingerprint();
  }

  /**
   * Reads {@code type base64} and what may follow, as it stands in a file.
   *
   * @throws SshKeyException when it is something else
   */
  public static SshKey parse(String text) throws SshKeyException {
    String[] words = text.strip().split("[ \t]+", 3);
    if (words.length < 2) {
      throw new SshKeyException("expected a type and a key, got no key");
    }
    SshKey key = read(decode(words[1].strip()));
    if (!key.type().equals(words[0])) {
      throw new SshKeyException("expected a key of the type that is named, got " + key.type());
    }
    return key;
  }

  private static byte[] decode(String base64) throws SshKeyException {
    if (base64.length() > 2 * MAX_BYTES) {
      throw new SshKeyException("expected at most 64 KiB, got more");
    }
    try {
      return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new SshKeyException("expected a key in Base64, got something else");
    }
  }
}
