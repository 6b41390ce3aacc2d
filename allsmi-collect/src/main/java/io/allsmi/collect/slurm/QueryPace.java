package io.allsmi.collect.slurm;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When Slurm is asked again: an interval after the last answer and up to a fifth more; two, four,
 * then eight intervals after failures in a row; and never so often that answering takes more than a
 * twentieth of the time. Times are those of {@link System#nanoTime()}. For one thread at a time.
 */
final class QueryPace {
  private static final int MOST_DOUBLINGS = 3;
  private static final long SHARE = 20;
  private static final double JITTER = 0.2;
  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

  private final long intervalNanos;
  private final DoubleSupplier random;
  private boolean hasAsked;
  private long due;
  private int failures;

  /** {@code random} gives numbers of at least 0 and below 1. */
  QueryPace(Duration interval, DoubleSupplier random) {
    this.intervalNanos = interval.toNanos();
    this.random = random;
  }

  boolean isDue(long now) {
    return !hasAsked || now - due >= 0;
  }

  void answered(long begun, long ended) {
    failures = 0;
    next(SHARE * (ended - begun), ended);
  }

  void failed(long ended) {
    failures = Math.min(failures + 1, MOST_DOUBLINGS);
    next(0, ended);
  }

  private void next(long atLeast, long ended) {
    long wait = Math.max(intervalNanos << failures, atLeast);
    long atMost = Math.max(intervalNanos, LONGEST_NANOS);
    hasAsked = true;
    due = ended + (long) (Math.min(wait, atMost) * (1 + JITTER * random.getAsDouble()));
  }
}
