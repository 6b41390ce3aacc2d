package io.allsmi.collect.ssh;

import java.time.Duration;

/**
 * Spaces the beginnings of many connections, so that a network or a server that all of them share
 * does not see them at the same moment. Times are those of {@link System#nanoTime()}; not safe for
 * use by several threads.
 */
final class Ramp {
  /** From how many hosts on beginnings are spaced. */
  static final int CROWD = 51;

  static final long GAP_NANOS = Duration.ofMillis(5).toNanos();

  private boolean hasBegun;
  private long last;

  /** When a connection that could begin now is to begin; the next one gets a later time. */
  long next(long now, int hosts) {
    boolean mustWait = hasBegun && hosts >= CROWD && last + GAP_NANOS - now > 0;
    last = mustWait ? last + GAP_NANOS : now;
    hasBegun = true;
    return last;
  }
}
