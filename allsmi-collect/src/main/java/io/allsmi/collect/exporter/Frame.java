package io.allsmi.collect.exporter;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.ExporterFacts;
import java.time.Duration;

/**
 * What one round of collecting gave, not changed any more.
 *
 * @param number counts the rounds; 0 is the frame before the first
 * @param host bounded as it is served
 * @param facts what the exporter says of itself, without an age
 * @param nanos when it was taken, on the clock of {@link System#nanoTime()}
 */
record Frame(long number, HostSnapshot host, ExporterFacts facts, long nanos) {
  /** Whether anything has been collected. */
  boolean isCollected() {
    return number > 0;
  }

  /** How old the readings are. */
  Duration age(long nowNanos) {
    return Duration.ofNanos(Math.max(0, nowNanos - nanos));
  }
}
