package io.allsmi.collect.ssh.auth;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** A private key that was opened, with its public half. */
public final class SigningKey {
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
    String type = PublicKeys.type(blob);
    String algorithm = type.equals("ssh-rsa") ? "rsa-sha2-256" : type;
    byte[] probe = {1, 2, 3};
    if (!PublicKeys.verify(blob, algorithm, probe, sign(algorithm, probe))) {
      throw new IOException("expected a key with its public half, got one without");
    }
    return this;
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
      Signature signer = Signature.getInstance(PublicKeys.engine(algorithm));
      signer.initSign(key);
      signer.update(data);
      byte[] bytes = signer.sign();
      return new WireWriter()
          .putText(algorithm)
          .putBytes(algorithm.startsWith("ecdsa-") ? PublicKeys.split(bytes) : bytes)
          .toBytes();
    } catch (GeneralSecurityException e) {
      throw new IOException("expected a key for " + algorithm + ", got another", e);
    }
  }
}
