package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.crypto.Signatures;
import io.allsmi.collect.ssh.key.SshCertificate;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.collect.ssh.trust.HostKeyRejectedException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server holds the key that it shows, and whether that key is trusted. A key that was
 * trusted once stays it for the connection; another one is not taken.
 */
final class HostKeyProof {
  private final HostKeyCheck trust;
  private byte @Nullable [] trusted;

  HostKeyProof(HostKeyCheck trust) {
    this.trust = trust;
  }

  /**
   * Checks the key.
   *
   * @param algorithm what was agreed on, such as {@code rsa-sha2-512-cert-v01@openssh.com}
   * @param hash what the server had to sign
   * @throws HostKeyRejectedException when it does not hold the key, or the key is not trusted
   */
  synchronized void check(byte[] key, String algorithm, byte[] hash, byte[] signature)
      throws HostKeyRejectedException {
    try {
      if (!Signatures.verify(
          signer(key, algorithm), Signatures.plainType(algorithm), hash, signature)) {
        throw new HostKeyRejectedException(
            "host key: expected the server to prove that it holds it, got a wrong signature");
      }
    } catch (HostKeyRejectedException e) {
      throw e;
    } catch (IOException e) {
      throw new HostKeyRejectedException("host key: " + e.getMessage());
    }
    if (trusted == null) {
      trust.check(key);
      trusted = key.clone();
    } else if (!Arrays.equals(trusted, key)) {
      throw new HostKeyRejectedException(
          "host key: expected the one that the connection began with, got another");
    }
  }

  /** The key that has to have signed: the one shown, or the one in a certificate. */
  private static byte[] signer(byte[] key, String algorithm) throws IOException {
    String type = Signatures.type(key);
    String plain = Signatures.plainType(algorithm);
    String expected =
        (plain.startsWith("rsa-") ? "ssh-rsa" : plain) + algorithm.substring(plain.length());
    if (!type.equals(expected)) {
      throw new IOException("expected a key of type " + expected + ", got another");
    }
    SshKey shown = SshKey.read(key);
    if (!shown.certificate().map(SshCertificate::isSignedByAuthority).orElse(true)) {
      throw new IOException("expected a certificate that its authority has signed, got another");
    }
    return shown.plain().blob();
  }
}
