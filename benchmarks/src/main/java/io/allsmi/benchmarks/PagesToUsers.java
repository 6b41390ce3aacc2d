package io.allsmi.benchmarks;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.ScrapeLimits;
import io.allsmi.core.exposition.ScrapeReader;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.core.usage.UserOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A hundred hosts whose pages become a sorted list of users, step by step. */
final class PagesToUsers {
  private static final int HOSTS = 100;
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final List<List<byte[]>> perHost;
  private final List<ScrapeReader> readers;

  /** Hosts that were never seen. */
  PagesToUsers(List<List<byte[]>> perHost) {
    this.perHost = perHost;
    this.readers = new ArrayList<>(perHost.size());
    for (int i = 0; i < perHost.size(); i++) {
      String id = "node-" + i + ":9090";
      readers.add(new ScrapeReader(id, id, ScrapeLimits.defaults()));
    }
  }

  /** Pages of each host, step by step. */
  static List<List<byte[]>> pages(int steps) {
    List<List<byte[]>> perHost = new ArrayList<>();
    for (int i = 0; i < HOSTS; i++) {
      perHost.add(PageSet.overTime(i, steps, Page.Layout.CONFORMANT, true));
    }
    return perHost;
  }

  /** Reads every host's page of a step; returns how many users there are. */
  int users(int step) {
    List<HostSnapshot> hosts = new ArrayList<>(readers.size());
    for (int i = 0; i < readers.size(); i++) {
      byte[] page = perHost.get(i).get(step);
      readers.get(i).feed(page, 0, page.length);
      hosts.add(readers.get(i).finish(NOW.plusSeconds(3L * step)));
    }
    List<UserAggregate> users = new ArrayList<>(UserAggregator.aggregate(hosts).users());
    users.sort(UserOrder.VRAM.comparator());
    return users.size();
  }
}
