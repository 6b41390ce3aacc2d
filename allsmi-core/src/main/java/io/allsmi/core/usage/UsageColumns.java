package io.allsmi.core.usage;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.RandomAccess;

/**
 * What each user has on each host, as columns: a large cluster has half a million such parts, and a
 * screen asks for a few of them. Parts are added host by host and then put in order of their user.
 */
final class UsageColumns {
  private final HostSnapshot[] hosts;
  private final int[] user;
  private final int[] host;
  private final int[] procs;
  private final int[] topRow;
  private final long[] vram;
  private final long[] power;
  private final long[] longest;

  /** A bit mask of devices; for a host with many devices, where its list lies in the pool. */
  private final long[] devices;

  private int[] pool = {};
  private int pooled;
  private int size;
  private int[] order = {};
  private int[] start = {};

  UsageColumns(HostSnapshot[] hosts, int capacity) {
    this.hosts = hosts;
    user = new int[capacity];
    host = new int[capacity];
    procs = new int[capacity];
    topRow = new int[capacity];
    vram = new long[capacity];
    power = new long[capacity];
    longest = new long[capacity];
    devices = new long[capacity];
  }

  /**
   * Adds a part.
   *
   * @param number the user's number in the cluster
   * @param hostAt the host's place among the hosts
   * @param local the user's number in the tally
   * @param bytes device memory, -1 when unknown
   * @param microwatts share of power, -1 when unknown
   * @param seconds how long the oldest process has run, -1 when unknown
   */
  void add(
      int number,
      int hostAt,
      HostTally tally,
      int local,
      long bytes,
      long microwatts,
      long seconds) {
    int at = size++;
    user[at] = number;
    host[at] = hostAt;
    procs[at] = tally.procs[local];
    topRow[at] = tally.topRow[local];
    vram[at] = bytes;
    power[at] = microwatts;
    longest[at] = seconds;
    devices[at] =
        hosts[hostAt].processTable().deviceCellCount() <= HostTally.MASK_CELLS
            ? tally.heldMask[local]
            : pool(tally, tally.firstHolding[local], tally.firstHolding[local + 1]);
  }

  /** Puts the parts in order of their user, keeping the order in which they came. */
  void groupByUser(int users) {
    start = new int[users + 1];
    for (int i = 0; i < size; i++) {
      start[user[i] + 1]++;
    }
    for (int i = 0; i < users; i++) {
      start[i + 1] += start[i];
    }
    int[] next = Arrays.copyOf(start, users);
    order = new int[size];
    for (int i = 0; i < size; i++) {
      order[next[user[i]]++] = i;
    }
  }

  /** The parts of a user, made when asked for. */
  List<UserHostUsage> of(int number) {
    return new Parts(start[number], start[number + 1]);
  }

  private long pool(HostTally tally, int from, int to) {
    if (pool.length < pooled + to - from) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, pooled + to - from + 64));
    }
    System.arraycopy(tally.cell, from, pool, pooled, to - from);
    long place = (long) pooled << 32 | (to - from);
    pooled += to - from;
    return place;
  }

  private UserHostUsage part(int at) {
    HostSnapshot snapshot = hosts[host[at]];
    ProcessTable table = snapshot.processTable();
    return new UserHostUsage(
        snapshot.hostId(),
        snapshot.hostname(),
        deviceNumbers(table, devices[at]),
        procs[at],
        reading(vram[at]),
        reading(power[at]),
        reading(longest[at]),
        table.command(topRow[at]));
  }

  /** A reading that is -1 when it is unknown. */
  static OptionalLong reading(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private List<Integer> deviceNumbers(ProcessTable table, long held) {
    List<Integer> numbers = new ArrayList<>();
    if (table.deviceCellCount() <= HostTally.MASK_CELLS) {
      BitSet.valueOf(new long[] {held}).stream().map(table::deviceNumber).forEach(numbers::add);
    } else {
      int from = (int) (held >>> 32);
      for (int i = from; i < from + (int) held; i++) {
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
      return part(order[from + Objects.checkIndex(index, to - from)]);
    }

    @Override
    public int size() {
      return to - from;
    }
  }
}
