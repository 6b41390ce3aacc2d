package io.allsmi.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that this thread allocates. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  static long soFar() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** What asking costs itself. */
  static long ofAsking() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 1000; i++) {
      long before = soFar();
      least = Math.min(least, soFar() - before);
    }
    return least;
  }
}
