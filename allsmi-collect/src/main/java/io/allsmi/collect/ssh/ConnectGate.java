package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Lets in who wants to connect and to be read for the first time: so many at a time, for that is
 * when most of the work is done. At most 8 of them log in to the same server, which by default
 * drops a tenth that has not. Who comes first goes first, but for who has to wait for a server that
 * is busy with others; who failed last time goes after all others and gets at most half of the
 * places. Who takes long and is overtaken, as one that connects to a host that is down, leaves its
 * place to the next, up to eight times the number in all, but goes on counting for its server; so
 * do all when nobody gets on. So hosts that are down cost the others little, and a machine that is
 * busy takes on no more. Safe for use by several threads.
 */
final class ConnectGate implements AutoCloseable {
  /** Who is still connecting then waits for the other side and does no work. */
  static final Duration QUICK = Duration.ofSeconds(1);

  private final ConnectQueue queue;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private boolean closed;

  /** {@code hosts} says how many there are in all. */
  ConnectGate(int places, Duration quick, IntSupplier hosts) {
    queue = new ConnectQueue(places, quick, hosts, System.nanoTime());
  }

  /**
   * Waits for its turn; the pass is to be closed when the host has been read for the first time or
   * connecting has failed.
   *
   * @param server what has to be spared: the same text for the same server
   * @param isReturning whether the last try failed
   * @throws HostReadException when the gate is or gets closed
   */
  Pass enter(String server, boolean isReturning) throws InterruptedException, HostReadException {
    lock.lockInterruptibly();
    Pass pass = new Pass(server, isReturning);
    try {
      queue.enter(pass, System.nanoTime());
      callClockWatchers();
      while (!closed && !pass.isInside()) {
        long wait = pass.watchesClock ? queue.untilSlow(System.nanoTime()) : Long.MAX_VALUE;
        long unused = pass.turn.awaitNanos(wait);
        look();
      }
      for (long left = pass.left(); !closed && left > 0; left = pass.left()) {
        long unused = pass.turn.awaitNanos(left);
      }
      checkOpen();
    } catch (InterruptedException | HostReadException e) {
      pass.close();
      throw e;
    } finally {
      lock.unlock();
    }
    return pass;
  }

  /**
   * Waits; for who was sent away and comes again.
   *
   * @throws HostReadException when the gate is or gets closed
   */
  void pause(Duration time) throws InterruptedException, HostReadException {
    lock.lockInterruptibly();
    try {
      long left = time.toNanos();
      while (!closed && left > 0) {
        left = closing.awaitNanos(left);
      }
      checkOpen();
    } finally {
      lock.unlock();
    }
  }

  /** Sends everybody away; who is inside stays. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queue.all().forEach(ConnectQueue.Turn::called);
      closing.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a place. */
  int waiting() {
    lock.lock();
    try {
      return queue.waiting();
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() throws HostReadException {
    if (closed) {
      throw new HostReadException(FailureKind.UNREACHABLE, "closed while connecting");
    }
  }

  private void look() {
    queue.look(System.nanoTime());
    callClockWatchers();
  }

  /** Who stands in front looks after the clock. */
  private void callClockWatchers() {
    for (ConnectQueue.Turn next : queue.next()) {
      if (next instanceof Pass pass && !pass.watchesClock) {
        pass.watchesClock = true;
        pass.called();
      }
    }
  }

  /** The right to connect now. */
  final class Pass extends ConnectQueue.Turn implements AutoCloseable {
    private final Condition turn = lock.newCondition();
    private boolean watchesClock;

    private Pass(String server, boolean isReturning) {
      super(server, isReturning);
    }

    @Override
    void called() {
      turn.signal();
    }

    private long left() {
      return notBefore() - System.nanoTime();
    }

    /** Whether it holds a place. */
    boolean isHeld() {
      lock.lock();
      try {
        return isInside();
      } finally {
        lock.unlock();
      }
    }

    /** Its server need not be spared any more; it keeps its place. */
    void loggedIn() {
      lock.lock();
      try {
        queue.loggedIn(this, System.nanoTime());
        callClockWatchers();
      } finally {
        lock.unlock();
      }
    }

    /** Makes room for the next; closing twice is allowed. */
    @Override
    public void close() {
      lock.lock();
      try {
        queue.leave(this, System.nanoTime());
        callClockWatchers();
      } finally {
        lock.unlock();
      }
    }
  }
}
