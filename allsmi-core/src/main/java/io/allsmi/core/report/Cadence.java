package io.allsmi.core.report;

import java.time.Duration;
import java.util.Arrays;

/** How far apart frames are expected to be. */
final class Cadence {
  /** An interval beyond this is taken for this. */
  private static final long LONGEST_STATED = Duration.ofDays(1).toMillis();

  /** Where no interval is stated, frames further apart than this are never the rule. */
  private static final long LONGEST_SEEN = Duration.ofMinutes(5).toMillis();

  private static final int REMEMBERED = 9;

  private final long[] distances = new long[REMEMBERED];
  private int seen;

  /** Notes how far the next frame was from the one before it. */
  void note(long millis) {
    distances[seen++ % REMEMBERED] = millis;
    // Keeps counting within bounds: what matters is the place, and that all places are filled.
    seen = seen == 2 * REMEMBERED ? REMEMBERED : seen;
  }

  /** The interval that a frame states, else the median of the last distances; 0 when unknown. */
  long expected(Duration stated) {
    if (!stated.isNegative() && !stated.isZero()) {
      boolean tooLong = stated.compareTo(Duration.ofMillis(LONGEST_STATED)) > 0;
      return tooLong ? LONGEST_STATED : Math.max(1, stated.toMillis());
    }
    int count = Math.min(seen, REMEMBERED);
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(distances, count);
    Arrays.sort(sorted);
    return Math.min(LONGEST_SEEN, sorted[(count - 1) / 2]);
  }
}
