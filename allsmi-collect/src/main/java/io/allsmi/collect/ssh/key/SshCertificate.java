package io.allsmi.collect.ssh.key;

import io.allsmi.collect.ssh.crypto.Signatures;
import io.allsmi.collect.ssh.crypto.WireReader;
import io.allsmi.collect.ssh.crypto.WireWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate of OpenSSH says about its key. Nothing of it holds before {@link
 * #isSignedByAuthority()}.
 *
 * @since 0.30
 */
public final class SshCertificate {
  private static final int USER = 1;
  private static final int HOST = 2;
  private static final int MAX_PRINCIPALS = 256;

  private final SshKey key;
  private final SshKey authority;
  private final long role;
  private final List<String> principals;
  private final long validAfter;
  private final long validBefore;
  private final boolean hasCriticalOptions;
  private final byte[] signed;
  private final byte[] signature;

  private SshCertificate(SshKey key, byte[] bytes, WireReader wire) throws IOException {
    this.key = key;
    wire.readUint64(); // the serial number
    role = wire.readUint32();
    wire.readBytes(); // the name that its authority gave it
    principals = principals(wire.readBytes());
    validAfter = wire.readUint64();
    validBefore = wire.readUint64();
    hasCriticalOptions = wire.readBytes().length > 0;
    wire.readBytes(); // extensions
    wire.readBytes(); // reserved
    byte[] authorityBlob = wire.readBytes();
    if (KeyKind.of(new WireReader(authorityBlob).readText())
        .filter(kind -> isOf(kind, authorityBlob))
        .isEmpty()) {
      throw new SshKeyException("expected a certificate signed by a plain key, got another");
    }
    authority = SshKey.read(authorityBlob);
    signed = Arrays.copyOf(bytes, wire.position());
    signature = wire.readBytes();
  }

  static SshCertificate read(SshKey key, byte[] bytes, WireReader wire) throws IOException {
    return new SshCertificate(key, bytes, wire);
  }

  /** Whether the blob's type is the plain one, so that no certificate is nested in another. */
  private static boolean isOf(KeyKind kind, byte[] blob) {
    byte[] type = new WireWriter().putText(kind.type).toBytes();
    return blob.length > type.length && Arrays.equals(type, 0, type.length, blob, 0, type.length);
  }

  private static List<String> principals(byte[] field) throws IOException {
    List<String> names = new ArrayList<>();
    WireReader wire = new WireReader(field);
    while (wire.left() > 0) {
      if (names.size() == MAX_PRINCIPALS) {
        throw new SshKeyException("expected at most 256 names in a certificate, got more");
      }
      names.add(wire.readText());
    }
    return List.copyOf(names);
  }

  /** The key that it certifies. */
  public SshKey key() {
    return key;
  }

  /** The key that has signed it. */
  public SshKey authority() {
    return authority;
  }

  /** Whether it is for people who log in. */
  public boolean isForUsers() {
    return role == USER;
  }

  /** Whether it is for hosts. */
  public boolean isForHosts() {
    return role == HOST;
  }

  /** Whose it is; empty means everybody's. */
  public List<String> principals() {
    return principals;
  }

  /** Whether the authority's key has signed it, with an algorithm that is still trusted. */
  public boolean isSignedByAuthority() {
    try {
      String algorithm = Signatures.type(signature);
      boolean fits =
          authority.kind() == KeyKind.RSA
              ? algorithm.startsWith("rsa-sha2-")
              : algorithm.equals(authority.type());
      return fits && Signatures.verify(authority.blob(), algorithm, signed, signature);
    } catch (IOException e) {
      return false; // what cannot be checked proves nothing
    }
  }

  /**
   * Why it does not prove that a host has this name; empty when it does. Wildcards in its names
   * mean nothing, as in OpenSSH.
   *
   * @param host the name in lower case, without a port
   * @param now when
   */
  public Optional<String> objection(String host, Instant now) {
    if (!isForHosts()) {
      return Optional.of("it is not for hosts");
    }
    if (before(now.getEpochSecond(), validAfter)) {
      return Optional.of("it is not valid yet");
    }
    if (!before(now.getEpochSecond(), validBefore)) {
      return Optional.of("it has expired");
    }
    if (!principals.isEmpty() && !principals.contains(host)) {
      return Optional.of("it is for other hosts");
    }
    if (hasCriticalOptions) {
      return Optional.of("it has options that are not known");
    }
    return isSignedByAuthority()
        ? Optional.empty()
        : Optional.of("its signature is wrong or of a kind that is not supported");
  }

  /** Times are unsigned; the last of them means for ever. */
  private static boolean before(long one, long other) {
    return Long.compareUnsigned(one, other) < 0;
  }
}
