package io.allsmi.collect.ssh;

import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.config.SshSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings for tests, made piece by piece. */
public final class SettingsOf {
  private final String host;
  private int port = 22;
  private List<Path> identities = List.of();
  private int explicit;
  private boolean namesIdentities = true;
  private boolean identitiesOnly;
  private List<Path> certificates = List.of();
  private List<Path> userFiles = List.of();
  private List<Path> globalFiles = List.of();
  private HostKeyPolicy policy = HostKeyPolicy.YES;
  private Optional<String> alias = Optional.empty();
  private boolean hashes;
  private Optional<Path> revoked = Optional.empty();

  public SettingsOf(String host) {
    this.host = host;
  }

  public SettingsOf port(int number) {
    port = number;
    return this;
  }

  public SettingsOf identities(Path... files) {
    identities = List.of(files);
    return this;
  }

  public SettingsOf defaultIdentities(Path... files) {
    namesIdentities = false;
    return identities(files);
  }

  public SettingsOf identitiesOnly() {
    identitiesOnly = true;
    return this;
  }

  public SettingsOf certificates(Path... files) {
    certificates = List.of(files);
    return this;
  }

  public SettingsOf known(Path... files) {
    userFiles = List.of(files);
    return this;
  }

  public SettingsOf globallyKnown(Path... files) {
    globalFiles = List.of(files);
    return this;
  }

  public SettingsOf policy(HostKeyPolicy which) {
    policy = which;
    return this;
  }

  public SettingsOf explicit(int count) {
    explicit = count;
    return this;
  }

  public SettingsOf alias(String name) {
    alias = Optional.of(name);
    return this;
  }

  public SettingsOf hashed() {
    hashes = true;
    return this;
  }

  public SettingsOf revoked(Path file) {
    revoked = Optional.of(file);
    return this;
  }

  public SshSettings make() {
    return new SshSettings(
        host,
        host,
        "alice",
        port,
        identities,
        explicit,
        namesIdentities,
        identitiesOnly,
        Optional.empty(),
        certificates,
        userFiles,
        globalFiles,
        policy,
        alias,
        hashes,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        3,
        revoked,
        true,
        List.of(),
        List.of());
  }
}
