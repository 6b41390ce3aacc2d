package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.KeptReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads one host over a connection that is kept: the first read connects, and so does the first one
 * after the connection broke off.
 */
final class SshHostReader extends KeptReader<SshSession> {
  /** A read ends itself: the poller only makes sure. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * Waiting for a turn may take long where many hosts hang, and a connection has a time-out of its
   * own.
   */
  private static final Duration CONNECT_BACKSTOP = Duration.ofMinutes(15);

  private final SshHost host;
  private final SshConnector connector;
  private final boolean keepsConnections;
  private final Consumer<SshHostReader> whenClosed;

  /** Of the thread that reads. */
  private boolean hasFailed;

  SshHostReader(
      SshHost host,
      SshConnector connector,
      boolean keepsConnections,
      Consumer<SshHostReader> whenClosed) {
    this.host = host;
    this.connector = connector;
    this.keepsConnections = keepsConnections;
    this.whenClosed = whenClosed;
  }

  @Override
  public boolean isReady() {
    return current().filter(SshSession::isOpen).isPresent();
  }

  @Override
  public Optional<Duration> ownDeadline() {
    return Optional.of(isReady() ? SshSession.READ_TIME.plus(GRACE) : CONNECT_BACKSTOP);
  }

  @Override
  protected void end(SshSession session) {
    session.close();
  }

  @Override
  protected void closed() {
    whenClosed.accept(this);
  }

  @Override
  protected HostSnapshot readOnce() throws HostReadException, InterruptedException {
    boolean keepsConnection = false;
    try {
      HostSnapshot read = noted(connected().read());
      hasFailed = false;
      keepsConnection = keepsConnections;
      return read;
    } catch (HostReadException e) {
      keepsConnection = e.kind() != FailureKind.UNREACHABLE && isReady();
      throw noted(e);
    } catch (IllegalStateException e) {
      if (isClosed()) {
        throw cutOff(); // what is closed in another thread may say so
      }
      throw e;
    } finally {
      if (!keepsConnection) {
        leave();
      }
    }
  }

  /** The connection as it is, or a new one. */
  private SshSession connected() throws HostReadException, InterruptedException {
    Optional<SshSession> known = current().filter(SshSession::isOpen);
    if (known.isPresent()) {
      return known.get();
    }
    leave();
    boolean isReturning = hasFailed;
    hasFailed = true;
    return keep(connector.connect(host, isReturning));
  }

  /** What the configuration asks for and does not get is said with every answer. */
  private HostSnapshot noted(HostSnapshot snapshot) {
    List<String> unsupported = host.settings().unsupported();
    if (unsupported.isEmpty()) {
      return snapshot;
    }
    List<Issue> issues = new ArrayList<>(snapshot.issues());
    unsupported.forEach(what -> issues.add(new Issue(0, "ssh_config: " + what)));
    return snapshot.toBuilder().issues(issues).build();
  }

  private HostReadException noted(HostReadException why) {
    List<String> unsupported = host.settings().unsupported();
    return unsupported.isEmpty()
        ? why
        : new HostReadException(
            why.kind(), why.text() + " (ssh_config: " + String.join("; ", unsupported) + ")");
  }
}
