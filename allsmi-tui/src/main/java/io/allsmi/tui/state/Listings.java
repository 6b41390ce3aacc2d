package io.allsmi.tui.state;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
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
      case ALL ->
          Layout.isCompact(state)
              ? new Listing(view.hosts().stream().map(Listings::hostRow).toList())
              : allGpus(view.hosts(), state.gpuOrder());
      case HOST -> view.host(state.tab().hostId()).map(Listings::machine).orElse(Listing.EMPTY);
      case USERS -> users(state.users(), view);
      case JOBS -> JobListings.of(state, view);
    };
  }

  private static Row hostRow(HostSnapshot host) {
    return new Row.Host(host.hostId(), host);
  }

  private static Listing allGpus(List<HostSnapshot> hosts, GpuOrder order) {
    List<Row> rows = new ArrayList<>();
    for (HostSnapshot host : hosts) {
      if (host.gpus().isEmpty() || host.status().state() == HostState.STALE) {
        rows.add(hostRow(host));
      }
      addGpus(rows, host, host.hostId() + " ");
    }
    if (order != GpuOrder.DEFAULT) {
      rows.sort(order.comparator());
    }
    return new Listing(rows);
  }

  /** By UUID, by index where there is none, by position where there is neither. */
  private static void addGpus(List<Row> rows, HostSnapshot host, String prefix) {
    for (int i = 0; i < host.gpus().size(); i++) {
      GpuInfo gpu = host.gpus().get(i);
      int number = gpu.index().orElse(i);
      String key =
          gpu.uuid()
              .filter(u -> !u.isEmpty())
              .orElse(gpu.index().isPresent() ? "#" + number : "@" + i);
      rows.add(new Row.Gpu(prefix + key, host, gpu, number));
    }
  }

  private static Listing machine(HostSnapshot host) {
    List<Row> rows = new ArrayList<>();
    addGpus(rows, host, "gpu ");
    if (host.gpus().size() > 1) {
      rows.add(new Row.Sum("sum", host));
    }
    host.cpus().forEach(c -> rows.add(new Row.Cpu("cpu " + c.index(), c)));
    host.memory().forEach(m -> rows.add(new Row.Memory("memory " + m.index(), m)));
    host.storage().forEach(d -> rows.add(new Row.Disk("disk " + d.index(), d)));
    host.chassis().ifPresent(c -> chassis(rows, c));
    return new Listing(rows);
  }

  private static void chassis(List<Row> rows, ChassisInfo chassis) {
    String power = MachineText.power(chassis);
    if (!power.isEmpty()) {
      rows.add(new Row.Machine("chassis power", "CHASSIS", power));
    }
    String fans = MachineText.fans(chassis);
    if (!fans.isEmpty()) {
      rows.add(new Row.Machine("chassis fans", "FANS", fans));
    }
    String supplies = MachineText.supplies(chassis);
    if (!supplies.isEmpty()) {
      rows.add(new Row.Machine("chassis supplies", "PSU", supplies));
    }
  }

  private static Listing users(UsersChoice choice, ClusterView view) {
    if (choice.user().isEmpty()) {
      return new Listing(
          view.aggregation().users().stream()
              .filter(u -> choice.systemShown() || !u.isSystem())
              .filter(u -> !choice.gpuOnly() || u.gpus() > 0)
              .sorted(choice.order().comparator())
              .map(Row.User::new)
              .toList());
    }
    Optional<UserAggregate> user = view.user(choice.user().get());
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
        ? view.host(hostId).map(h -> processes(h, choice.user().get())).orElse(Listing.EMPTY)
        : Listing.EMPTY;
  }

  private static Listing processes(HostSnapshot host, String user) {
    List<Row.OnDevice> rows = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (UserProcess process : UserProcess.of(host, user)) {
      String key = process.process().pid() + " on " + process.gpu().orElse(-1);
      int before = seen.merge(key, 1, Integer::sum);
      rows.add(new Row.OnDevice(before == 1 ? key : key + " again " + before, process));
    }
    return new Listing(rows);
  }
}
