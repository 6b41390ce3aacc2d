package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.transport.SshConnection;
import io.allsmi.collect.ssh.transport.SshTransport;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Connects to one server: waits for its turn, and comes again where the server had too many at the
 * door. Safe for use by several threads.
 */
final class Dialer {
  static final int MOST_TRIES = 6;

  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  private final SshTransport transport;
  private final Function<SshSettings, HostKeyCheck> trust;
  private final Predicate<HostReadException> isSentAway;
  private final ConnectGate gate;
  private final SshOptions options;
  private final IntFunction<Duration> pauses;

  /**
   * {@code isSentAway} knows the failure of a server that hung up before the login because it had
   * enough to do; {@code pauses} says how long to wait after so many of them.
   */
  Dialer(
      SshTransport transport,
      Function<SshSettings, HostKeyCheck> trust,
      Predicate<HostReadException> isSentAway,
      ConnectGate gate,
      SshOptions options,
      IntFunction<Duration> pauses) {
    this.transport = transport;
    this.trust = trust;
    this.isSentAway = isSentAway;
    this.gate = gate;
    this.options = options;
    this.pauses = pauses;
  }

  /** 0.2 s, then twice as long each time, give or take a half. */
  static Duration pause(int tries) {
    double share = 0.5 + ThreadLocalRandom.current().nextDouble();
    return Duration.ofNanos((long) (share * (FIRST_PAUSE_NANOS << (tries - 1))));
  }

  private Duration timeout(SshSettings settings) {
    return options.connectTimeout().or(settings::connectTimeout).orElse(SshOptions.CONNECT_TIMEOUT);
  }

  /** A connection, and the place at the gate that is kept until the host has been read. */
  record Dialed(SshConnection connection, ConnectGate.Pass place) {}

  /**
   * Connects and logs in. The host's time runs while it is connected to and between two tries, not
   * while it waits for its turn.
   *
   * @param server the server that has to be spared, as the gate knows it
   * @param isReturning whether the last try failed
   */
  Dialed dial(SshSettings settings, Optional<SshConnection> via, String server, boolean isReturning)
      throws HostReadException, InterruptedException {
    Duration left = timeout(settings);
    HostKeyCheck check = trust.apply(settings);
    for (int tries = 1; ; tries++) {
      HostReadException why;
      ConnectGate.Pass pass = gate.enter(server, isReturning);
      long begun = System.nanoTime();
      boolean isConnected = false;
      try {
        Dialed dialed = new Dialed(transport.connect(settings, check, via, left), pass);
        isConnected = true;
        pass.loggedIn();
        return dialed;
      } catch (HostReadException e) {
        if (tries == MOST_TRIES || !isSentAway.test(e)) {
          throw e;
        }
        why = e;
      } finally {
        if (!isConnected) {
          pass.close();
        }
      }
      Duration wait = pauses.apply(tries);
      left = left.minusNanos(System.nanoTime() - begun).minus(wait);
      if (left.isZero() || left.isNegative()) {
        throw why;
      }
      gate.pause(wait);
    }
  }
}
