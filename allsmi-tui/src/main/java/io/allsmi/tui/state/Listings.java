package io.allsmi.tui.state;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.jobs.UserGroups;
import io.allsmi.core.table.UserProcess;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserHostUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the rows of each list from a snapshot. */
final class Listings {
  private Listings() {}

  static Listing of(ViewState state, ClusterView view) {
    return switch (state.tab().kind()) {
      case ALL -> state.host().gpu().isPresent() ? GpuListing.of(state, view) : all(state, view);
      case HOST ->
          state.host().gpu().isPresent()
              ? GpuListing.of(state, view)
              : view.host(state.tab().hostId())
                  .map(host -> HostListing.of(host, state.host()))
                  .orElse(Listing.EMPTY);
      case USERS -> users(state.users(), view);
      case JOBS -> JobListings.of(state, view);
    };
  }

  private static Listing all(ViewState state, ClusterView view) {
    return Layout.isCompact(state)
        ? new Listing(view.hosts().stream().filter(view::isMatch).map(Listings::hostRow).toList())
        : allGpus(view, state.gpuOrder());
  }

  private static Row hostRow(HostSnapshot host) {
    return new Row.Host(host.hostId(), host);
  }

  private static Listing allGpus(ClusterView view, GpuOrder order) {
    List<Row> rows = new ArrayList<>();
    for (HostSnapshot host : view.hosts()) {
      if (!view.isMatch(host)) {
        continue;
      }
      if (!view.hasGpus(host) || host.status().state() == HostState.STALE) {
        rows.add(hostRow(host));
      }
      addGpus(rows, host, GpuKeys.prefix(Tab.ALL, host.hostId()));
    }
    if (order != GpuOrder.DEFAULT) {
      rows.sort(order.comparator());
    }
    return new Listing(rows);
  }

  static void addGpus(List<Row> rows, HostSnapshot host, String prefix) {
    for (int i = 0; i < host.gpus().size(); i++) {
      GpuInfo gpu = host.gpus().get(i);
      String key = prefix + GpuKeys.of(gpu, i);
      rows.add(new Row.Gpu(key, host, gpu, GpuKeys.number(gpu, i)));
    }
  }

  private static Listing users(UsersChoice choice, ClusterView view) {
    if (choice.user().isEmpty()) {
      return new Listing(
          view.aggregation(choice.grouping()).users().stream()
              .filter(u -> choice.systemShown() || !u.isSystem())
              .filter(u -> !choice.gpuOnly() || u.gpus() > 0)
              .sorted(HeldIdleOrder.of(choice, view))
              .map(Row.User::new)
              .toList());
    }
    Optional<UserAggregate> user = view.user(choice.grouping(), choice.user().get());
    if (choice.hostId().isEmpty()) {
      return user.map(u -> new Listing(u.hosts().stream().map(Row.UserHost::new).toList()))
          .orElse(Listing.EMPTY);
    }
    String hostId = choice.hostId().get();
    boolean counts =
        user.stream()
            .flatMap(u -> u.hosts().stream())
            .map(UserHostUsage::hostId)
            .anyMatch(hostId::equals);
    return counts
        ? view.host(hostId)
            .map(h -> processes(h, view.groupsOf(choice.grouping()), choice.user().get()))
            .orElse(Listing.EMPTY)
        : Listing.EMPTY;
  }

  private static Listing processes(HostSnapshot host, UserGroups groups, String name) {
    ProcessTable table = host.processTable();
    List<Row> rows = new ArrayList<>();
    addProcesses(rows, UserProcess.of(host, row -> groups.groupOf(table, row).equals(name)));
    return new Listing(rows);
  }

  /** In their order, each with a key of its own. */
  static void addProcesses(List<Row> rows, List<UserProcess> processes) {
    Map<String, Integer> seen = new HashMap<>();
    for (UserProcess process : processes) {
      String key = process.process().pid() + " on " + process.gpu().orElse(-1);
      int before = seen.merge(key, 1, Integer::sum);
      rows.add(new Row.OnDevice(before == 1 ? key : key + " again " + before, process));
    }
  }
}
