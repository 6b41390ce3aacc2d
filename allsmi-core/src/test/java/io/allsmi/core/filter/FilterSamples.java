package io.allsmi.core.filter;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A small cluster to filter, and how it is filtered in one line. */
final class FilterSamples {
  static final Instant NOW = Instant.parse("2026-11-20T14:32:07Z");
  static final long GIB = 1L << 30;

  private FilterSamples() {}

  static Filter filter(String text) {
    ParsedFilter parsed = Filter.parse(text);
    if (parsed instanceof FilterError error) {
      throw new AssertionError(text + ": " + error.message() + " at " + error.position());
    }
    return (Filter) parsed;
  }

  static FilterError error(String text) {
    ParsedFilter parsed = Filter.parse(text);
    if (parsed instanceof Filter) {
      throw new AssertionError(text + ": expected an error, got a filter");
    }
    return (FilterError) parsed;
  }

  static GpuInfo.Builder gpu(int index, double celsius) {
    return GpuInfo.builder()
        .index(index)
        .uuid("GPU-" + index)
        .name("NVIDIA H200")
        .temperatureCelsius(celsius)
        .utilizationPercent(50)
        .memoryUsedBytes(40 * GIB)
        .memoryTotalBytes(80 * GIB)
        .powerWatts(300);
  }

  static ProcessInfo.Builder row(int pid, String user, int gpu, long bytes) {
    return ProcessInfo.builder(pid)
        .user(user)
        .name("python")
        .command("python train-" + pid + ".py")
        .deviceUuid("GPU-" + gpu)
        .deviceIndex(gpu)
        .gpuMemoryBytes(bytes)
        .startedAt(NOW.minusSeconds(60L * pid));
  }

  static HostSnapshot.Builder host(String name) {
    return HostSnapshot.builder(name + ":9090", NOW, HostStatus.up(Transport.HTTP))
        .hostname(name)
        .address(name + ":9090")
        .processCollection(ProcessCollection.COLLECTING);
  }

  static HostSnapshot down(String name) {
    HostStatus status = HostStatus.down(Transport.HTTP, FailureKind.TIMEOUT, "no answer within 5s");
    return HostSnapshot.builder(name + ":9090", NOW, status).hostname(name).build();
  }

  static ClusterSnapshot cluster(HostSnapshot... hosts) {
    return new ClusterSnapshot(
        NOW, ClusterSnapshot.Source.REMOTE, Duration.ofSeconds(3), List.of(hosts));
  }

  /** ann and bob on GPU 0 of n1, ann on the hot GPU 1, GPU 2 idle; cat on n2; n3 is down. */
  static ClusterSnapshot small() {
    return cluster(
        host("n1")
            .gpus(List.of(gpu(0, 60).build(), gpu(1, 90).build(), gpu(2, 35).build()))
            .processes(
                List.of(
                    row(1, "ann", 0, 10 * GIB).build(),
                    row(2, "bob", 0, 30 * GIB).build(),
                    row(3, "ann", 1, 20 * GIB).build(),
                    ProcessInfo.builder(9).user("root").command("containerd").build()))
            .build(),
        host("n2")
            .gpus(List.of(gpu(0, 70).build()))
            .processes(List.of(row(4, "cat", 0, GIB).build()))
            .build(),
        down("n3"));
  }

  /** The same with a job of ann on n1 that has GPU 1, which it uses, and GPU 2. */
  static ClusterSnapshot withJobs() {
    ClusterSnapshot all = small();
    HostSnapshot n1 = all.hosts().get(0);
    ProcessDetails ofJob = ProcessDetails.builder().jobId("7591").build();
    List<ProcessInfo> rows =
        n1.processes().stream()
            .map(p -> p.pid() == 3 ? p.toBuilder().details(ofJob).build() : p)
            .toList();
    return cluster(n1.toBuilder().processes(rows).build(), all.hosts().get(1), all.hosts().get(2))
        .withJobs(JobList.of(List.of(job(), waiting()), NOW));
  }

  static JobInfo job() {
    return JobInfo.builder("7590_1")
        .rawId(7591)
        .arrayJobId(7590)
        .name("sweep")
        .user("ann")
        .account("nlp")
        .partition("gpu")
        .state(JobState.RUNNING)
        .startTime(NOW.minusSeconds(7200))
        .nodes(List.of(JobNode.of("n1", List.of(GpuGrant.gpus("h200", List.of(1, 2))))))
        .build();
  }

  static JobInfo waiting() {
    return JobInfo.builder("7600")
        .rawId(7600)
        .user("bob")
        .partition("gpu,long")
        .state(JobState.PENDING)
        .build();
  }
}
