package io.allsmi.core.usage;

import io.allsmi.core.Holdings;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What each user has on each host, as columns: a large cluster has half a million such parts, and a
 * screen asks for a few of them. They stay as they were counted, host by host, and are put in order
 * of their user when somebody asks.
 */
final class UsageColumns {
  private final HostSnapshot[] hosts;

  /** By host: the figures of its users, as in {@link HostTally}. */
  private final long[][] figures;

  /** By host: which holdings stand, where not all of them are certain. */
  private final boolean[] @Nullable [] held;

  private int[] start = {};
  private int[] hostOf = {};
  private int[] localOf = {};

  UsageColumns(HostSnapshot[] hosts) {
    this.hosts = hosts;
    figures = new long[hosts.length][];
    held = new boolean[hosts.length] @Nullable [];
  }

  /** Adds what the users have on one host. */
  void add(int host, HostTally tally) {
    figures[host] = tally.figures;
    Holdings holdings = hosts[host].processTable().holdings();
    if (!holdings.isCertain()) {
      boolean[] stands = new boolean[holdings.count()];
      for (int i = 0; i < stands.length; i++) {
        stands[i] = tally.memory[i] != HostTally.UNHELD;
      }
      held[host] = stands;
    }
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

  /** A counting sort; the parts of a user come by host id. */
  private synchronized void sort() {
    if (hostOf.length == start[start.length - 1]) {
      return;
    }
    int[] next = start.clone();
    int[] hostAt = new int[start[start.length - 1]];
    localOf = new int[hostAt.length];
    for (int host : byId()) {
      long[] f = figures[host];
      for (int at = HostTally.NUMBER_AND_TOP; at < f.length; at += HostTally.STRIDE) {
        int place = next[HostTally.number(f[at])]++;
        hostAt[place] = host;
        localOf[place] = at / HostTally.STRIDE;
      }
    }
    hostOf = hostAt;
  }

  private int[] byId() {
    return IntStream.range(0, hosts.length)
        .boxed()
        .sorted(Comparator.comparing(host -> hosts[host].hostId()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private UserHostUsage part(int part) {
    sort();
    int hostAt = hostOf[part];
    int local = localOf[part];
    HostSnapshot host = hosts[hostAt];
    ProcessTable table = host.processTable();
    List<Integer> gpus = deviceNumbers(table, local, held[hostAt]);
    long[] f = figures[hostAt];
    int at = local * HostTally.STRIDE;
    return new UserHostUsage(
        host.hostId(),
        host.hostname(),
        gpus,
        table.holdings().processes(local),
        reading(gpus.isEmpty() ? 0 : f[at + HostTally.VRAM]),
        reading(gpus.isEmpty() ? 0 : f[at + HostTally.POWER]),
        reading(f[at + HostTally.LONGEST]),
        table.command(HostTally.topRow(f[at + HostTally.NUMBER_AND_TOP])));
  }

  /** A reading that is -1 when it is unknown. */
  static OptionalLong reading(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static List<Integer> deviceNumbers(
      ProcessTable table, int local, boolean @Nullable [] held) {
    Holdings holdings = table.holdings();
    int end = holdings.start(local + 1);
    List<Integer> numbers = new ArrayList<>(end - holdings.start(local));
    for (int i = holdings.start(local); i < end; i++) {
      if (held == null || held[i]) {
        numbers.add(table.deviceNumber(holdings.cell(i)));
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
      return part(from + Objects.checkIndex(index, to - from));
    }

    @Override
    public int size() {
      return to - from;
    }
  }
}
