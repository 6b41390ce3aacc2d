package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.auth.PublicKeys;
import java.io.IOException;
import java.time.Duration;

/** A key, or a certificate of one, that a server is offered. */
final class LoginKey {
  /** Signs with it. */
  @FunctionalInterface
  interface Signer {
    /**
     * Signs.
     *
     * @param algorithm such as {@code rsa-sha2-512}
     * @return the algorithm and the signature's bytes
     */
    byte[] sign(String algorithm, byte[] data, Duration left) throws IOException;
  }

  private static final String RSA = "rsa-sha2-512";

  private final byte[] blob;
  private final String type;
  private final String source;
  private final Signer signer;

  LoginKey(byte[] blob, String source, Signer signer) throws IOException {
    this.blob = blob.clone();
    this.type = PublicKeys.type(blob);
    this.source = source;
    this.signer = signer;
  }

  byte[] blob() {
    return blob.clone();
  }

  /** What the server is told that the signature will be made with. */
  String algorithm() {
    return type.startsWith("ssh-rsa") ? RSA + type.substring("ssh-rsa".length()) : type;
  }

  /**
   * Signs.
   *
   * @throws IOException when it is not signed, or not with what was asked for
   */
  byte[] sign(byte[] data, Duration left) throws IOException {
    String algorithm = PublicKeys.plainType(algorithm());
    byte[] signature = signer.sign(algorithm, data, left);
    if (!PublicKeys.type(signature).equals(algorithm)) {
      throw new IOException("expected a signature by " + algorithm + ", got another");
    }
    return signature;
  }

  /** Where it comes from: a file, or an agent. */
  String source() {
    return source;
  }

  /** What it is and where it comes from. */
  @Override
  public String toString() {
    return type + " " + PublicKeys.fingerprint(blob) + " (" + source + ")";
  }
}
