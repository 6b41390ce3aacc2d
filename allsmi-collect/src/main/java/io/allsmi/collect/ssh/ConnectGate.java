package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Lets in who wants to connect and to be read for the first time: so many at a time, for that is
 * when most of the work is done. At most 8 of them log in to the same server, which by default
 * drops a tenth that has not. Who comes first goes first, but for who has to wait for a server that
 * is busy with others; who failed last time goes after all others and gets at most half of the
 * places. Who takes long and is overtaken, as one that connects to a host that is down, leaves its
 * place to the next, up to four times the number in all, but goes on counting for its server; so do
 * all when nobody gets on. So hosts that are down cost the others little, and a machine that is
 * busy takes on no more. Safe for use by several threads.
 */
final class ConnectGate implements AutoCloseable {
  /** OpenSSH's {@code MaxStartups} is 10:30:100. */
  static final int PER_SERVER = 8;

  /** Who is still connecting then waits for the other side and does no work. */
  static final Duration QUICK = Duration.ofSeconds(1);

  /** When nobody gets on for so much longer than that, all wait for the other side. */
  private static final int STANDSTILL_FACTOR = 3;

  private static final int SLOW_FACTOR = 4;

  private final int places;
  private final int placesOfReturning;
  private final long quickNanos;
  private final IntSupplier hosts;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private final Deque<Pass> firstTimers = new ArrayDeque<>();
  private final Deque<Pass> returning = new ArrayDeque<>();
  private final Map<String, Integer> insideByServer = new HashMap<>();
  private final Ramp ramp = new Ramp();
  private final Deque<Pass> quick = new ArrayDeque<>();
  private final int mostOvertakes;
  private long passes;
  private long gotOnAt = System.nanoTime();
  private int slow;
  private int returningInside;
  private boolean closed;

  /** {@code hosts} says how many there are in all. */
  ConnectGate(int places, Duration quick, IntSupplier hosts) {
    this.places = places;
    this.quickNanos = quick.toNanos();
    this.mostOvertakes = Math.max(1, places / 4);
    this.placesOfReturning = Math.max(1, places / 2);
    this.hosts = hosts;
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
      queue(pass).add(pass);
      admit();
      while (!closed && !pass.isInside) {
        long unused = pass.turn.awaitNanos(pass.watchesClock ? untilSlow() : Long.MAX_VALUE);
        admit();
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
      firstTimers.forEach(pass -> pass.turn.signal());
      returning.forEach(pass -> pass.turn.signal());
      closing.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a place. */
  int waiting() {
    lock.lock();
    try {
      return firstTimers.size() + returning.size();
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() throws HostReadException {
    if (closed) {
      throw new HostReadException(FailureKind.UNREACHABLE, "closed while connecting");
    }
  }

  private Deque<Pass> queue(Pass pass) {
    return pass.isReturning ? returning : firstTimers;
  }

  private void admit() {
    dismissSlow();
    admit(firstTimers);
    admit(returning);
    // Who stands in front now looks after the clock.
    signalFirst(firstTimers);
    signalFirst(returning);
  }

  private void dismissSlow() {
    long now = System.nanoTime();
    Iterator<Pass> all = quick.iterator();
    while (all.hasNext() && mayBeSlow()) {
      Pass pass = all.next();
      if (slowAt(pass) - now <= 0) {
        all.remove();
        pass.isSlow = true;
        returningInside -= pass.isReturning ? 1 : 0;
        slow++;
      }
    }
  }

  private boolean mayBeSlow() {
    return slow < (SLOW_FACTOR - 1) * places;
  }

  /** On a machine that is busy all take long: slow is who is overtaken, or all at a standstill. */
  private long slowAt(Pass pass) {
    long patient = pass.notBefore + quickNanos;
    if (pass.overtakes >= mostOvertakes) {
      return patient;
    }
    long standstill = gotOnAt + STANDSTILL_FACTOR * quickNanos;
    long own = pass.notBefore + STANDSTILL_FACTOR * quickNanos;
    return standstill - own > 0 ? standstill : own;
  }

  /** How long until one leaves its place because it takes long. */
  private long untilSlow() {
    long least = Long.MAX_VALUE;
    if (mayBeSlow()) {
      long now = System.nanoTime();
      for (Pass pass : quick) {
        least = Math.min(least, slowAt(pass) - now);
      }
    }
    return least;
  }

  private static void signalFirst(Deque<Pass> queue) {
    Pass first = queue.peek();
    if (first != null && !first.watchesClock) {
      first.watchesClock = true;
      first.turn.signal();
    }
  }

  private void admit(Deque<Pass> queue) {
    Iterator<Pass> all = queue.iterator();
    while (all.hasNext() && quick.size() < places) {
      Pass pass = all.next();
      boolean mayReturn = !pass.isReturning || returningInside < placesOfReturning;
      if (mayReturn && insideByServer.getOrDefault(pass.server, 0) < PER_SERVER) {
        all.remove();
        letIn(pass);
      }
    }
  }

  private void letIn(Pass pass) {
    pass.isInside = true;
    pass.notBefore = ramp.next(System.nanoTime(), hosts.getAsInt());
    pass.number = passes++;
    quick.add(pass);
    returningInside += pass.isReturning ? 1 : 0;
    insideByServer.merge(pass.server, 1, Integer::sum);
    pass.turn.signal();
  }

  private void letOut(Pass pass) {
    gotOnAt = System.nanoTime();
    for (Pass other : quick) {
      other.overtakes += other.number < pass.number ? 1 : 0;
    }
    if (pass.isSlow) {
      slow--;
    } else {
      quick.remove(pass);
      returningInside -= pass.isReturning ? 1 : 0;
    }
    spare(pass);
  }

  private void spare(Pass pass) {
    if (!pass.hasLoggedIn) {
      pass.hasLoggedIn = true;
      insideByServer.computeIfPresent(pass.server, (server, n) -> n == 1 ? null : n - 1);
    }
  }

  private void loggedIn(Pass pass) {
    if (pass.isInside && !pass.hasLoggedIn) {
      spare(pass);
      gotOnAt = System.nanoTime();
      admit();
    }
  }

  /** The right to connect now. */
  final class Pass implements AutoCloseable {
    private final String server;
    private final boolean isReturning;
    private final Condition turn = lock.newCondition();
    private boolean isInside;
    private boolean isSlow;
    private boolean hasLoggedIn;
    private boolean watchesClock;
    private long notBefore;
    private long number;
    private int overtakes;

    private Pass(String server, boolean isReturning) {
      this.server = server;
      this.isReturning = isReturning;
    }

    /** By {@link System#nanoTime()}. */
    long notBefore() {
      return notBefore;
    }

    /** How many that came in later have left. */
    int overtakes() {
      return overtakes;
    }

    private long left() {
      return notBefore - System.nanoTime();
    }

    /** Whether it holds a place. */
    boolean isHeld() {
      lock.lock();
      try {
        return isInside;
      } finally {
        lock.unlock();
      }
    }

    /** Its server need not be spared any more; it keeps its place. */
    void loggedIn() {
      lock.lock();
      try {
        ConnectGate.this.loggedIn(this);
      } finally {
        lock.unlock();
      }
    }

    /** Makes room for the next; closing twice is allowed. */
    @Override
    public void close() {
      lock.lock();
      try {
        if (isInside) {
          isInside = false;
          letOut(this);
        } else {
          queue(this).remove(this);
        }
        admit();
      } finally {
        lock.unlock();
      }
    }
  }
}
