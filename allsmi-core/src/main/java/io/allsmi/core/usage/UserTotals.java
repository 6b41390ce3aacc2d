package io.allsmi.core.usage;

import io.allsmi.core.HostSnapshot;
import java.util.Arrays;

/** The figures of each user over all hosts; -1 stands for unknown. */
final class UserTotals {
  private final HostSnapshot[] hosts;
  private int users;
  private int[] nodes = {};
  private int[] gpus = {};
  private int[] procs = {};
  private int[] uid = {};
  private int[] topHost = {};
  private int[] topRow = {};
  private long[] topMemory = {};
  private long[] vram = {};
  private long[] power = {};
  private long[] longest = {};

  UserTotals(HostSnapshot[] hosts) {
    this.hosts = hosts;
  }

  /** Adds what a user has on one host; a figure of -1 changes nothing. */
  void add(
      int user, int host, HostTally tally, int local, long bytes, long microwatts, long seconds) {
    if (user >= users) {
      grow(user + 1);
    }
    nodes[user]++;
    gpus[user] += tally.firstHolding[local + 1] - tally.firstHolding[local];
    procs[user] += tally.procs[local];
    vram[user] = Saturating.addKnown(vram[user], bytes);
    power[user] = Saturating.addKnown(power[user], microwatts);
    longest[user] = Math.max(longest[user], seconds);
    long memory = tally.topMemory[local];
    if (memory > topMemory[user]
        || (memory == topMemory[user] && beats(user, host, tally, local))) {
      topMemory[user] = memory;
      topHost[user] = host;
      topRow[user] = tally.topRow[local];
    }
  }

  /** Notes an account number of a user; -1 when the host does not report it. */
  void addUid(int user, int number) {
    if (number >= 0 && (uid[user] < 0 || number < uid[user])) {
      uid[user] = number;
    }
  }

  private boolean beats(int user, int host, HostTally tally, int local) {
    return TopCommand.beats(hosts[host], tally.topRow[local], hosts[topHost[user]], topRow[user]);
  }

  /** The user's row; a user without devices has 0 memory and 0 power. */
  UserAggregate aggregate(int user, String name, UsageColumns columns) {
    boolean without = gpus[user] == 0;
    return new UserAggregate(
        name,
        user != UserNames.UNATTRIBUTED && SystemAccounts.isSystem(name, uid[user]),
        nodes[user],
        gpus[user],
        procs[user],
        UsageColumns.reading(without ? 0 : vram[user]),
        UsageColumns.reading(without ? 0 : power[user]),
        UsageColumns.reading(longest[user]),
        hosts[topHost[user]].processTable().command(topRow[user]),
        columns.of(user));
  }

  /** Whether the user has any process. */
  boolean has(int user) {
    return user < users && nodes[user] > 0;
  }

  private void grow(int size) {
    if (nodes.length < size) {
      int capacity = Math.max(128, size * 2);
      nodes = Arrays.copyOf(nodes, capacity);
      gpus = Arrays.copyOf(gpus, capacity);
      procs = Arrays.copyOf(procs, capacity);
      uid = Arrays.copyOf(uid, capacity);
      topHost = Arrays.copyOf(topHost, capacity);
      topRow = Arrays.copyOf(topRow, capacity);
      topMemory = Arrays.copyOf(topMemory, capacity);
      vram = Arrays.copyOf(vram, capacity);
      power = Arrays.copyOf(power, capacity);
      longest = Arrays.copyOf(longest, capacity);
    }
    Arrays.fill(uid, users, size, -1);
    Arrays.fill(topMemory, users, size, -1);
    Arrays.fill(vram, users, size, -1);
    Arrays.fill(power, users, size, -1);
    Arrays.fill(longest, users, size, -1);
    users = size;
  }
}
