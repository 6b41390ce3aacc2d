package io.allsmi.core.usage;

import io.allsmi.core.HostSnapshot;
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

  /** Adds what each user has on one host. */
  void add(int host, int users, HostTally tally) {
    for (int local = 0; local < users; local++) {
      add(host, tally, local);
    }
  }

  // As few calls as can be: a JVM that has compiled nothing yet pays for each.
  private void add(int host, HostTally tally, int local) {
    int user = tally.numbers[local];
    if (figures.length <= user * STRIDE) {
      grow(user);
    }
    long[] t = figures;
    long[] f = tally.figures;
    int at = user * STRIDE;
    int from = local * HostTally.STRIDE;
    t[at + NODES]++;
    t[at + PROCS] += tally.processes[local];
    t[at + GPUS] += tally.gpus[local];
    long vram = f[from + HostTally.VRAM];
    if (vram >= 0) {
      // Of a sum of -1 this leaves 0.
      long sum = (t[at + VRAM] & ~(t[at + VRAM] >> 63)) + vram;
      t[at + VRAM] = sum < 0 ? Long.MAX_VALUE : sum;
    }
    long power = f[from + HostTally.POWER];
    if (power >= 0) {
      long sum = (t[at + POWER] & ~(t[at + POWER] >> 63)) + power;
      t[at + POWER] = sum < 0 ? Long.MAX_VALUE : sum;
    }
    long longest = f[from + HostTally.LONGEST];
    t[at + LONGEST] = t[at + LONGEST] < longest ? longest : t[at + LONGEST];
    int uid = tally.uids[local];
    if (uid >= 0 && (t[at + UID] < 0 || uid < t[at + UID])) {
      t[at + UID] = uid;
    }
    long memory = tally.topMemory[local];
    int row = (int) f[from + HostTally.NUMBER_AND_TOP];
    if (memory > t[at + TOP_MEMORY] || (memory == t[at + TOP_MEMORY] && beats(host, row, at))) {
      t[at + TOP_MEMORY] = memory;
      t[at + TOP_HOST] = host;
      t[at + TOP_ROW] = row;
    }
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
