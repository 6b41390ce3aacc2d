package io.allsmi.collect.local;

import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Makes the rows of processes: one for each device they use, one without a device for the rest. */
final class ProcessRows {
  private final Units units;
  private final ProcessReader.Machine machine;
  private final DeviceUses devices;
  private final List<ProcessInfo> rows = new ArrayList<>();

  ProcessRows(Units units, ProcessReader.Machine machine, DeviceUses devices) {
    this.units = units;
    this.machine = machine;
    this.devices = devices;
  }

  void add(KnownProcess process) {
    ProcessInfo.Builder row =
        ProcessInfo.builder(process.pid)
            .name(CommandLine.visible(process.stat().name()))
            .command(process.command);
    person(process, row);
    process
        .startedAtMillis(machine.bootSeconds(), units)
        .ifPresent(millis -> row.startedAt(Instant.ofEpochMilli(millis)));
    process.cpuPercent.ifPresent(row::cpuPercent);
    ProcessDetails details = details(process);
    List<DeviceUse> uses = devices.of(process.pid);
    if (uses.isEmpty()) {
      rows.add(row.details(details).build());
    }
    for (DeviceUse use : uses) {
      rows.add(with(use, row.details(details).build(), details));
    }
  }

  /** The user is the owner where that was found, else the account, else its number. */
  private static void person(KnownProcess process, ProcessInfo.Builder row) {
    if (process.owner.user().isPresent()) {
      row.user(process.owner.user().get());
      process.owner.uid().ifPresent(row::uid);
    } else if (!process.user.isEmpty()) {
      row.user(process.user);
      process.uid.ifPresent(row::uid);
    }
  }

  private ProcessDetails details(KnownProcess process) {
    ProcStat stat = process.stat();
    ProcessDetails.Builder details =
        ProcessDetails.builder()
            .state(stat.state())
            .cpuTimeSeconds(Math.max(0, stat.cpuTicks() / units.ticksPerSecond()))
            .virtualBytes(Math.max(0, stat.virtualBytes()))
            .nice(stat.nice())
            .priority(stat.priority())
            .threads(Math.max(0, stat.threads()));
    if (stat.parentPid() > 0) {
      details.parentPid(stat.parentPid());
    }
    OptionalLong resident = process.residentBytes(units);
    resident.ifPresent(details::residentBytes);
    if (resident.isPresent() && machine.memoryBytes().orElse(0) > 0) {
      details.memoryPercent(100.0 * resident.getAsLong() / machine.memoryBytes().getAsLong());
    }
    process.owner.jobId().ifPresent(details::jobId);
    process.cgroup.containerId().ifPresent(details::containerId);
    if (process.owner.user().isPresent()) {
      details.ownerSource(process.owner.source());
    }
    return details.build();
  }

  /** A process that uses a device and that /proc does not show: its user is not known. */
  void addUnknown(int pid) {
    for (DeviceUse use : devices.of(pid)) {
      rows.add(with(use, ProcessInfo.builder(pid).build(), ProcessDetails.NONE));
    }
  }

  private static ProcessInfo with(DeviceUse use, ProcessInfo process, ProcessDetails details) {
    ProcessInfo.Builder row = process.toBuilder();
    use.deviceUuid().ifPresent(row::deviceUuid);
    use.deviceIndex().ifPresent(row::deviceIndex);
    use.memoryBytes().ifPresent(row::gpuMemoryBytes);
    ProcessDetails.Builder there = details.toBuilder().type(use.type());
    use.utilizationPercent().ifPresent(there::gpuUtilizationPercent);
    use.gpuInstanceId().ifPresent(there::gpuInstanceId);
    use.computeInstanceId().ifPresent(there::computeInstanceId);
    row.details(there.build());
    return row.build();
  }

  /** The rows by pid; those of a process in the order of its devices. */
  List<ProcessInfo> sorted() {
    rows.sort(Comparator.comparingInt(ProcessInfo::pid));
    return rows;
  }
}
