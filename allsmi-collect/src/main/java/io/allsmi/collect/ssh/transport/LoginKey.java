package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.crypto.Signatures;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

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

  private static final String RSA = "ssh-rsa";

  private final SshKey shown;
  private final String source;
  private final Signer signer;

  LoginKey(SshKey shown, String source, Signer signer) {
    this.shown = shown;
    this.source = source;
    this.signer = signer;
  }

  byte[] blob() {
    return shown.blob();
  }

  /** What the server may be told that the signature will be made with, the best first. */
  List<String> algorithms() {
    if (!shown.plain().type().equals(RSA)) {
      return List.of(shown.type());
    }
    String rest = shown.type().substring(RSA.length());
    return List.of("rsa-sha2-512" + rest, "rsa-sha2-256" + rest);
  }

  /**
   * Signs.
   *
   * @param algorithm one of {@link #algorithms}
   * @throws IOException when it is not signed, or not with what was asked for
   */
  byte[] sign(String algorithm, byte[] data, Duration left) throws IOException {
    String type = shown.plain().type();
    String expected = type.equals(RSA) ? Signatures.plainType(algorithm) : type;
    byte[] signature = signer.sign(expected, data, left);
    if (!Signatures.type(signature).equals(expected)) {
      throw new IOException("expected a signature by " + expected + ", got another");
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
    return shown.type() + " " + shown.fingerprint() + " (" + source + ")";
  }
}
