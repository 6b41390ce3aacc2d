package io.allsmi.core.jobs;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hosts and their GPUs made by hand for the tests of this package. */
final class Readings {
  static final Instant START = Instant.parse("2026-04-20T12:00:00Z");
  static final long GIB = 1L << 30;

  private Readings() {}

  static Instant at(long second) {
    return START.plusSeconds(second);
  }

  static ClusterSnapshot cluster(long second, HostSnapshot... hosts) {
    return new ClusterSnapshot(
        at(second), ClusterSnapshot.Source.SLURM, Duration.ofSeconds(3), List.of(hosts));
  }

  static HostSnapshot host(String name, long second, List<GpuInfo> gpus, ProcessInfo... rows) {
    return HostSnapshot.builder(name + ":9090", at(second), HostStatus.up(Transport.HTTP))
        .hostname(name)
        .address(name + ":9090")
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(gpus)
        .processes(List.of(rows))
        .build();
  }

  static HostSnapshot down(String name, long second) {
    HostStatus status = HostStatus.down(Transport.HTTP, FailureKind.TIMEOUT, "no answer within 5s");
    return HostSnapshot.builder(name + ":9090", at(second), status).address(name + ":9090").build();
  }

  /** A host with the readings of another that does not answer any more. */
  static HostSnapshot stale(HostSnapshot host) {
    return in(HostState.STALE, host);
  }

  /** A host that is in a state, with the readings of another. */
  static HostSnapshot in(HostState state, HostSnapshot host) {
    HostStatus status =
        new HostStatus(
            state,
            Transport.HTTP,
            Optional.of(FailureKind.TIMEOUT),
            "no answer within 5s",
            4,
            Optional.empty());
    return HostSnapshot.builder(host.hostId(), host.takenAt(), status)
        .hostname(host.hostname())
        .address(host.address())
        .processCollection(host.processCollection())
        .gpus(host.gpus())
        .processes(host.processes())
        .build();
  }

  /** A GPU of 80 GiB that draws 100 W and its utilisation in watts. */
  static GpuInfo gpu(int index, double percent) {
    return silent(index).utilizationPercent(percent).powerWatts(100 + percent).build();
  }

  /** A GPU that tells neither utilisation nor draw. */
  static GpuInfo.Builder silent(int index) {
    return GpuInfo.builder()
        .index(index)
        .uuid("GPU-" + index)
        .memoryUsedBytes(GIB)
        .memoryTotalBytes(80 * GIB);
  }

  static ProcessInfo row(int pid, int gpu, long bytes) {
    return process(pid, gpu).gpuMemoryBytes(bytes).build();
  }

  static ProcessInfo.Builder process(int pid, int gpu) {
    return ProcessInfo.builder(pid).user("ann").command("train").deviceUuid("GPU-" + gpu);
  }

  /** A process that belongs to a job. */
  static ProcessInfo ofJob(long job, int pid, int gpu, long bytes) {
    return process(pid, gpu)
        .gpuMemoryBytes(bytes)
        .details(ProcessDetails.builder().jobId(Long.toString(job)).build())
        .build();
  }
}
