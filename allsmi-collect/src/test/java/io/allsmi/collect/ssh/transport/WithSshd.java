package io.allsmi.collect.ssh.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteShell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server of OpenSSH that takes one key, and a transport. */
abstract class WithSshd {
  static final Duration LONG = Duration.ofSeconds(20);

  @TempDir static Path folder;

  static Sshd sshd;
  static Path hostKey;
  static Path userKey;
  static Sshd.Server plain;

  private final List<SshjTransport> transports = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    sshd = new Sshd(folder);
    hostKey = sshd.key("host-ed25519", "-t", "ed25519");
    userKey = sshd.key("user", "-t", "ed25519");
    plain = sshd.start(List.of(hostKey), List.of(userKey));
  }

  @AfterAll
  static void stop() {
    if (sshd != null) {
      sshd.close();
    }
  }

  @AfterEach
  void close() {
    transports.forEach(SshjTransport::close);
  }

  final SshjTransport transport(Map<String, String> environment) {
    SshjTransport transport = new SshjTransport(environment);
    transports.add(transport);
    return transport;
  }

  final SshConnection connect(Settings settings) throws Exception {
    return transport(Map.of()).connect(settings.build(), Trusting.all(), Optional.empty(), LONG);
  }

  final HostReadException refusal(Settings settings) {
    return catchThrowableOfType(HostReadException.class, () -> connect(settings));
  }

  static String say(SshConnection connection, String command) throws IOException {
    try (RemoteShell shell = connection.start(command, LONG)) {
      return new String(shell.output().readAllBytes(), UTF_8);
    }
  }

  static void assertWorks(SshConnection connection) throws IOException {
    assertThat(say(connection, "echo here")).isEqualTo("here\n");
  }

  static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
