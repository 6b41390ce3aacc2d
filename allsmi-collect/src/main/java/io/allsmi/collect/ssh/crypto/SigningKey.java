package io.allsmi.collect.ssh.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import javax.security.auth.DestroyFailedException;

/** A private key that was opened, with its public half. */
public final class SigningKey {
  private static final System.Logger LOG = System.getLogger(SigningKey.class.getName());

  private final PrivateKey key;
  private final byte[] blob;

  SigningKey(PrivateKey key, byte[] blob) {
    this.key = key;
    this.blob = blob.clone();
  }

  /**
   * This key.
   *
   * @throws IOException when its halves do not belong together
   */
  SigningKey checked() throws IOException {
    if (key instanceof RSAPrivateCrtKey rsa && !isOfOneSize(rsa)) {
      throw new IOException("expected factors that are shorter than their product, got others");
    }
    String type = Signatures.type(blob);
    String algorithm = type.equals("ssh-rsa") ? "rsa-sha2-256" : type;
    byte[] probe = {1, 2, 3};
    if (!Signatures.verify(blob, algorithm, probe, sign(algorithm, probe))) {
      throw new IOException("expected a key with its public half, got one without");
    }
    return this;
  }

  /** What is longer than the key would take for ever. */
  private static boolean isOfOneSize(RSAPrivateCrtKey key) {
    int bits = key.getModulus().bitLength();
    return key.getPrimeP().bitLength() <= bits
        && key.getPrimeQ().bitLength() <= bits
        && key.getPrimeExponentP().bitLength() <= bits
        && key.getPrimeExponentQ().bitLength() <= bits
        && key.getPrivateExponent().bitLength() <= bits
        && key.getCrtCoefficient().bitLength() <= bits;
  }

  /** Forgets what is secret, as far as the JDK's key does. */
  public void wipe() {
    try {
      key.destroy();
    } catch (DestroyFailedException e) {
      LOG.log(System.Logger.Level.TRACE, "a key stays until it is collected", e);
    }
  }

  /** Its public half in the format of RFC 4253; a copy. */
  public byte[] blob() {
    return blob.clone();
  }

  /**
   * Signs.
   *
   * @param algorithm such as {@code rsa-sha2-512}
   * @return the algorithm and the signature's bytes, as RFC 4253 has it
   * @throws IOException when the key is not for this algorithm
   */
  public byte[] sign(String algorithm, byte[] data) throws IOException {
    try {
      Signature signer = Signature.getInstance(Signatures.engine(algorithm));
      signer.initSign(key);
      signer.update(data);
      byte[] bytes = signer.sign();
      return new WireWriter()
          .putText(algorithm)
          .putBytes(algorithm.startsWith("ecdsa-") ? Signatures.split(bytes) : bytes)
          .toBytes();
    } catch (GeneralSecurityException e) {
      throw new IOException("expected a key for " + algorithm + ", got another", e);
    }
  }
}
