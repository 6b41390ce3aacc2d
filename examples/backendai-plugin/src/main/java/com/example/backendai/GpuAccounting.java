package com.example.backendai;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.HostList;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Looks once at every host of the session's cluster and says who holds what. */
public final class GpuAccounting {
  /** Where Backend.AI names the hosts of a cluster session. */
  public static final String HOSTS_VARIABLE = "BACKENDAI_CLUSTER_HOSTS";

  private final HostList hosts;

  private GpuAccounting(HostList hosts) {
    this.hosts = hosts;
  }

  /**
   * Takes the hosts from the session's environment.
   *
   * @throws IllegalArgumentException when an entry is not a host or there is none: to bill a part
   *     of a cluster as if it were the whole would be worse
   */
  public static GpuAccounting fromEnvironment(Map<String, String> environment) {
    HostList hosts = HostList.parseCommaSeparated(environment.getOrDefault(HOSTS_VARIABLE, ""));
    if (!hosts.issues().isEmpty()) {
      throw new IllegalArgumentException(HOSTS_VARIABLE + ": " + hosts.issues().get(0));
    }
    if (hosts.targets().isEmpty()) {
      throw new IllegalArgumentException(HOSTS_VARIABLE + ": expected at least one host, got none");
    }
    return new GpuAccounting(hosts);
  }

  /**
   * What one user holds.
   *
   * @param user the account name
   * @param gpus how many GPUs
   * @param vramBytes how much of their memory; absent when it is not known, which is not 0
   */
  public record Holding(String user, int gpus, OptionalLong vramBytes) {}

  /**
   * One look at the cluster.
   *
   * @param holdings those who hold a GPU, by name
   * @param missing hosts that could not be counted, and why; do not close the books while there are
   *     any
   */
  public record Statement(List<Holding> holdings, List<String> missing) {}

  /** Asks every host once and adds up. */
  public Statement read() throws InterruptedException {
    try (ClusterPoller poller = ClusterPoller.open(hosts.targets())) {
      return statement(UserAggregator.aggregate(poller.readOnce().hosts()));
    }
  }

  static Statement statement(UserAggregation usage) {
    return new Statement(
        usage.users().stream()
            .filter(user -> user.gpus() > 0)
            .map(GpuAccounting::holding)
            .toList(),
        usage.coverage().detail().stream()
            .map(host -> host.address() + ": " + host.status().wireName() + " " + host.message())
            .toList());
  }

  private static Holding holding(UserAggregate user) {
    return new Holding(user.user(), user.gpus(), user.vramBytes());
  }
}
