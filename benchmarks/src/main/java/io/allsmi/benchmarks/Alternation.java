package io.allsmi.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures several works in turn, so that whatever else the machine does meets all of them alike.
 * Of each pair of neighbours a ratio is taken, and of the ratios the median.
 */
final class Alternation {
  /** Something to be timed. It times itself, so that what it prepares does not count. */
  interface Work {
    /** Does it once; returns the nanoseconds that count. */
    long nanos() throws Exception;
  }

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Keeps results from being optimised away. */
  static volatile long sink;

  private final Effort effort;
  private final List<Work> works = new ArrayList<>();
  private double[][] nanos = {};
  private long[] quickest = {};

  Alternation(Effort effort) {
    this.effort = effort;
  }

  /** Something that is timed from its beginning to its end. */
  interface Whole {
    /** Does it; what it returns depends on all that was done. */
    long run() throws Exception;
  }

  /** Adds a work; returns its number. */
  int add(Work work) {
    works.add(work);
    return works.size() - 1;
  }

  /** Adds a work that counts from its beginning to its end. */
  int addWhole(Whole work) {
    return add(
        () -> {
          long start = now();
          sink += work.run();
          return now() - start;
        });
  }

  /**
   * The processor time of this thread: what other programs do while it waits for its turn does not
   * count.
   */
  static long now() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** The processor time of another thread. */
  static long now(long thread) {
    return THREADS.getThreadCpuTime(thread);
  }

  /** Warms up every work, then takes them in turn. */
  Alternation measure() throws Exception {
    quickest = new long[works.size()];
    for (int i = 0; i < works.size(); i++) {
      batch(i, effort.warmUpNanos());
    }
    Arrays.fill(quickest, Long.MAX_VALUE);
    nanos = new double[works.size()][effort.rounds()];
    for (int round = 0; round < effort.rounds(); round++) {
      for (int i = 0; i < works.size(); i++) {
        nanos[i][round] = batch(i, effort.batchNanos());
      }
    }
    return this;
  }

  /** The mean of as many times as fit in the given processor time, at least once. */
  private double batch(int number, long atLeast) throws Exception {
    Work work = works.get(number);
    long begun = now();
    long sum = 0;
    int times = 0;
    do {
      long took = work.nanos();
      quickest[number] = Math.min(quickest[number], took);
      sum += took;
      times++;
    } while (now() - begun < atLeast);
    return (double) sum / times;
  }

  /** The median time of a work in nanoseconds. */
  double nanos(int work) {
    return median(nanos[work]);
  }

  /** The time of a work in nanoseconds when it was quickest, of all times in all turns. */
  double quickest(int work) {
    return quickest[work];
  }

  /** How many times as long the first took as the second: the median over the rounds. */
  double ratio(int work, int other) {
    double[] ratios = new double[nanos[work].length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = nanos[work][i] / nanos[other][i];
    }
    return median(ratios);
  }

  /** How far the middle half of the rounds of a work lies apart, relative to its median. */
  double spread(int work) {
    double[] sorted = nanos[work].clone();
    Arrays.sort(sorted);
    int quarter = sorted.length / 4;
    return (sorted[sorted.length - 1 - quarter] - sorted[quarter]) / median(sorted);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
