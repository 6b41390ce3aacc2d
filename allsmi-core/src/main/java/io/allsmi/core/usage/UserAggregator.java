package io.allsmi.core.usage;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final UsageColumns columns;
  private final UserTotals totals;
  private long unattributedPower;

  private UserAggregator(HostSnapshot[] hosts) {
    this.hosts = hosts;
    this.columns = new UsageColumns(hosts);
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
    HostSnapshot[] counted = counted(hosts);
    UserAggregator work = new UserAggregator(counted);
    for (int i = 0; i < counted.length; i++) {
      work.addHost(i);
    }
    return new UserAggregation(work.users(), Coverage.of(hosts), work.unattributedPower);
  }

  /** The hosts that contribute. No lambda: the first one would cost a fresh JVM 10 ms. */
  private static HostSnapshot[] counted(List<HostSnapshot> hosts) {
    HostSnapshot[] counted = new HostSnapshot[hosts.size()];
    int size = 0;
    for (HostSnapshot host : hosts) {
      if (host.status().state().countsInSums()) {
        counted[size++] = host;
      }
    }
    return Arrays.copyOf(counted, size);
  }

  private void addHost(int at) {
    HostSnapshot host = hosts[at];
    ProcessTable table = host.processTable();
    int[] numbers = names.numbers(table.holdings());
    unattributedPower =
        UserTotals.addKnown(unattributedPower, table.tally().unattributedMicrowatts());
    columns.add(at, numbers);
    totals.add(at, numbers, UsageColumns.millis(host));
  }

  private List<UserAggregate> users() {
    int[] nodes = totals.nodes(names.size());
    columns.close(nodes);
    String[] present = names.sorted(nodes);
    List<UserAggregate> users = new ArrayList<>(present.length + 1);
    for (String name : present) {
      users.add(totals.aggregate(names.number(name), name, columns));
    }
    if (nodes[UserNames.UNATTRIBUTED] > 0) {
      users.add(totals.aggregate(UserNames.UNATTRIBUTED, UserAggregate.UNATTRIBUTED, columns));
    }
    return users;
  }
}
