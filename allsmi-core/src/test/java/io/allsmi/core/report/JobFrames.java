package io.allsmi.core.report;

import static io.allsmi.core.report.Frames.GIB;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Frames with jobs made by hand and by chance. */
final class JobFrames {
  static final Duration STEP = Duration.ofMinutes(5);

  private JobFrames() {}

  static Instant at(int minutes) {
    return Frames.START.plus(Duration.ofMinutes(minutes));
  }

  static JobInfo.Builder job(long number, String user, String node, Integer... gpus) {
    return JobInfo.builder(Long.toString(number))
        .rawId(number)
        .user(user)
        .state(JobState.RUNNING)
        .startTime(at(-60))
        .nodes(List.of(JobNode.of(node, List.of(GpuGrant.gpus("", Arrays.asList(gpus))))));
  }

  static HostSnapshot host(String name, int minute, List<GpuInfo> gpus, ProcessInfo... rows) {
    return HostSnapshot.builder(name, at(minute), HostStatus.up(Transport.HTTP))
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(gpus)
        .processes(List.of(rows))
        .build();
  }

  static HostSnapshot down(String name, int minute) {
    HostStatus status = HostStatus.down(Transport.HTTP, FailureKind.TIMEOUT, "no answer");
    return HostSnapshot.builder(name, at(minute), status).build();
  }

  static ClusterSnapshot frame(int minute, List<JobInfo> jobs, HostSnapshot... hosts) {
    return Frames.frame(at(minute), STEP, hosts).withJobs(JobList.of(jobs, at(minute)));
  }

  /**
   * Three hours: a job that works on one of two GPUs, one that parks and ends, one on a host that
   * goes down, and ten minutes in which the jobs could not be read.
   */
  static UsageReport report() {
    UsageMeter meter =
        new UsageMeter(
            new ReportOptions(ZoneId.of("Europe/Berlin"), 5, Optional.of(new BigDecimal("0.30"))));
    for (int minute = 0; minute < 180; minute += 5) {
      List<GpuInfo> gpus =
          List.of(
              gpu(0, 90, 350, 70 * GIB),
              gpu(1, 0, 60.5, 0),
              gpu(2, 1, 75, 40 * GIB),
              gpu(3, 0, 60, 0));
      HostSnapshot first =
          host("gpu01", minute, gpus, Frames.row("ann", 0, 70 * GIB), Frames.row("bob", 2, GIB));
      HostSnapshot second =
          minute < 150
              ? host("gpu02", minute, List.of(gpu(0, 60, 300, GIB)), Frames.row("zoë", 0, GIB))
              : down("gpu02", minute);
      boolean isLost = minute >= 60 && minute < 70;
      JobList list = JobList.of(jobs(minute), at(isLost ? 50 : minute));
      meter.add(
          Frames.frame(at(minute), STEP, first, second)
              .withJobs(isLost ? list.withProblem("squeue: no answer") : list));
    }
    return meter.report();
  }

  private static GpuInfo gpu(int index, double percent, double watts, long used) {
    return Frames.gpu(index)
        .utilizationPercent(percent)
        .powerWatts(watts)
        .memoryUsedBytes(used)
        .memoryTotalBytes(141 * GIB)
        .build();
  }

  private static List<JobInfo> jobs(int minute) {
    List<JobInfo> jobs = new ArrayList<>();
    jobs.add(
        job(7591, "ann", "gpu01", 0, 1).name("train").account("phys").partition("gpu").build());
    if (minute < 100) {
      jobs.add(
          job(7602, "bob", "gpu01", 2)
              .id("7602_3")
              .name("=cmd<script>alert('x')</script>")
              .account("chem")
              .partition("gpu")
              .endTime(at(97))
              .build());
    }
    if (minute >= 120) {
      jobs.add(job(7700, "zoë", "gpu02", 0).startTime(at(120)).partition("long").build());
    }
    jobs.add(job(7701, "zoë", "gpu02", 0).state(JobState.PENDING).account("phys").build());
    return jobs;
  }

  /** A recording by chance, the same for the same seed. */
  static List<ClusterSnapshot> random(Random random) {
    List<ClusterSnapshot> frames = new ArrayList<>();
    int minute = 0;
    for (int i = random.nextInt(20); i >= 0; i--) {
      HostSnapshot host =
          random.nextInt(5) == 0
              ? down("n1", minute)
              : host(
                  "n1",
                  minute,
                  List.of(gpu(0, random.nextInt(100), 100, GIB), gpu(1, 0, 50, 0)),
                  Frames.row("ann", random.nextInt(3), random.nextInt(2)));
      List<JobInfo> jobs = new ArrayList<>();
      for (int job = random.nextInt(4); job > 0; job--) {
        JobInfo.Builder one = job(random.nextInt(4), "ann", "n" + random.nextInt(3), 0, 1);
        one.startTime(at(minute - random.nextInt(20)));
        if (random.nextBoolean()) {
          one.account("a" + random.nextInt(2)).endTime(at(minute + random.nextInt(20) - 5));
        }
        jobs.add(one.partition("p" + random.nextInt(2)).build());
      }
      JobList list = JobList.of(jobs, at(minute - random.nextInt(8)));
      frames.add(Frames.frame(at(minute), STEP, host).withJobs(list));
      minute += 1 + random.nextInt(30);
    }
    return frames;
  }
}
