package io.allsmi.core.usage;

import io.allsmi.core.Holdings;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostTally;
import io.allsmi.core.ProcessTable;
import java.util.Arrays;

/** The figures of each user over all hosts, in runs of longs; -1 stands for unknown. */
final class UserTotals {
  private static final int STRIDE = 10;
  private static final int NODES = 0;
  private static final int PROCS = 1;
  private static final int LONGEST = 2;
  private static final int TOP_MEMORY = 3;
  private static final int VRAM = 4;
  private static final int POWER = 5;
  private static final int GPUS = 6;
  private static final int TOP_HOST = 7;
  private static final int TOP_ROW = 8;
  private static final int UID = 9;

  private final HostSnapshot[] hosts;
  private long[] figures = {};

  UserTotals(HostSnapshot[] hosts) {
    this.hosts = hosts;
  }

  /**
   * Adds what each user has on one host.
   *
   * @param host its place among the hosts
   * @param numbers the number in the cluster of each of its users
   */
  void add(int host, int[] numbers, long nowMillis) {
    ProcessTable table = hosts[host].processTable();
    HostTally tally = table.tally();
    Holdings holdings = table.holdings();
    for (int local = 0; local < numbers.length; local++) {
      add(host, numbers[local], local, tally, holdings, nowMillis);
    }
  }

  // A method for each user: a fresh JVM interprets a loop for long.
  private void add(
      int host, int user, int local, HostTally tally, Holdings holdings, long nowMillis) {
    if (figures.length <= user * STRIDE) {
      grow(user);
    }
    long[] t = figures;
    int at = user * STRIDE;
    t[at + NODES]++;
    t[at + PROCS] += holdings.processes(local);
    t[at + GPUS] += tally.gpus(local);
    t[at + VRAM] = addKnown(t[at + VRAM], tally.vramBytes(local));
    t[at + POWER] = addKnown(t[at + POWER], tally.powerMicrowatts(local));
    long longest = UsageColumns.seconds(tally.oldestMillis(local), nowMillis);
    t[at + LONGEST] = t[at + LONGEST] < longest ? longest : t[at + LONGEST];
    int uid = holdings.uid(local);
    if (uid >= 0 && (t[at + UID] < 0 || uid < t[at + UID])) {
      t[at + UID] = uid;
    }
    long memory = tally.topMemoryBytes(local);
    int row = tally.topRow(local);
    if (memory > t[at + TOP_MEMORY] || (memory == t[at + TOP_MEMORY] && beats(host, row, at))) {
      t[at + TOP_MEMORY] = memory;
      t[at + TOP_HOST] = host;
      t[at + TOP_ROW] = row;
    }
  }

  /**
   * Adds to a sum in which -1 means that nothing is known yet; an unknown part changes nothing. The
   * sum stops at the largest long: absurd readings must not turn into negative ones.
   */
  static long addKnown(long sum, long part) {
    if (part < 0) {
      return sum;
    }
    long added = (sum & ~(sum >> 63)) + part;
    return added < 0 ? Long.MAX_VALUE : added;
  }

  /** Hosts of each of the first so many users; a user without a process has 0. */
  int[] nodes(int users) {
    int[] nodes = new int[users];
    for (int user = 0; user < users && user * STRIDE < figures.length; user++) {
      nodes[user] = (int) figures[user * STRIDE + NODES];
    }
    return nodes;
  }

  /** The user's row; a user without devices has 0 memory and 0 power. */
  UserAggregate aggregate(int user, String name, UsageColumns columns) {
    int at = user * STRIDE;
    long[] t = figures;
    boolean without = t[at + GPUS] == 0;
    return new UserAggregate(
        name,
        user != UserNames.UNATTRIBUTED && SystemAccounts.isSystem(name, (int) t[at + UID]),
        (int) t[at + NODES],
        (int) t[at + GPUS],
        (int) t[at + PROCS],
        UsageColumns.reading(without ? 0 : t[at + VRAM]),
        UsageColumns.reading(without ? 0 : t[at + POWER]),
        UsageColumns.reading(t[at + LONGEST]),
        hosts[(int) t[at + TOP_HOST]].processTable().command((int) t[at + TOP_ROW]),
        columns.of(user));
  }

  private boolean beats(int host, int row, int at) {
    HostSnapshot other = hosts[(int) figures[at + TOP_HOST]];
    int order = hosts[host].hostId().compareTo(other.hostId());
    return hosts[host]
        .processTable()
        .comesBefore(row, other.processTable(), (int) figures[at + TOP_ROW], order);
  }

  private void grow(int user) {
    int from = figures.length;
    figures = Arrays.copyOf(figures, Math.max(128, (user + 1) * 2) * STRIDE);
    for (int at = from; at < figures.length; at += STRIDE) {
      for (int unknown : new int[] {LONGEST, TOP_MEMORY, VRAM, POWER, UID}) {
        figures[at + unknown] = -1;
      }
    }
  }
}
