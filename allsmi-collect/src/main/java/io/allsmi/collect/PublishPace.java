package io.allsmi.collect;

import java.time.Duration;

/**
 * How soon a change is published: at once when no answer is expected soon, but not in quick
 * succession; otherwise within a second, so a host that hangs cannot hold back the others. Times
 * are those of {@link System#nanoTime()}.
 */
final class PublishPace {
  private static final long LATEST_NANOS = 1_000_000_000;
  private static final long SHORTEST_GAP_NANOS = 250_000_000;

  private boolean pending;
  private long pendingSince;
  private boolean hasPublished;
  private long publishedAt;
  private boolean wakeSet;
  private long wakeAt;

  void changed(long now) {
    if (!pending) {
      pending = true;
      pendingSince = now;
    }
  }

  boolean isPending() {
    return pending;
  }

  /** How long the change has to wait yet; not positive when it is to be published now. */
  long waitNanos(long now, boolean quiet, Duration interval) {
    long atLatest = LATEST_NANOS - (now - pendingSince);
    if (!quiet) {
      return atLatest;
    }
    long gap = Math.min(SHORTEST_GAP_NANOS, interval.toNanos() / 4);
    return hasPublished ? Math.min(atLatest, gap - (now - publishedAt)) : 0;
  }

  void published(long now) {
    pending = false;
    hasPublished = true;
    publishedAt = now;
  }

  /** Whether a timer is needed to look again at that time; false when an earlier one is set. */
  boolean wakeAt(long at) {
    if (wakeSet && wakeAt - at <= 0) {
      return false;
    }
    wakeSet = true;
    wakeAt = at;
    return true;
  }

  void woke() {
    wakeSet = false;
  }
}
