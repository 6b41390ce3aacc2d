package io.allsmi.core.jobs;

import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobState;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Adds up the GPUs of one job. */
final class JobSums {
  /** What may lie between the moment that a list is of and that in which all of it was read. */
  private static final long LIST_TAKES_SECONDS = 30;

  private JobSums() {}

  /**
   * What a job comes to.
   *
   * @param now when the snapshot was taken
   * @param readAt when the list of jobs was read; the moment itself when that is not known
   */
  static JobUsage of(
      JobInfo job,
      List<JobNodeUsage> nodes,
      List<StrayProcess> strays,
      Instant now,
      Instant readAt) {
    GpuAdder adder = new GpuAdder(now);
    int read = 0;
    int listed = 0;
    for (JobNodeUsage node : nodes) {
      read += node.isRead() ? 1 : 0;
      for (JobGpu gpu : node.gpus()) {
        adder.add(gpu);
        listed += gpu.isCounted() ? 1 : 0;
      }
    }
    OptionalInt gpus = job.holdsNodes() ? job.gpuCount() : OptionalInt.of(0);
    adder.addUnknown(Math.max(0, gpus.orElse(0) - listed));
    GpuSums sums = adder.sums();
    return new JobUsage(
        job,
        now,
        nodes,
        strays,
        gpus,
        sums.uses(),
        sums.utilization(),
        sums.vramUsedBytes(),
        sums.vramTotalBytes(),
        sums.powerMicrowatts(),
        elapsed(job, now, readAt),
        sums.wastedGpuSeconds(),
        read);
  }

  /**
   * A job that runs has run since it began, so that its time never goes back; where it was held
   * meanwhile, for as long as was read and since then. One that is suspended stays at what was
   * read.
   */
  private static OptionalLong elapsed(JobInfo job, Instant now, Instant readAt) {
    boolean runs = job.holdsNodes() && job.state() != JobState.SUSPENDED;
    if (job.runTime().isPresent() && !(runs && isFromStart(job, readAt))) {
      long more = runs ? Math.max(0, Moment.millis(now) - Moment.millis(readAt)) / 1000 : 0;
      long seconds = Math.max(0, job.runTime().get().toSeconds()) + more;
      return OptionalLong.of(seconds < 0 ? Long.MAX_VALUE : seconds);
    }
    if (job.startTime().isEmpty() || !runs) {
      return OptionalLong.empty();
    }
    long millis = Moment.millis(now) - Moment.millis(job.startTime().get());
    return OptionalLong.of(Math.max(0, millis) / 1000);
  }

  /** Whether the time that was read is what had passed since the start, as far as a list is new. */
  private static boolean isFromStart(JobInfo job, Instant readAt) {
    if (job.startTime().isEmpty() || job.runTime().isEmpty()) {
      return false;
    }
    long sinceStart = Moment.millis(readAt) - Moment.millis(job.startTime().get());
    return Math.abs(sinceStart / 1000 - job.runTime().get().toSeconds()) <= LIST_TAKES_SECONDS;
  }
}
