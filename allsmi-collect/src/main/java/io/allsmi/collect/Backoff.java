package io.allsmi.collect;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a failing host is left alone. */
final class Backoff {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final double JITTER = 0.1;
  private static final int MAX_DOUBLINGS = 16;

  private Backoff() {}

  /**
   * One interval after the first failure, then 2, 4, 8 …, at most 30 s or the interval if that is
   * longer; give or take a tenth, so that hosts that failed together do not come back together.
   */
  static Duration after(int failedAttempts, Duration interval) {
    double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofNanos((long) (base(failedAttempts, interval).toNanos() * jitter));
  }

  static Duration base(int failedAttempts, Duration interval) {
    int doublings = Math.min(Math.max(0, failedAttempts - 1), MAX_DOUBLINGS);
    Duration wait = interval.multipliedBy(1L << doublings);
    Duration longest = interval.compareTo(LONGEST) > 0 ? interval : LONGEST;
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
