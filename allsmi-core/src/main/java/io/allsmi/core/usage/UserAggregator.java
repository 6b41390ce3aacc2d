package io.allsmi.core.usage;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Adds up the process rows of many hosts to one row per user.
 *
 * <pre>{@code
 * UserAggregation usage = UserAggregator.aggregate(cluster.hosts());
 * for (UserAggregate user : usage.users()) {
 *   System.out.println(user.user() + " holds " + user.gpus() + " GPUs on " + user.nodes() + " hosts");
 * }
 * }</pre>
 *
 * @since 0.30.0
 */
public final class UserAggregator {
  private final HostSnapshot[] hosts;
  private final UserNames names = new UserNames();
  private final HostTally tally = new HostTally();
  private final PowerShares shares = new PowerShares(names);
  private final UsageColumns columns;
  private final UserTotals totals;
  private int[] numbers = {};
  private long unattributedPower;

  private UserAggregator(HostSnapshot[] hosts) {
    this.hosts = hosts;
    int parts = 0;
    for (HostSnapshot host : hosts) {
      parts += host.processTable().userCount();
    }
    this.columns = new UsageColumns(hosts, parts);
    this.totals = new UserTotals(hosts);
  }

  /**
   * Who uses the GPUs of some hosts.
   *
   * <p>Only hosts whose state {@linkplain io.allsmi.core.HostState#countsInSums() counts in sums}
   * contribute; {@link UserAggregation#coverage()} names the others. A process without a user, or
   * with the user {@code ?} or {@code unknown}, belongs to the unattributed group. A row without a
   * device counts for hosts and processes only.
   *
   * <p><b>Power.</b> The draw of a GPU is split by the device memory that the rows on it report:
   *
   * <pre>{@code share(user, gpu) = power(gpu) * memory(user, gpu) / memory(all rows on gpu)}</pre>
   *
   * in whole microwatts, rounded down; what rounding leaves over goes to the user with the most
   * memory there (of several, the first by name). So the shares of a GPU add up to its draw exactly
   * and in any order: a GPU drawing 300 W on which {@code ann} holds 20 GiB and {@code bob} 10 GiB
   * gives {@code ann} 200 W and {@code bob} 100 W. Where no row holds memory the denominator is
   * zero: nobody gets a share, and the draw goes to {@link
   * UserAggregation#unattributedPowerMicrowatts()}. A GPU without a power reading contributes
   * nothing, and a row without a memory reading takes no share.
   *
   * <p>The result does not depend on the order of the hosts or of their rows, except that the
   * details of the coverage come in the order of the hosts. Sums that would exceed a {@code long}
   * stay at its largest value. The lists of hosts in the result are views that keep the snapshots
   * alive.
   *
   * @param hosts the hosts of a cluster, in any order; two with the same id are two hosts
   * @return one row per user, by name, the unattributed group last
   */
  public static UserAggregation aggregate(List<HostSnapshot> hosts) {
    HostSnapshot[] counted =
        hosts.stream()
            .filter(host -> host.status().state().countsInSums())
            .toArray(HostSnapshot[]::new);
    Arrays.sort(counted, Comparator.comparing(HostSnapshot::hostId));
    UserAggregator work = new UserAggregator(counted);
    for (int i = 0; i < counted.length; i++) {
      work.addHost(i);
    }
    return new UserAggregation(work.users(), Coverages.of(hosts), work.unattributedPower);
  }

  private void addHost(int at) {
    HostSnapshot host = hosts[at];
    ProcessTable table = host.processTable();
    number(table);
    tally.count(table, numbers);
    shares.split(tally, numbers, host.gpus());
    unattributedPower = Saturating.add(unattributedPower, shares.unattributed);
    long now = millis(host);
    for (int local = 0; local < tally.users; local++) {
      if (tally.procs[local] > 0) {
        addPart(at, local, now);
      }
    }
    for (int local = 0; local < tally.users; local++) {
      totals.addUid(numbers[local], table.uidOfUser(local));
    }
  }

  private void addPart(int host, int local, long now) {
    boolean without = tally.firstHolding[local] == tally.firstHolding[local + 1];
    long bytes = without ? 0 : tally.vram[local];
    long microwatts = without ? 0 : shares.power[local];
    long seconds = seconds(tally.oldestMillis[local], now);
    int user = numbers[local];
    columns.add(user, host, tally, local, bytes, microwatts, seconds);
    // A host without devices says nothing about the memory of devices elsewhere.
    totals.add(user, host, tally, local, without ? -1 : bytes, without ? -1 : microwatts, seconds);
  }

  /** The number in the cluster of each of the table's users. */
  private void number(ProcessTable table) {
    int users = table.userCount();
    if (numbers.length < users) {
      numbers = new int[users + (users >> 1)];
    }
    for (int code = 0; code < users; code++) {
      numbers[code] = names.number(table.user(code));
    }
  }

  private List<UserAggregate> users() {
    columns.groupByUser(names.size());
    List<Integer> present = new ArrayList<>();
    for (int user = 0; user < names.size(); user++) {
      if (totals.has(user)) {
        present.add(user);
      }
    }
    present.sort(names::compare);
    List<UserAggregate> users = new ArrayList<>(present.size());
    for (int user : present) {
      users.add(totals.aggregate(user, names.name(user), columns));
    }
    return users;
  }

  /** When the host was read; an instant beyond the range of milliseconds is put at its end. */
  private static long millis(HostSnapshot host) {
    try {
      return host.takenAt().toEpochMilli();
    } catch (ArithmeticException e) {
      return host.takenAt().getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Whole seconds since the start, at least 0; -1 when the start is not known. */
  private static long seconds(long startMillis, long nowMillis) {
    if (startMillis == Long.MAX_VALUE) {
      return -1;
    }
    if (startMillis >= nowMillis) {
      return 0;
    }
    long millis = nowMillis - startMillis;
    return (millis < 0 ? Long.MAX_VALUE : millis) / 1000;
  }
}
