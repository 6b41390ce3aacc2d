package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.transport.SshConnection;
import io.allsmi.core.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections to jump hosts: one for all hosts behind it, opened by the first that needs it and
 * closed with the last; one that broke is opened again. Safe for use by several threads.
 */
final class JumpHosts implements AutoCloseable {
  private final Dialer dialer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<List<SshSettings>, Jump> jumps = new HashMap<>();
  private boolean closed;

  JumpHosts(Dialer dialer) {
    this.dialer = dialer;
  }

  /** The use of a connection; closing gives it back. */
  final class Lease implements AutoCloseable {
    private final Jump jump;
    private final SshConnection connection;
    private boolean isBack;

    private Lease(Jump jump, SshConnection connection) {
      this.jump = jump;
      this.connection = connection;
    }

    SshConnection connection() {
      return connection;
    }

    /** Closing twice is allowed. */
    @Override
    public void close() {
      lock.lock();
      try {
        if (isBack) {
          return;
        }
        isBack = true;
      } finally {
        lock.unlock();
      }
      giveBack(jump);
    }
  }

  /** A jump host that is reached over those before it. Its fields belong to the lock. */
  private static final class Jump {
    final List<SshSettings> way;
    int users;
    boolean isOpening;
    int failures;
    @Nullable HostReadException lastFailure;
    @Nullable Held held;

    Jump(List<SshSettings> way) {
      this.way = way;
    }

    Optional<Held> taken() {
      Optional<Held> taken = Optional.ofNullable(held);
      held = null;
      return taken;
    }
  }

  /** A connection and what it goes through. */
  private record Held(SshConnection connection, Optional<Lease> via) {
    void close() {
      connection.close();
      via.ifPresent(Lease::close);
    }
  }

  /**
   * The connection to the last of these hosts through those before it; waits while another thread
   * opens it.
   *
   * @param way nearest first, not empty
   * @param isReturning whether the last try of the host behind failed
   * @throws HostReadException when it cannot be opened; the message names the jump host
   */
  Lease lease(List<SshSettings> way, boolean isReturning)
      throws HostReadException, InterruptedException {
    Jump jump = use(way);
    boolean isLeased = false;
    try {
      Lease lease = new Lease(jump, connection(jump, isReturning));
      isLeased = true;
      return lease;
    } finally {
      if (!isLeased) {
        giveBack(jump);
      }
    }
  }

  private Jump use(List<SshSettings> way) throws HostReadException {
    lock.lock();
    try {
      checkOpen();
      Jump jump = jumps.computeIfAbsent(way, Jump::new);
      jump.users++;
      return jump;
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Jump jump) {
    Optional<Held> unused = Optional.empty();
    lock.lock();
    try {
      jump.users--;
      if (jump.users == 0) {
        jumps.remove(jump.way, jump);
        unused = jump.taken();
      }
    } finally {
      lock.unlock();
    }
    unused.ifPresent(Held::close);
  }

  private SshConnection connection(Jump jump, boolean isReturning)
      throws HostReadException, InterruptedException {
    Optional<Held> broken;
    lock.lockInterruptibly();
    try {
      Optional<SshConnection> open = awaitOpen(jump);
      if (open.isPresent()) {
        return open.get();
      }
      jump.isOpening = true;
      broken = jump.taken();
    } finally {
      lock.unlock();
    }
    return reopened(jump, broken, isReturning);
  }

  /** The open connection; empty when the caller is the one who opens it. */
  private Optional<SshConnection> awaitOpen(Jump jump)
      throws HostReadException, InterruptedException {
    int failures = jump.failures;
    while (true) {
      checkOpen();
      Held held = jump.held;
      if (held != null && held.connection.isOpen()) {
        return Optional.of(held.connection);
      }
      HostReadException why = jump.lastFailure;
      if (why != null && jump.failures != failures) {
        throw why; // of the try that this one waited for
      }
      if (!jump.isOpening) {
        return Optional.empty();
      }
      changed.await();
    }
  }

  private SshConnection reopened(Jump jump, Optional<Held> broken, boolean isReturning)
      throws HostReadException, InterruptedException {
    Optional<Held> fresh = Optional.empty();
    Optional<HostReadException> failure = Optional.empty();
    try {
      broken.ifPresent(Held::close);
      Held opened = open(jump.way, isReturning);
      fresh = Optional.of(opened);
      return opened.connection;
    } catch (HostReadException e) {
      failure = Optional.of(e);
      throw e;
    } finally {
      opened(jump, fresh, failure);
    }
  }

  private void opened(Jump jump, Optional<Held> fresh, Optional<HostReadException> failure) {
    lock.lock();
    try {
      jump.isOpening = false;
      jump.held = fresh.orElse(null);
      if (failure.isPresent()) {
        jump.failures++;
        jump.lastFailure = failure.get();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Held open(List<SshSettings> way, boolean isReturning)
      throws HostReadException, InterruptedException {
    int last = way.size() - 1;
    Optional<Lease> before =
        last == 0
            ? Optional.empty()
            : Optional.of(lease(List.copyOf(way.subList(0, last)), isReturning));
    SshSettings jump = way.get(last);
    boolean isOpen = false;
    try {
      String server = JumpChain.spared(way.subList(0, last), jump);
      Dialer.Dialed dialed = dialer.dial(jump, before.map(Lease::connection), server, isReturning);
      dialed.place().close();
      isOpen = true;
      return new Held(dialed.connection(), before);
    } catch (HostReadException e) {
      throw new HostReadException(e.kind(), "jump host " + jump.alias() + ": " + e.text());
    } finally {
      if (!isOpen) {
        before.ifPresent(Lease::close);
      }
    }
  }

  private void checkOpen() throws HostReadException {
    if (closed) {
      throw new HostReadException(FailureKind.UNREACHABLE, "closed while connecting");
    }
  }

  /** How many jump hosts are in use. */
  int inUse() {
    lock.lock();
    try {
      return jumps.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every connection, those being opened with their last user; closing twice is allowed. */
  @Override
  public void close() {
    List<Held> all = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      jumps.values().forEach(jump -> jump.taken().ifPresent(all::add));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(held -> held.connection.close());
  }
}
