package io.allsmi.benchmarks;

import java.util.concurrent.TimeUnit;

/**
 * How long to measure.
 *
 * @param rounds how often each work has its turn
 * @param warmUpNanos how long each work runs before it is measured
 * @param batchNanos how long each turn is
 * @param processRounds how often a process is started
 */
record Effort(int rounds, long warmUpNanos, long batchNanos, int processRounds) {
  static Effort full() {
    return new Effort(
        9, TimeUnit.MILLISECONDS.toNanos(1500), TimeUnit.MILLISECONDS.toNanos(120), 11);
  }

  static Effort quick() {
    return new Effort(5, TimeUnit.MILLISECONDS.toNanos(300), TimeUnit.MILLISECONDS.toNanos(20), 3);
  }
}
