package io.allsmi.core.usage;

import io.allsmi.core.Holdings;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostTally;
import io.allsmi.core.ProcessTable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * What each user has on each host, as columns: a large cluster has half a million such parts, and a
 * screen asks for a few of them. They stay as they were counted, host by host, and are put in order
 * of their user when somebody asks.
 */
final class UsageColumns {
  private final HostSnapshot[] hosts;

  /** By host: the number in the cluster of each of its users. */
  private final int[][] numbers;

  private int[] start = {};
  private int[] hostOf = {};
  private int[] localOf = {};

  UsageColumns(HostSnapshot[] hosts) {
    this.hosts = hosts;
    numbers = new int[hosts.length][];
  }

  /** Notes who the users of a host are. */
  void add(int host, int[] users) {
    numbers[host] = users;
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
      for (int local = 0; local < numbers[host].length; local++) {
        int place = next[numbers[host][local]]++;
        hostAt[place] = host;
        localOf[place] = local;
      }
    }
    hostOf = hostAt;
  }

  /**
   * The hosts by id; those with the same id are told apart by what else they say, whatever their
   * order. The comparator is made here, as the first lambda would cost a fresh JVM 10 ms.
   */
  private int[] byId() {
    Comparator<HostSnapshot> order =
        Comparator.comparing(HostSnapshot::hostId)
            .thenComparing(HostSnapshot::address)
            .thenComparing(HostSnapshot::hostname)
            .thenComparing(HostSnapshot::takenAt);
    return IntStream.range(0, hosts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer host) -> hosts[host], order))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private UserHostUsage part(int part) {
    sort();
    int hostAt = hostOf[part];
    int local = localOf[part];
    HostSnapshot host = hosts[hostAt];
    ProcessTable table = host.processTable();
    HostTally tally = table.tally();
    List<Integer> gpus = deviceNumbers(table, local);
    return new UserHostUsage(
        host.hostId(),
        host.hostname(),
        gpus,
        table.holdings().processes(local),
        reading(gpus.isEmpty() ? 0 : tally.vramBytes(local)),
        reading(gpus.isEmpty() ? 0 : tally.powerMicrowatts(local)),
        reading(seconds(tally.oldestMillis(local), millis(host))),
        table.command(tally.topRow(local)));
  }

  /** When the host was read; an instant beyond the range of milliseconds is put at its end. */
  static long millis(HostSnapshot host) {
    try {
      return host.takenAt().toEpochMilli();
    } catch (ArithmeticException e) {
      return host.takenAt().getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Whole seconds since the start, at least 0; -1 when the start is not known. */
  static long seconds(long startMillis, long nowMillis) {
    if (startMillis == Long.MAX_VALUE) {
      return -1;
    }
    long millis = nowMillis - startMillis;
    // A start so far back that the difference wraps.
    return startMillis >= nowMillis ? 0 : (millis < 0 ? Long.MAX_VALUE : millis) / 1000;
  }

  /** A reading that is -1 when it is unknown. */
  static OptionalLong reading(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static List<Integer> deviceNumbers(ProcessTable table, int local) {
    Holdings holdings = table.holdings();
    int end = holdings.start(local + 1);
    List<Integer> numbers = new ArrayList<>(end - holdings.start(local));
    for (int i = holdings.start(local); i < end; i++) {
      if (table.tally().isHeld(i)) {
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
