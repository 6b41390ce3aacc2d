package io.allsmi.collect.ssh.auth;

import java.io.IOException;
import java.util.Arrays;

/**
 * A certificate of OpenSSH: a key, and an authority's word on it.
 *
 * @since 0.30
 */
public final class Certificate {
  private final byte[] key;
  private final byte[] authority;
  private final byte[] signed;
  private final byte[] signature;

  private Certificate(byte[] key, byte[] authority, byte[] signed, byte[] signature) {
    this.key = key;
    this.authority = authority;
    this.signed = signed;
    this.signature = signature;
  }

  /**
   * Reads one.
   *
   * @throws IOException when it is none
   */
  public static Certificate read(byte[] blob) throws IOException {
    WireReader in = new WireReader(blob);
    String type = in.readText();
    if (!PublicKeys.isCertificate(type)) {
      throw new IOException("expected a certificate, got a key");
    }
    String plain = PublicKeys.plainType(type);
    in.readBytes(); // a nonce
    WireWriter key = new WireWriter().putText(plain);
    int fields = plain.equals("ssh-ed25519") ? 1 : plain.startsWith("sk-ecdsa-") ? 3 : 2;
    for (int i = 0; i < fields; i++) {
      key.putBytes(in.readBytes());
    }
    in.readUint64(); // its number
    in.readUint32(); // whether it is a host's or a user's
    in.readBytes(); // its name
    in.readBytes(); // the names of the hosts or users
    in.readUint64(); // from when it holds
    in.readUint64(); // until when
    in.readBytes(); // critical options
    in.readBytes(); // extensions
    in.readBytes(); // reserved
    byte[] authority = in.readBytes();
    byte[] signed = Arrays.copyOf(blob, in.position());
    byte[] signature = in.readBytes();
    if (in.left() > 0) {
      throw new IOException("expected nothing after the certificate, got more");
    }
    return new Certificate(key.toBytes(), authority, signed, signature);
  }

  /** The key that it is of, in the format of RFC 4253; a copy. */
  public byte[] key() {
    return key.clone();
  }

  /**
   * Checks that its authority has signed it; who that is and for whom is not looked at.
   *
   * @throws IOException when it has not, or not with an algorithm that is still safe
   */
  public void verify() throws IOException {
    String algorithm = new WireReader(signature).readText();
    String type = PublicKeys.type(authority);
    boolean fits = type.equals("ssh-rsa") ? algorithm.startsWith("rsa-") : algorithm.equals(type);
    if (!fits || !PublicKeys.verify(authority, algorithm, signed, signature)) {
      throw new IOException("expected a certificate that its authority has signed, got another");
    }
  }
}
