package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.duration;
import static io.allsmi.benchmarks.Goal.times;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.jobs.GpuUseWindow;
import io.allsmi.core.jobs.JobAggregator;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.usage.UserAggregator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** J1: how fast jobs are set against what they use, beside the users of the same snapshot. */
final class JobRows {
  private static final int JOBS = 2000;
  private static final int NODES = 4;
  private static final int GPUS = 8;
  private static final long GIB = 1L << 30;
  private static final Instant START = Instant.parse("2026-04-20T12:00:00Z");
  private static final List<Integer> ALL = List.of(0, 1, 2, 3, 4, 5, 6, 7);

  private final Effort effort;
  private final Report report;

  JobRows(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  void run() throws Exception {
    ClusterSnapshot[] turns = {cluster(0), cluster(3)};
    GpuUseWindow seen = GpuUseWindow.of(turns[0]);
    GpuUseWindow moving = new GpuUseWindow();
    int[] step = {0};
    Alternation work = new Alternation(effort);
    int users = work.addWhole(() -> UserAggregator.aggregate(turns[0].hosts()).users().size());
    int jobs = work.addWhole(() -> JobAggregator.aggregate(turns[0], seen).jobs().size());
    int window =
        work.addWhole(
            () -> {
              moving.add(turns[step[0]++ & 1]);
              return step[0];
            });
    work.measure();
    String what = JOBS + " jobs x " + NODES + " nodes x " + GPUS + " GPUs, 2 processes on each";
    String yardstick = "users " + duration(work.nanos(users));
    report.add(
        Goal.plain(
            "J1",
            what + ": jobs",
            duration(work.nanos(jobs)),
            yardstick,
            times(work.ratio(jobs, users))));
    report.add(
        Goal.plain(
            "J1",
            "same: a window takes a snapshot, and begins anew every other time",
            duration(work.nanos(window)),
            yardstick,
            times(work.ratio(window, users))));
  }

  /** A large cluster of jobs at a moment. */
  static ClusterSnapshot cluster(int second) {
    Instant at = START.plusSeconds(second);
    List<HostSnapshot> hosts = new ArrayList<>();
    List<JobInfo> jobs = new ArrayList<>();
    for (int job = 0; job < JOBS; job++) {
      List<JobNode> nodes = new ArrayList<>();
      for (int node = 0; node < NODES; node++) {
        String name = "node-" + (job * NODES + node);
        nodes.add(JobNode.of(name, List.of(GpuGrant.gpus("h200", ALL))));
        hosts.add(host(name, job, at));
      }
      jobs.add(
          JobInfo.builder("" + job)
              .rawId(job)
              .user("user-" + job % 200)
              .account("account-" + job % 20)
              .partition("gpu")
              .state(JobState.RUNNING)
              .startTime(START.minusSeconds(7200))
              .nodes(nodes)
              .build());
    }
    return new ClusterSnapshot(at, ClusterSnapshot.Source.SLURM, Duration.ofSeconds(3), hosts)
        .withJobs(JobList.of(jobs, at));
  }

  private static HostSnapshot host(String name, int job, Instant at) {
    List<GpuInfo> gpus = new ArrayList<>();
    List<ProcessInfo> rows = new ArrayList<>();
    ProcessDetails details = ProcessDetails.builder().jobId(Integer.toString(job)).build();
    for (int i = 0; i < GPUS; i++) {
      String uuid = "GPU-" + name + "-" + i;
      gpus.add(
          GpuInfo.builder()
              .index(i)
              .uuid(uuid)
              .utilizationPercent((job * 7 + i * 13) % 101)
              .memoryUsedBytes(64 * GIB)
              .memoryTotalBytes(141 * GIB)
              .powerWatts(100 + i)
              .build());
      for (int process = 0; process < 2; process++) {
        rows.add(
            ProcessInfo.builder(1000 + i * 2 + process)
                .user("user-" + job % 200)
                .command("python train.py")
                .deviceUuid(uuid)
                .deviceIndex(i)
                .gpuMemoryBytes(32 * GIB)
                .details(details)
                .build());
      }
    }
    return HostSnapshot.builder(name + ":9090", at, HostStatus.up(Transport.HTTP))
        .hostname(name)
        .address(name + ":9090")
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(gpus)
        .processes(rows)
        .build();
  }
}
