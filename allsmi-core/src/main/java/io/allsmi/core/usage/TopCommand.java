package io.allsmi.core.usage;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;

/**
 * Which of two rows with equally much device memory names the top command: the one with more CPU,
 * then the older one; host, pid and text make the order total.
 */
final class TopCommand {
  private TopCommand() {}

  /** The memory a row is ranked by: unknown counts as 0. */
  static long memory(ProcessTable table, int row) {
    return Math.max(0, table.gpuMemoryBytes(row));
  }

  /** Whether a row comes before another of the same host. */
  static boolean beats(ProcessTable table, int row, int other) {
    int order = compareUse(table, row, table, other);
    return (order != 0 ? order : compareIdentity(table, row, table, other)) < 0;
  }

  /** Whether a row comes before one of another host. */
  static boolean beats(HostSnapshot host, int row, HostSnapshot otherHost, int other) {
    ProcessTable a = host.processTable();
    ProcessTable b = otherHost.processTable();
    int order = compareUse(a, row, b, other);
    if (order == 0) {
      order = host.hostId().compareTo(otherHost.hostId());
    }
    return (order != 0 ? order : compareIdentity(a, row, b, other)) < 0;
  }

  private static int compareUse(ProcessTable a, int row, ProcessTable b, int other) {
    int order = Double.compare(cpu(b, other), cpu(a, row));
    return order != 0 ? order : Long.compare(start(a, row), start(b, other));
  }

  private static int compareIdentity(ProcessTable a, int row, ProcessTable b, int other) {
    int order = Integer.compare(a.pid(row), b.pid(other));
    return order != 0 ? order : a.command(row).compareTo(b.command(other));
  }

  /** Percent of a core; unknown comes after 0. */
  private static double cpu(ProcessTable table, int row) {
    double cpu = table.cpuPercent(row);
    return cpu >= 0 ? cpu : -1;
  }

  /** Start; unknown counts as the youngest. */
  private static long start(ProcessTable table, int row) {
    long start = table.startedAtMillis(row);
    return start == ProcessTable.ABSENT ? Long.MAX_VALUE : start;
  }
}
