package io.allsmi.tui.state;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.table.UserProcess;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rows of one host, from its GPUs to its processes. */
final class HostListing {
  private HostListing() {}

  static Listing of(HostSnapshot host, HostChoice choice) {
    List<Row> rows = new ArrayList<>();
    Listings.addGpus(rows, host, GpuKeys.prefix(Tab.host(host.hostId()), host.hostId()));
    if (host.gpus().size() > 1) {
      rows.add(new Row.Sum("sum", host));
    }
    host.cpus().forEach(c -> cpu(rows, c));
    host.memory().forEach(m -> rows.add(new Row.Memory("memory " + m.index(), m)));
    host.storage().forEach(d -> rows.add(new Row.Disk("disk " + d.index(), d)));
    host.chassis().ifPresent(c -> chassis(rows, c));
    processes(rows, host, choice);
    return new Listing(rows);
  }

  private static void cpu(List<Row> rows, CpuInfo cpu) {
    String key = "cpu " + cpu.index();
    rows.add(new Row.Cpu(key, cpu));
    if (cpu.sockets().size() > 1) {
      cpu.sockets().forEach(s -> rows.add(new Row.Socket(key + " socket " + s.id(), s)));
    }
    if (!cpu.cores().isEmpty()) {
      rows.add(new Row.Cores(key + " cores", cpu.cores()));
    }
  }

  private static void chassis(List<Row> rows, ChassisInfo chassis) {
    fact(rows, "chassis power", "CHASSIS", MachineText.power(chassis));
    fact(rows, "chassis fans", "FANS", MachineText.fans(chassis));
    fact(rows, "chassis supplies", "PSU", MachineText.supplies(chassis));
    fact(rows, "chassis model", "MODEL", MachineText.model(chassis));
  }

  /** A line of text, where there is any. */
  static void fact(List<Row> rows, String key, String label, String text) {
    if (!text.isEmpty()) {
      rows.add(new Row.Machine(key, label, text));
    }
  }

  /** Their titles and the processes. */
  static void addProcesses(List<Row> rows, List<UserProcess> shown, int all) {
    Set<Row.Told> told = EnumSet.noneOf(Row.Told.class);
    for (UserProcess process : shown) {
      ProcessDetails details = process.process().details();
      if (details.gpuUtilizationPercent().isPresent()) {
        told.add(Row.Told.GPU_USE);
      }
      if (details.residentBytes().isPresent()) {
        told.add(Row.Told.RESIDENT);
      }
      if (!details.state().isEmpty()) {
        told.add(Row.Told.STATE);
      }
    }
    rows.add(new Row.ProcessHeading("processes", shown.size(), all, told));
    Listings.addProcesses(rows, shown);
  }

  private static void processes(List<Row> rows, HostSnapshot host, HostChoice choice) {
    List<UserProcess> all = UserProcess.of(host);
    if (all.isEmpty()) {
      boolean off = host.processCollection() == ProcessCollection.NOT_COLLECTING;
      String why = "not reported; an exporter does with --processes";
      fact(rows, "processes", "PROCS", off ? why : "");
      return;
    }
    List<UserProcess> shown =
        all.stream()
            .filter(p -> !choice.gpuOnly() || p.gpu().isPresent())
            .sorted(choice.order().comparator())
            .toList();
    addProcesses(rows, shown, all.size());
  }
}
