package io.allsmi.collect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Decides who is asked next. Hosts that failed last time queue in a small lane of their own, and a
 * request that turns out slow gives its place to the next one, so hosts that hang cost the others
 * nothing. All requests together are bounded. Belongs to the poller's own thread.
 */
final class Lanes {
  private static final int SLOW_FACTOR = 4;
  private static final int RECOVERING_SHARE = 8;

  private final int concurrency;
  private final Lane healthy;
  private final Lane recovering;

  Lanes(int concurrency) {
    this.concurrency = concurrency;
    this.healthy = new Lane(concurrency, (SLOW_FACTOR - 1) * concurrency);
    this.recovering = new Lane(Math.max(1, concurrency / RECOVERING_SHARE), concurrency);
  }

  /** Requests that may be under way at most. */
  int bound() {
    return SLOW_FACTOR * concurrency;
  }

  void add(HostEntry entry) {
    lane(entry.isFailing()).waiting.add(entry);
  }

  void remove(HostEntry entry) {
    healthy.waiting.remove(entry);
    recovering.waiting.remove(entry);
  }

  /** Takes the host that may be asked now; empty when none is waiting or there is no room. */
  Optional<HostEntry> next() {
    if (healthy.hasRoom()) {
      return Optional.of(healthy.waiting.remove());
    }
    return recovering.hasRoom() ? Optional.of(recovering.waiting.remove()) : Optional.empty();
  }

  void started(Attempt attempt) {
    lane(attempt.recovering).quick++;
  }

  void becameSlow(Attempt attempt) {
    attempt.slow = true;
    Lane lane = lane(attempt.recovering);
    lane.quick--;
    lane.slow++;
  }

  void ended(Attempt attempt) {
    Lane lane = lane(attempt.recovering);
    if (attempt.slow) {
      lane.slow--;
    } else {
      lane.quick--;
    }
  }

  /** Whether nobody waits and no answer is expected soon. */
  boolean isQuiet() {
    return healthy.isQuiet() && recovering.isQuiet();
  }

  private Lane lane(boolean isRecovering) {
    return isRecovering ? recovering : healthy;
  }

  private static final class Lane {
    final Deque<HostEntry> waiting = new ArrayDeque<>();
    final int quickBound;
    final int bound;
    int quick;
    int slow;

    Lane(int quickBound, int bound) {
      this.quickBound = quickBound;
      this.bound = bound;
    }

    boolean hasRoom() {
      return !waiting.isEmpty() && quick < quickBound && quick + slow < bound;
    }

    boolean isQuiet() {
      return quick == 0 && waiting.isEmpty();
    }
  }
}
