package io.allsmi.collect.ssh.trust;

import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.key.SshCertificate;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.collect.ssh.key.SshKeyException;
import io.allsmi.collect.ssh.trust.KnownHostLine.Marker;
import io.allsmi.core.file.FileFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The decision about the key of one host. */
final class KnownHostCheck implements HostKeyCheck {
  private static final List<String> CERTIFICATES =
      List.of(
          "ssh-ed25519-cert-v01@openssh.com",
          "ecdsa-sha2-nistp256-cert-v01@openssh.com",
          "ecdsa-sha2-nistp384-cert-v01@openssh.com",
          "ecdsa-sha2-nistp521-cert-v01@openssh.com",
          "rsa-sha2-512-cert-v01@openssh.com",
          "rsa-sha2-256-cert-v01@openssh.com");

  private static final List<String> PLAIN =
      List.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "sk-ecdsa-sha2-nistp256@openssh.com",
          "sk-ssh-ed25519@openssh.com",
          "rsa-sha2-512",
          "rsa-sha2-256");

  private final KnownHosts hosts;
  private final SshSettings settings;
  private final String name;
  private final HostKeyAdvice advice;

  KnownHostCheck(KnownHosts hosts, SshSettings settings) {
    this.hosts = hosts;
    this.settings = settings;
    this.name = KnownHosts.lookupName(settings);
    this.advice = new HostKeyAdvice(settings, name);
  }

  @Override
  public List<String> knownAlgorithms() {
    Set<String> types = new LinkedHashSet<>();
    boolean hasAuthority = false;
    for (KnownHostLine line : hosts.find(settings, name)) {
      hasAuthority |= line.marker() == Marker.CERT_AUTHORITY;
      if (line.marker() == Marker.NONE) {
        types.add(line.key().plain().type());
      }
    }
    hosts.trusted(name).ifPresent(key -> types.add(key.type()));
    List<String> algorithms = new ArrayList<>(hasAuthority ? CERTIFICATES : List.of());
    for (String algorithm : PLAIN) {
      if (types.contains(algorithm.startsWith("rsa-") ? "ssh-rsa" : algorithm)) {
        algorithms.add(algorithm);
      }
    }
    return algorithms;
  }

  @Override
  public void check(byte[] blob) throws HostKeyRejectedException {
    SshKey key;
    try {
      key = SshKey.read(blob);
    } catch (SshKeyException e) {
      throw new HostKeyRejectedException(
          name + ": host key: " + e.text() + "; the host needs a newer key");
    }
    List<KnownHostLine> lines = hosts.find(settings, name);
    refuseRevoked(key, lines);
    if (settings.revokedHostKeys().isPresent()) {
      RevokedKeys.check(settings.revokedHostKeys().orElseThrow(), name, key);
    }
    Optional<Objection> objection = Optional.empty();
    if (key.isCertificate()) {
      objection = certificateObjection(key.certificate().orElseThrow(), lines);
      if (objection.isEmpty()) {
        return;
      }
    }
    // A certificate that proves nothing still has a key, which may be known by itself.
    if (!isKnown(key.plain(), lines, objection)) {
      decideAboutNew(key.plain(), objection);
    }
  }

  /**
   * Why a certificate proves nothing.
   *
   * @param authority the line of the authority that has made it; empty when that is not known
   */
  private record Objection(String why, Optional<KnownHostLine> authority) {}

  private void refuseRevoked(SshKey key, List<KnownHostLine> lines)
      throws HostKeyRejectedException {
    for (KnownHostLine line : lines) {
      if (line.marker() == Marker.REVOKED) {
        RevokedKeys.refuse(name, key, line.key().plain(), line.place());
      }
    }
  }

  /** Why no authority vouches for the host; empty when one does. */
  private Optional<Objection> certificateObjection(
      SshCertificate certificate, List<KnownHostLine> lines) {
    Instant now = hosts.clock().instant();
    for (KnownHostLine line : lines) {
      if (line.marker() == Marker.CERT_AUTHORITY && line.key().equals(certificate.authority())) {
        return certificate
            .objection(principal(), now)
            .map(why -> new Objection(why, Optional.of(line)));
      }
    }
    return Optional.of(
        new Objection(
            "its authority " + certificate.authority() + " is not known", Optional.empty()));
  }

  /** The name that a certificate has to be for. */
  private String principal() {
    return settings.hostKeyAlias().orElse(HostPatterns.lower(settings.hostName()));
  }

  /** Whether it is one of the host's keys; another key than theirs is refused. */
  private boolean isKnown(SshKey key, List<KnownHostLine> lines, Optional<Objection> objection)
      throws HostKeyRejectedException {
    Optional<KnownHostLine> other = Optional.empty();
    for (KnownHostLine line : lines) {
      if (line.marker() == Marker.NONE) {
        if (line.key().equals(key)) {
          return true;
        }
        if (other.isEmpty() || line.key().type().equals(key.type())) {
          other = Optional.of(line);
        }
      }
    }
    if (other.isPresent() && settings.strictHostKeyChecking() != HostKeyPolicy.NO) {
      throw objection.flatMap(Objection::authority).isPresent()
          ? uncertified(key, objection.orElseThrow())
          : changed(key, other.orElseThrow(), lines);
    }
    return other.isPresent();
  }

  private HostKeyRejectedException changed(
      SshKey key, KnownHostLine line, List<KnownHostLine> lines) {
    List<Path> files =
        lines.stream()
            .filter(one -> one.marker() == Marker.NONE)
            .map(KnownHostLine::file)
            .distinct()
            .toList();
    return new HostKeyRejectedException(
        name
            + ": expected the host key of "
            + line.place()
            + ", "
            + line.key()
            + ", got "
            + key
            + "; somebody may be between you and the host, or it has new keys: then remove the old"
            + " ones with: "
            + advice.forget(files));
  }

  /** Its authority is known: to forget the host's other keys would not help. */
  private HostKeyRejectedException uncertified(SshKey key, Objection objection) {
    return new HostKeyRejectedException(
        name
            + ": expected a certificate that holds, got one of "
            + key
            + " by the authority of "
            + objection.authority().orElseThrow().place()
            + " that does not count: "
            + objection.why()
            + "; "
            + advice.sign(principal()));
  }

  private void decideAboutNew(SshKey key, Optional<Objection> objection)
      throws HostKeyRejectedException {
    switch (settings.strictHostKeyChecking()) {
      case YES -> throw unknown(key, objection);
      case ACCEPT_NEW -> add(key, objection);
      case NO -> {} // every key is trusted
    }
  }

  private HostKeyRejectedException unknown(SshKey key, Optional<Objection> objection) {
    List<Path> files = new ArrayList<>(settings.userKnownHostsFiles());
    files.addAll(settings.globalKnownHostsFiles());
    String where = files.isEmpty() ? "no file of known hosts is set" : "not in " + words(files);
    return new HostKeyRejectedException(
        name
            + ": expected a known host key, got "
            + key
            + ", "
            + where
            + objection
                .map(one -> " (its certificate does not count: " + one.why() + ")")
                .orElse("")
            + "; "
            + objection
                .flatMap(Objection::authority)
                .map(authority -> advice.sign(principal()) + "; or ")
                .orElse("")
            + advice.accept());
  }

  private static String words(List<Path> files) {
    return String.join(" or ", files.stream().map(Path::toString).toList());
  }

  private void add(SshKey key, Optional<Objection> objection) throws HostKeyRejectedException {
    List<Path> files = settings.userKnownHostsFiles();
    if (files.isEmpty()) {
      trustUntilEnd(key, "no UserKnownHostsFile is set");
      return;
    }
    // Trusted already, because its file could not be written: that one stays.
    if (hosts.trusted(name).isPresent()) {
      trustUntilEnd(key, "");
      return;
    }
    try {
      KnownHostsAppender.add(
          files.get(0),
          name,
          key,
          settings.hashKnownHosts(),
          lines -> {
            refuseRevoked(key, lines);
            return isKnown(key, lines, objection);
          });
    } catch (HostKeyRejectedException e) {
      throw e;
    } catch (IOException e) {
      trustUntilEnd(key, FileFaults.explain(e));
    }
  }

  private void trustUntilEnd(SshKey key, String why) throws HostKeyRejectedException {
    SshKey trusted = hosts.trust(name, key, why);
    if (!trusted.equals(key)) {
      throw new HostKeyRejectedException(
          name
              + ": expected the host key that it had since this program began, "
              + trusted
              + ", got "
              + key
              + "; somebody may be between you and the host, or it has new keys: then start again");
    }
  }
}
