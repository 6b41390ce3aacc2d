package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one host over a connection that is kept: the first read connects, and so does the first one
 * after the connection broke off.
 */
final class SshHostReader implements HostReader {
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
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SshSession session;
  private @Nullable OneRead running;
  private boolean hasFailed;
  private boolean closed;

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
    lock.lock();
    try {
      SshSession known = session;
      return known != null && known.isOpen();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Duration> ownDeadline() {
    return Optional.of(isReady() ? SshSession.READ_TIME.plus(GRACE) : CONNECT_BACKSTOP);
  }

  /** The poller's times are made for hosts that are asked anew each time: they do not apply. */
  @Override
  public Read read(Duration connectTimeout, Duration deadline) {
    return new OneRead();
  }

  /** Ends the read under way and the connection. */
  @Override
  public void close() {
    Optional<SshSession> open;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      interruptRead();
      open = taken();
    } finally {
      lock.unlock();
    }
    open.ifPresent(SshSession::close);
    whenClosed.accept(this);
  }

  private void interruptRead() {
    OneRead read = running;
    if (read != null) {
      read.thread.interrupt();
    }
  }

  private Optional<SshSession> taken() {
    Optional<SshSession> taken = Optional.ofNullable(session);
    session = null;
    return taken;
  }

  private void disconnect() {
    Optional<SshSession> open;
    lock.lock();
    try {
      open = taken();
    } finally {
      lock.unlock();
    }
    open.ifPresent(SshSession::close);
  }

  /** The connection as it is, or a new one. */
  private SshSession connected() throws HostReadException, InterruptedException {
    if (isReady()) {
      lock.lock();
      try {
        SshSession known = session;
        if (known != null) {
          return known;
        }
      } finally {
        lock.unlock();
      }
    }
    disconnect();
    boolean isReturning = hasFailed;
    hasFailed = true;
    return kept(connector.connect(host, isReturning));
  }

  private SshSession kept(SshSession fresh) throws HostReadException {
    lock.lock();
    try {
      OneRead read = running;
      if (!closed && read != null && !read.isCut) {
        session = fresh;
        return fresh;
      }
    } finally {
      lock.unlock();
    }
    fresh.close();
    throw cutOff();
  }

  private IllegalStateException whenOpen(IllegalStateException fault) throws HostReadException {
    lock.lock();
    try {
      if (closed) {
        throw cutOff();
      }
      return fault;
    } finally {
      lock.unlock();
    }
  }

  private static HostReadException cutOff() {
    return new HostReadException(FailureKind.UNREACHABLE, "cut off");
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

  /** One read; its fields belong to the lock. */
  private final class OneRead implements Read {
    private Thread thread = Thread.currentThread();
    private boolean isCut;

    @Override
    public HostSnapshot run() throws HostReadException {
      begin();
      boolean keepsConnection = false;
      try {
        HostSnapshot read = noted(connected().read());
        hasFailed = false;
        keepsConnection = keepsConnections;
        return read;
      } catch (HostReadException e) {
        keepsConnection = e.kind() != FailureKind.UNREACHABLE && isReady();
        throw noted(e);
      } catch (InterruptedException e) {
        throw cutOff();
      } catch (IllegalStateException e) {
        throw whenOpen(e); // what is closed in another thread may say so
      } finally {
        if (!keepsConnection) {
          disconnect();
        }
        end();
      }
    }

    private void begin() throws HostReadException {
      lock.lock();
      try {
        if (closed || isCut) {
          throw cutOff();
        }
        thread = Thread.currentThread();
        running = this;
      } finally {
        lock.unlock();
      }
    }

    /** Whoever interrupts holds the lock, so no interrupt reaches what the thread does next. */
    private void end() {
      lock.lock();
      try {
        running = null;
        boolean unused = Thread.interrupted();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void cut() {
      Optional<SshSession> open;
      lock.lock();
      try {
        isCut = true;
        if (running != this) {
          return;
        }
        interruptRead();
        open = taken();
      } finally {
        lock.unlock();
      }
      open.ifPresent(SshSession::close);
    }
  }
}
