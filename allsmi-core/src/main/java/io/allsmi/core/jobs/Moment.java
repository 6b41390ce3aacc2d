package io.allsmi.core.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * Instants as milliseconds that can be subtracted: those beyond year 1 to 9999 stay at its ends.
 */
final class Moment {
  /** Before every moment. */
  static final long NEVER = Long.MIN_VALUE / 4;

  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;

  private Moment() {}

  static long millis(Instant at) {
    long second = at.getEpochSecond();
    if (second < FIRST_SECOND) {
      return FIRST_SECOND * 1000;
    }
    return second > LAST_SECOND ? LAST_SECOND * 1000 : at.toEpochMilli();
  }

  /** A duration in milliseconds, at least 0 and at most the longest one. */
  static long millis(Duration length, Duration longest) {
    if (length.isNegative()) {
      return 0;
    }
    return length.compareTo(longest) > 0 ? longest.toMillis() : length.toMillis();
  }
}
