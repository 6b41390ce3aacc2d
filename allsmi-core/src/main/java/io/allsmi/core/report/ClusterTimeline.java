package io.allsmi.core.report;

import io.allsmi.core.usage.SystemAccounts;
import io.allsmi.core.usage.UserAggregate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** The time line of the cluster, its users and its hosts. */
final class ClusterTimeline {
  /** Users who are shown by themselves. */
  static final int USERS = 8;

  /** Hosts that are shown by themselves. */
  static final int HOSTS = 48;

  private static final double HOUR_MILLIS = 3_600_000;

  private final Timeline timeline;
  private final Timeline.Series covered;
  private final Timeline.Series available;
  private final Timeline.Series held;
  private final Timeline.Series busy;
  private final Timeline.Series none = new Timeline.Series();
  private final Timeline.Series restOfUsers;
  private final Timeline.Series restOfHosts;
  private final Timeline.Series restKnown;
  private int users;
  private int hosts;

  ClusterTimeline(ZoneId zone) {
    timeline = new Timeline(zone);
    covered = timeline.series();
    available = timeline.series();
    held = timeline.series();
    busy = timeline.series();
    restOfUsers = timeline.series();
    restOfHosts = timeline.series();
    restKnown = timeline.series();
  }

  Account user(String name) {
    boolean own = users++ < Timeline.SERIES;
    return new Account(name, own ? timeline.series() : restOfUsers, none);
  }

  Account host(String id) {
    boolean own = hosts++ < Timeline.SERIES;
    return own
        ? new Account(id, timeline.series(), timeline.series())
        : new Account(id, restOfHosts, restKnown);
  }

  Account gpu(String hostId) {
    return new Account(hostId, none, none);
  }

  void add(Rates cluster, List<Account> users, List<Account> hosts, long from, long to) {
    timeline.cut(
        from,
        to,
        (part, millis) -> {
          part.add(covered, 1, millis);
          part.add(available, cluster.get(Figure.AVAILABLE), millis);
          part.add(held, cluster.get(Figure.SHARE), millis);
          part.add(busy, cluster.get(Figure.BUSY), millis);
          for (Account user : users) {
            part.add(user.series, user.rates.get(Figure.SHARE), millis);
          }
          for (Account host : hosts) {
            part.add(host.series, host.rates.get(Figure.LOAD), millis);
            part.add(host.known, host.rates.get(Figure.LOADED), millis);
          }
        });
  }

  static boolean isUnnamed(Account user) {
    return user.key.equals(UserAggregate.UNATTRIBUTED) || user.key.equals(UsageRow.OTHERS);
  }

  static boolean isSystem(Account user) {
    return !isUnnamed(user) && SystemAccounts.isSystem(user.key, user.uid);
  }

  UsageTimeline rows(List<Account> users, List<Account> hosts) {
    List<UsageTimeline.Column> columns = new ArrayList<>();
    for (int i = 0; i < timeline.columns(); i++) {
      columns.add(
          new UsageTimeline.Column(
              Math.min(1, (double) covered.get(i) / timeline.widthMillis()),
              mean(available.get(i), covered.get(i)),
              gpus(held.get(i), i),
              gpus(busy.get(i), i)));
    }
    return new UsageTimeline(
        Instant.ofEpochMilli(timeline.startMillis()),
        Duration.ofMillis(timeline.widthMillis()),
        columns,
        users(users),
        hosts(hosts));
  }

  private List<UsageTimeline.Series> users(List<Account> all) {
    List<Account> holders =
        all.stream()
            .filter(a -> !a.totals.isZero(Figure.SHARE))
            .sorted(
                Comparator.comparing((Account a) -> a.totals.get(Figure.SHARE))
                    .reversed()
                    .thenComparing(a -> a.key))
            .toList();
    List<Account> own =
        holders.stream()
            .filter(a -> a.series != restOfUsers)
            .limit(holders.size() == USERS + 1 ? USERS + 1 : USERS)
            .toList();
    List<UsageTimeline.Series> series = new ArrayList<>();
    long[] left = new long[timeline.columns()];
    double leftHours = 0;
    for (int i = 0; i < left.length; i++) {
      left[i] = held.get(i);
    }
    for (Account user : own) {
      for (int i = 0; i < left.length; i++) {
        left[i] -= Math.min(left[i], user.series.get(i));
      }
      series.add(
          series(
              user.key,
              "",
              0,
              OptionalDouble.of(gpuHours(user)),
              i -> gpus(user.series.get(i), i)));
    }
    for (Account user : holders) {
      leftHours += own.contains(user) ? 0 : gpuHours(user);
    }
    if (holders.size() > own.size()) {
      series.add(
          series(
              UsageRow.OTHERS,
              "",
              holders.size() - own.size(),
              OptionalDouble.of(leftHours),
              i -> gpus(left[i], i)));
    }
    return series;
  }

  private static double gpuHours(Account user) {
    return user.totals.get(Figure.SHARE).doubleValue() / Figure.WHOLE / HOUR_MILLIS;
  }

  private List<UsageTimeline.Series> hosts(List<Account> all) {
    Comparator<Account> byName =
        Comparator.comparing((Account a) -> a.hostname).thenComparing(a -> a.key);
    List<Account> own =
        all.stream()
            .filter(a -> a.series != restOfHosts)
            .sorted(
                Comparator.comparing((Account a) -> a.totals.get(Figure.HELD))
                    .reversed()
                    .thenComparing(byName))
            .limit(all.size() == HOSTS + 1 ? HOSTS + 1 : HOSTS)
            .sorted(byName)
            .toList();
    List<UsageTimeline.Series> series = new ArrayList<>();
    for (Account host : own) {
      series.add(
          series(
              host.hostname,
              host.key,
              0,
              mean(host.totals),
              i -> percent(host.series.get(i), host.known.get(i))));
    }
    if (all.size() > own.size()) {
      series.add(rest(all.stream().filter(a -> !own.contains(a)).toList()));
    }
    return series;
  }

  private UsageTimeline.Series rest(List<Account> hosts) {
    double[] load = new double[timeline.columns()];
    double[] known = new double[timeline.columns()];
    List<Timeline.Series> done = new ArrayList<>();
    double loads = 0;
    double loaded = 0;
    for (Account host : hosts) {
      loads += host.totals.get(Figure.LOAD).doubleValue();
      loaded += host.totals.get(Figure.LOADED).doubleValue();
      if (host.series == restOfHosts && done.contains(restOfHosts)) {
        continue;
      }
      done.add(host.series == restOfHosts ? restOfHosts : none);
      for (int i = 0; i < load.length; i++) {
        load[i] += host.series.get(i);
        known[i] += host.known.get(i);
      }
    }
    OptionalDouble mean =
        loaded > 0 ? OptionalDouble.of(100 * loads / loaded) : OptionalDouble.empty();
    return series(
        UsageRow.OTHERS,
        "",
        hosts.size(),
        mean,
        i -> known[i] > 0 ? OptionalDouble.of(100 * load[i] / known[i]) : OptionalDouble.empty());
  }

  private UsageTimeline.Series series(
      String name, String id, int rest, OptionalDouble mean, IntFunction<OptionalDouble> value) {
    List<OptionalDouble> values = new ArrayList<>();
    for (int i = 0; i < timeline.columns(); i++) {
      values.add(value.apply(i));
    }
    return new UsageTimeline.Series(name, id, rest, mean, values);
  }

  private static OptionalDouble mean(Totals totals) {
    return totals.isZero(Figure.LOADED)
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            100 * totals.get(Figure.LOAD).doubleValue() / totals.get(Figure.LOADED).doubleValue());
  }

  private static OptionalDouble percent(long load, long known) {
    return known > 0 ? OptionalDouble.of(100.0 * load / known) : OptionalDouble.empty();
  }

  private OptionalDouble gpus(long millionths, int column) {
    OptionalDouble mean = mean(millionths, covered.get(column));
    return mean.isPresent()
        ? OptionalDouble.of(mean.getAsDouble() / Figure.WHOLE)
        : OptionalDouble.empty();
  }

  private static OptionalDouble mean(long sum, long millis) {
    return millis > 0 ? OptionalDouble.of((double) sum / millis) : OptionalDouble.empty();
  }
}
