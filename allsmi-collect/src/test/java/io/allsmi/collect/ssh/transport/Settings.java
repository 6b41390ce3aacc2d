package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.config.SshSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of a host on loopback, as a test needs them. */
final class Settings {
  private final int port;
  private final List<Path> keys = new ArrayList<>();
  private final List<Path> certificates = new ArrayList<>();
  private Optional<Path> agent = Optional.empty();
  private Optional<String> proxyCommand = Optional.empty();
  private boolean identitiesOnly;
  private boolean offersKeys = true;
  private String user = System.getProperty("user.name");
  private String host = "127.0.0.1";
  private Duration alive = Duration.ZERO;

  private Settings(int port) {
    this.port = port;
  }

  static Settings of(int port) {
    return new Settings(port);
  }

  Settings key(Path... files) {
    keys.addAll(List.of(files));
    return this;
  }

  Settings certificate(Path file) {
    certificates.add(file);
    return this;
  }

  Settings agent(Path socket) {
    agent = Optional.of(socket);
    return this;
  }

  Settings identitiesOnly() {
    identitiesOnly = true;
    return this;
  }

  Settings offersNoKeys() {
    offersKeys = false;
    return this;
  }

  Settings proxyCommand(String command) {
    proxyCommand = Optional.of(command);
    return this;
  }

  Settings user(String name) {
    user = name;
    return this;
  }

  Settings host(String name) {
    host = name;
    return this;
  }

  Settings alive(Duration interval) {
    alive = interval;
    return this;
  }

  SshSettings build() {
    return new SshSettings(
        host,
        host,
        user,
        port,
        keys,
        0,
        true,
        identitiesOnly,
        agent,
        certificates,
        List.of(),
        List.of(),
        HostKeyPolicy.YES,
        Optional.empty(),
        false,
        List.of(),
        proxyCommand,
        Optional.empty(),
        alive,
        3,
        Optional.empty(),
        offersKeys,
        List.of(),
        List.of());
  }
}
