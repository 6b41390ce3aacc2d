package io.allsmi.core.usage;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.RandomAccess;

/**
 * What each user has on each host, as columns: a large cluster has half a million such parts, and a
 * screen asks for a few of them. Parts are added host by host and then put in order of their user.
 */
final class UsageColumns {
  // One part is one run of longs: written in one stream, and read from one or two cache lines.
  private static final int USER_AND_HOST = 0;
  private static final int PROCS_AND_TOP_ROW = 1;
  private static final int VRAM = 2;
  private static final int POWER = 3;
  private static final int LONGEST = 4;

  /** A bit mask of devices; for a host with many devices, where its list lies in the pool. */
  private static final int DEVICES = 5;

  private static final int STRIDE = 6;

  private final HostSnapshot[] hosts;
  private final long[] parts;
  private int[] pool = {};
  private int pooled;
  private int size;
  private int[] order = {};
  private int[] start = {};

  UsageColumns(HostSnapshot[] hosts, int capacity) {
    this.hosts = hosts;
    parts = new long[Math.multiplyExact(capacity, STRIDE)];
  }

  /**
   * Adds a part.
   *
   * @param number the user's number in the cluster
   * @param hostAt the host's place among the hosts
   * @param local the user's number in the tally
   * @param without whether the user holds no device there, so that 0 bytes and 0 W are known
   * @param seconds how long the oldest process has run, -1 when unknown
   */
  void add(int number, int hostAt, HostTally tally, int local, boolean without, long seconds) {
    int at = size++ * STRIDE;
    long[] f = tally.figures;
    int from = local * HostTally.STRIDE;
    parts[at + USER_AND_HOST] = pair(number, hostAt);
    parts[at + PROCS_AND_TOP_ROW] =
        pair((int) f[from + HostTally.PROCS], (int) f[from + HostTally.TOP_ROW]);
    parts[at + VRAM] = without ? 0 : f[from + HostTally.VRAM];
    parts[at + POWER] = without ? 0 : f[from + HostTally.POWER];
    parts[at + LONGEST] = seconds;
    parts[at + DEVICES] = tally.masked ? f[from + HostTally.HELD] : pool(tally, local);
  }

  /**
   * Says how many parts each user has; after that no part may be added.
   *
   * @param counts parts of each user, by number
   */
  void close(int[] counts) {
    start = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      start[i + 1] = start[i] + counts[i];
    }
  }

  /** The parts of a user, made when asked for. */
  List<UserHostUsage> of(int number) {
    return new Parts(start[number], start[number + 1]);
  }

  /**
   * The parts in order of their user and then as they came: a counting sort. Made when first asked
   * for, because a table of users needs none of it.
   */
  private synchronized int[] order() {
    if (order.length < size) {
      int[] sorted = new int[size];
      int[] next = start.clone();
      for (int i = 0; i < size; i++) {
        sorted[next[user(i)]++] = i;
      }
      order = sorted;
    }
    return order;
  }

  private int user(int part) {
    return first(parts[part * STRIDE + USER_AND_HOST]);
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | second;
  }

  private static int first(long pair) {
    return (int) (pair >>> 32);
  }

  private static int second(long pair) {
    return (int) pair;
  }

  private long pool(HostTally tally, int local) {
    int count = (int) tally.figure(local, HostTally.GPUS);
    if (pool.length < pooled + count) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, pooled + count + 64));
    }
    System.arraycopy(tally.cell, (int) tally.figure(local, HostTally.HELD), pool, pooled, count);
    long place = pair(pooled, count);
    pooled += count;
    return place;
  }

  private UserHostUsage part(int part) {
    int at = part * STRIDE;
    HostSnapshot host = hosts[second(parts[at + USER_AND_HOST])];
    ProcessTable table = host.processTable();
    return new UserHostUsage(
        host.hostId(),
        host.hostname(),
        deviceNumbers(table, parts[at + DEVICES]),
        first(parts[at + PROCS_AND_TOP_ROW]),
        reading(parts[at + VRAM]),
        reading(parts[at + POWER]),
        reading(parts[at + LONGEST]),
        table.command(second(parts[at + PROCS_AND_TOP_ROW])));
  }

  /** A reading that is -1 when it is unknown. */
  static OptionalLong reading(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private List<Integer> deviceNumbers(ProcessTable table, long held) {
    List<Integer> numbers = new ArrayList<>();
    if (table.deviceCellCount() <= HostTally.MASK_CELLS) {
      for (long left = held; left != 0; left &= left - 1) {
        numbers.add(table.deviceNumber(Long.numberOfTrailingZeros(left)));
      }
    } else {
      int from = first(held);
      for (int i = from; i < from + second(held); i++) {
        numbers.add(table.deviceNumber(pool[i]));
      }
    }
    numbers.sort(null);
    return numbers;
  }

  private final class Parts extends AbstractList<UserHostUsage> implements RandomAccess {
    private final int from;
    private final int to;

    Parts(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public UserHostUsage get(int index) {
      return part(order()[from + Objects.checkIndex(index, to - from)]);
    }

    @Override
    public int size() {
      return to - from;
    }
  }
}
