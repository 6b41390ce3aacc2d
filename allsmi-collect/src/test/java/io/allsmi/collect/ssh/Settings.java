package io.allsmi.collect.ssh;

import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.config.SshSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of hosts that tests connect to. */
final class Settings {
  private Settings() {}

  static SshSettings of(String host) {
    return of(host, 22, List.of(), Optional.empty());
  }

  static SshSettings behind(String host, String... jumps) {
    return of(host, 22, List.of(jumps), Optional.empty());
  }

  static SshSettings of(String host, int port, List<String> jumps, Optional<String> command) {
    return of(host, host, port, jumps, command, List.of());
  }

  /** The same on the same server: all of a farm's names lead to one address. */
  static SshSettings on(String alias, String server, List<String> unsupported) {
    return of(alias, server, 22, List.of(), Optional.empty(), unsupported);
  }

  private static SshSettings of(
      String alias,
      String server,
      int port,
      List<String> jumps,
      Optional<String> command,
      List<String> unsupported) {
    return new SshSettings(
        alias,
        server,
        "alice",
        port,
        List.of(),
        0,
        false,
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        HostKeyPolicy.YES,
        Optional.empty(),
        false,
        jumps,
        command,
        Optional.empty(),
        Duration.ZERO,
        3,
        Optional.empty(),
        true,
        List.of(),
        unsupported);
  }
}
