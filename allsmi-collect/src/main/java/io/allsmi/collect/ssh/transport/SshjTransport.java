package io.allsmi.collect.ssh.transport;

import com.hierynomus.sshj.userauth.keyprovider.bcrypt.BCrypt;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.Failures;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.core.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connections by sshj. What is read from outside before a host is trusted, the exchange of keys and
 * every signature are ours and need no more than the JDK has: Bouncy Castle is not there.
 *
 * <p>Nothing in here waits by a clock of sshj, whose timed waits tell of a time-out that did not
 * happen when keys are exchanged anew: it waits until it is answered, or until the deadline of
 * whoever waits ends the connection.
 *
 * @since 0.30
 */
public final class SshjTransport implements SshTransport {
  private final SshjShared shared;
  private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  /**
   * Opens nothing yet.
   *
   * @param environment where {@code SSH_ASKPASS} and what belongs to it are looked up
   */
  public SshjTransport(Map<String, String> environment) {
    ExecutorService workers = ConnectThreads.workers();
    shared =
        new SshjShared(
            new SshjAlgorithms(),
            workers,
            ConnectThreads.clock(),
            ConcurrentHashMap.newKeySet(),
            new OpenedKeys(
                Askpass.of(environment), SshjTransport::derive, workers, System::nanoTime));
  }

  private static void derive(byte[] passphrase, byte[] salt, int rounds, byte[] key) {
    new BCrypt().pbkdf(passphrase, salt, rounds, key);
  }

  @Override
  public SshConnection connect(
      SshSettings settings, HostKeyCheck trust, Optional<SshConnection> via, Duration timeout)
      throws HostReadException, InterruptedException {
    Attempt attempt = new Attempt(timeout);
    attempts.add(attempt);
    SshjLogin login = new SshjLogin(settings, trust, attempt, shared);
    try {
      if (isClosed) {
        throw new IllegalStateException("connect: expected an open transport, got a closed one");
      }
      Future<SshjConnection> future = shared.workers().submit(() -> login.run(via));
      try {
        SshjConnection connected = future.get(attempt.left().toNanos(), TimeUnit.NANOSECONDS);
        attempt.keep();
        return connected;
      } finally {
        future.cancel(true);
      }
    } catch (TimeoutException e) {
      throw new HostReadException(
          FailureKind.TIMEOUT,
          "no answer within " + Failures.seconds(timeout) + " (" + attempt.step() + ")");
    } catch (ExecutionException e) {
      throw login.failure(ConnectFailures.cause(e), timeout);
    } finally {
      attempts.remove(attempt);
      attempt.abandon();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    attempts.forEach(Attempt::abandon);
    shared.open().forEach(SshjConnection::close);
    shared.opened().close();
    shared.workers().shutdownNow();
    shared.clock().shutdownNow();
  }
}
