package io.allsmi.collect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Decides who is asked next. Hosts that failed last time queue in a small lane of their own, and a
 * request that turns out slow gives its place to the next one, so hosts that hang cost the others
 * nothing. Hosts that have to be connected first take no place of those that can answer. All
 * requests together are bounded. Belongs to the poller's own thread.
 */
final class Lanes {
  private static final int SLOW_FACTOR = 4;
  private static final int RECOVERING_SHARE = 8;
  private static final int MOST_CONNECTING = 1024;

  private final int concurrency;
  private final Lane healthy;
  private final Lane recovering;
  private final Lane connecting;

  Lanes(int concurrency) {
    this.concurrency = concurrency;
    this.healthy = new Lane(concurrency, (SLOW_FACTOR - 1) * concurrency);
    this.recovering = new Lane(Math.max(1, concurrency / RECOVERING_SHARE), concurrency);
    this.connecting = new Lane(MOST_CONNECTING, MOST_CONNECTING);
  }

  /** Requests that may be under way at most, beside those that are to connect first. */
  int bound() {
    return SLOW_FACTOR * concurrency;
  }

  void add(HostEntry entry) {
    entry.connecting = !entry.reader.isReady();
    Lane lane = entry.connecting ? connecting : lane(entry.isFailing());
    lane.waiting.add(entry);
  }

  void remove(HostEntry entry) {
    connecting.waiting.remove(entry);
    healthy.waiting.remove(entry);
    recovering.waiting.remove(entry);
  }

  /** Takes the host that may be asked now; empty when none is waiting or there is no room. */
  Optional<HostEntry> next() {
    if (healthy.hasRoom()) {
      return Optional.of(healthy.waiting.remove());
    }
    if (recovering.hasRoom()) {
      return Optional.of(recovering.waiting.remove());
    }
    return connecting.hasRoom() ? Optional.of(connecting.waiting.remove()) : Optional.empty();
  }

  void started(Attempt attempt) {
    if (attempt.connecting) {
      attempt.slow = true;
      connecting.slow++;
    } else {
      lane(attempt).quick++;
    }
  }

  void becameSlow(Attempt attempt) {
    if (!attempt.slow) {
      attempt.slow = true;
      Lane lane = lane(attempt);
      lane.quick--;
      lane.slow++;
    }
  }

  void ended(Attempt attempt) {
    Lane lane = lane(attempt);
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

  private Lane lane(Attempt attempt) {
    return attempt.connecting ? connecting : lane(attempt.recovering);
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
