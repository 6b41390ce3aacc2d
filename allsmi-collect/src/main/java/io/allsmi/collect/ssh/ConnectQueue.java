package io.allsmi.collect.ssh;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Who may connect next, see {@link ConnectGate}. Times are those of {@link System#nanoTime()}; not
 * safe for use by several threads.
 */
final class ConnectQueue {
  /** OpenSSH's {@code MaxStartups} is 10:30:100. */
  static final int PER_SERVER = 8;

  /** When nobody gets on for so much longer than a quick one takes, all wait for the other side. */
  private static final int STANDSTILL_FACTOR = 3;

  private static final int SLOW_FACTOR = 8;

  private final int places;
  private final int placesOfReturning;
  private final long quickNanos;
  private final IntSupplier hosts;
  private final Deque<Turn> firstTimers = new ArrayDeque<>();
  private final Deque<Turn> returning = new ArrayDeque<>();
  private final Map<String, Integer> insideByServer = new HashMap<>();
  private final Ramp ramp = new Ramp();
  private final Deque<Turn> quick = new ArrayDeque<>();
  private final int mostOvertakes;
  private long turns;
  private long gotOnAt;
  private int slow;
  private int returningInside;

  /**
   * Nobody waits yet.
   *
   * @param hosts says how many there are in all
   */
  ConnectQueue(int places, Duration quick, IntSupplier hosts, long now) {
    this.places = places;
    this.quickNanos = quick.toNanos();
    this.mostOvertakes = Math.max(1, places / 4);
    this.placesOfReturning = Math.max(1, places / 2);
    this.hosts = hosts;
    this.gotOnAt = now;
  }

  /** One who wants in, until it leaves. */
  abstract static class Turn {
    private final String server;
    private final boolean isReturning;
    private boolean isInside;
    private boolean isSlow;
    private boolean hasLoggedIn;
    private long notBefore;
    private long number;
    private int overtakes;

    Turn(String server, boolean isReturning) {
      this.server = server;
      this.isReturning = isReturning;
    }

    /** It has come: who wants in is let in. */
    abstract void called();

    final boolean isInside() {
      return isInside;
    }

    /** Whether it has left its place to another and is still inside. */
    final boolean isSlow() {
      return isInside && isSlow;
    }

    /** When it may begin. */
    final long notBefore() {
      return notBefore;
    }

    /** How many that came in later have left. */
    final int overtakes() {
      return overtakes;
    }
  }

  private Deque<Turn> queue(Turn turn) {
    return turn.isReturning ? returning : firstTimers;
  }

  /** From now on it waits, or it is called at once. */
  void enter(Turn turn, long now) {
    queue(turn).add(turn);
    look(now);
  }

  /** Its server need not be spared any more; it keeps its place. */
  void loggedIn(Turn turn, long now) {
    if (turn.isInside && !turn.hasLoggedIn) {
      spare(turn);
      gotOnAt = now;
      look(now);
    }
  }

  /** It does not want in any more, or goes. */
  void leave(Turn turn, long now) {
    if (turn.isInside) {
      turn.isInside = false;
      letOut(turn, now);
    } else {
      queue(turn).remove(turn);
    }
    look(now);
  }

  /** Calls those who may come in by now. */
  void look(long now) {
    dismissSlow(now);
    admit(firstTimers, now);
    admit(returning, now);
  }

  /** How many wait. */
  int waiting() {
    return firstTimers.size() + returning.size();
  }

  /** Those who wait and are next. */
  List<Turn> next() {
    List<Turn> next = new ArrayList<>(2);
    for (Deque<Turn> queue : List.of(firstTimers, returning)) {
      if (!queue.isEmpty()) {
        next.add(queue.peek());
      }
    }
    return next;
  }

  /** All who wait. */
  List<Turn> all() {
    List<Turn> all = new ArrayList<>(firstTimers);
    all.addAll(returning);
    return all;
  }

  private void dismissSlow(long now) {
    Iterator<Turn> all = quick.iterator();
    while (all.hasNext() && mayBeSlow()) {
      Turn turn = all.next();
      if (slowAt(turn) - now <= 0) {
        all.remove();
        turn.isSlow = true;
        returningInside -= turn.isReturning ? 1 : 0;
        slow++;
      }
    }
  }

  private boolean mayBeSlow() {
    return slow < (SLOW_FACTOR - 1) * places;
  }

  /** On a machine that is busy all take long: slow is who is overtaken, or all at a standstill. */
  private long slowAt(Turn turn) {
    long patient = turn.notBefore + quickNanos;
    if (turn.overtakes >= mostOvertakes) {
      return patient;
    }
    long standstill = gotOnAt + STANDSTILL_FACTOR * quickNanos;
    long own = turn.notBefore + STANDSTILL_FACTOR * quickNanos;
    return standstill - own > 0 ? standstill : own;
  }

  /** How long until one leaves its place because it takes long. */
  long untilSlow(long now) {
    long least = Long.MAX_VALUE;
    if (mayBeSlow()) {
      for (Turn turn : quick) {
        least = Math.min(least, slowAt(turn) - now);
      }
    }
    return least;
  }

  private void admit(Deque<Turn> queue, long now) {
    Iterator<Turn> all = queue.iterator();
    while (all.hasNext() && quick.size() < places) {
      Turn turn = all.next();
      boolean mayReturn = !turn.isReturning || returningInside < placesOfReturning;
      if (mayReturn && insideByServer.getOrDefault(turn.server, 0) < PER_SERVER) {
        all.remove();
        letIn(turn, now);
      }
    }
  }

  private void letIn(Turn turn, long now) {
    turn.isInside = true;
    turn.notBefore = ramp.next(now, hosts.getAsInt());
    turn.number = turns++;
    quick.add(turn);
    returningInside += turn.isReturning ? 1 : 0;
    insideByServer.merge(turn.server, 1, Integer::sum);
    turn.called();
  }

  private void letOut(Turn turn, long now) {
    gotOnAt = now;
    for (Turn other : quick) {
      other.overtakes += other.number < turn.number ? 1 : 0;
    }
    if (turn.isSlow) {
      slow--;
    } else {
      quick.remove(turn);
      returningInside -= turn.isReturning ? 1 : 0;
    }
    spare(turn);
  }

  private void spare(Turn turn) {
    if (!turn.hasLoggedIn) {
      turn.hasLoggedIn = true;
      insideByServer.computeIfPresent(turn.server, (server, n) -> n == 1 ? null : n - 1);
    }
  }
}
