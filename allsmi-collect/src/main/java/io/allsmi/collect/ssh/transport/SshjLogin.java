package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.core.FailureKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.transport.TransportImpl;
import net.schmizz.sshj.userauth.UserAuthImpl;

/** One attempt at a host. */
final class SshjLogin {
  /** How much a host may send before we have read it. */
  static final int WINDOW_BYTES = 2 << 20;

  /** sshj keeps four times as much for a connection as long as it lasts. */
  private static final int PACKET_BYTES = 8 << 10;

  private final SshSettings settings;
  private final HostKeyCheck trust;
  private final Attempt attempt;
  private final SshjShared shared;
  private final LoginReport report = new LoginReport();
  private final List<String> hostKeys;
  private final ConnectFailures failures;

  SshjLogin(SshSettings settings, HostKeyCheck trust, Attempt attempt, SshjShared shared) {
    this.settings = settings;
    this.trust = trust;
    this.attempt = attempt;
    this.shared = shared;
    hostKeys = Algorithms.hostKeys(trust.knownAlgorithms());
    failures =
        new ConnectFailures(settings.user(), attempt, report, SshjAlgorithms.asked(hostKeys));
  }

  /** Runs it, in a thread of its own. */
  SshjConnection run(Optional<SshConnection> via) throws IOException, HostReadException {
    Route way = open(via);
    attempt.step("waiting for its greeting");
    ServerGreeting first = new ServerGreeting(new BufferedInputStream(way.input()));
    failures.connected(way, first);
    TransportImpl transport = new TransportImpl(shared.algorithms().config(hostKeys, trust));
    transport.setTimeoutMs(0);
    transport.addHostKeyVerifier(SshjHostKey.VERIFIER);
    transport.init(settings.hostName(), settings.port(), first, first.watched(way.output()));
    attempt.opened(() -> SshjConnection.end(transport, way));
    attempt.step("exchanging keys");
    transport.doKex();
    first.forget();
    attempt.step("logging in");
    ConnectionImpl connection = new ConnectionImpl(transport, SshjNoKeepAlive.PROVIDER);
    connection.setTimeoutMs(0);
    connection.setWindowSize(WINDOW_BYTES);
    connection.setMaxPacketSize(PACKET_BYTES);
    failures.loggingIn();
    logIn(transport, connection);
    SshjConnection connected = new SshjConnection(transport, connection, way, settings, shared);
    attempt.opened(connected::close);
    connected.watch();
    return connected;
  }

  private Route open(Optional<SshConnection> via) throws IOException {
    if (via.isPresent()) {
      if (!(via.get() instanceof SshjConnection jump)) {
        throw new IllegalArgumentException("via: expected a connection of this transport");
      }
      attempt.step("connecting through the jump host");
      return jump.tunnel(settings.hostName(), settings.port(), attempt);
    }
    if (settings.proxyCommand().isPresent()) {
      attempt.step("connecting by ProxyCommand");
      return CommandRoute.open(settings.proxyCommand().get(), shared.workers(), attempt);
    }
    return TcpRoute.open(settings.hostName(), settings.port(), attempt);
  }

  private void logIn(TransportImpl transport, ConnectionImpl next)
      throws IOException, HostReadException {
    if (!settings.offersKeys()) {
      throw new HostReadException(FailureKind.UNAUTHORIZED, LoginReport.unasked(settings.user()));
    }
    UserAuthImpl asked = new UserAuthImpl(transport);
    SshjServer server = new SshjServer(settings.user(), transport, next, asked);
    if (!new KeyLogin(settings, shared.opened(), report, attempt).isTakenBy(server)) {
      throw new HostReadException(
          FailureKind.UNAUTHORIZED,
          asked.hadPartialSuccess()
              ? LoginReport.partial(settings.user(), asked.getAllowedMethods())
              : report.refused(settings.user(), asked.getAllowedMethods()));
    }
  }

  /** Why it failed. */
  HostReadException failure(Throwable cause, Duration timeout) {
    return failures.of(cause, words(cause), timeout);
  }

  /** What only sshj's exceptions say. */
  private static ConnectFailures.Words words(Throwable cause) {
    Optional<String> farewell = Optional.empty();
    for (Throwable e = cause; e != null && farewell.isEmpty(); e = e.getCause()) {
      if (e instanceof SSHException told
          && told.getDisconnectReason() != DisconnectReason.UNKNOWN) {
        farewell = Optional.of(ConnectFailures.words(told));
      }
    }
    return new ConnectFailures.Words(
        ConnectFailures.find(cause, OpenFailException.class).map(ConnectFailures::words), farewell);
  }
}
