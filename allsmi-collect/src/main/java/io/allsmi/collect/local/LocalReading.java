package io.allsmi.collect.local;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one read of this machine found: everything but its devices.
 *
 * @param takenAt when it was read
 * @param hostname the name the machine gives itself; empty when not told
 * @param cpus one value for all processors; empty when they could not be read
 * @param memory one value; empty when it could not be read
 * @param chassis the machine around them; empty when nothing is known of it
 * @param storage disks by mount point
 * @param processCollection whether processes were listed
 * @param processes by pid and device; empty when they could not be read or were not asked for
 * @param issues what could not be read
 * @since 0.30
 */
public record LocalReading(
    Instant takenAt,
    String hostname,
    List<CpuInfo> cpus,
    List<MemoryInfo> memory,
    Optional<ChassisInfo> chassis,
    List<StorageInfo> storage,
    ProcessCollection processCollection,
    List<ProcessInfo> processes,
    List<Issue> issues) {
  /** Checks the arguments and copies the lists. */
  public LocalReading {
    Objects.requireNonNull(takenAt, "takenAt");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(chassis, "chassis");
    Objects.requireNonNull(processCollection, "processCollection");
    cpus = List.copyOf(cpus);
    memory = List.copyOf(memory);
    storage = List.copyOf(storage);
    processes = List.copyOf(processes);
    issues = List.copyOf(issues);
  }

  /** Sets all of this in a snapshot; its devices, status and address are the caller's. */
  public HostSnapshot.Builder addTo(HostSnapshot.Builder snapshot) {
    snapshot
        .hostname(hostname)
        .cpus(cpus)
        .memory(memory)
        .storage(storage)
        .processCollection(processCollection)
        .processes(processes)
        .issues(issues);
    chassis.ifPresent(snapshot::chassis);
    return snapshot;
  }
}
