package io.allsmi.core.jobs;

import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Adds up the GPUs of one job. */
final class JobSums {
  private static final long UNKNOWN = -1;

  /** How far below the median a straggler is at least, points of percent. */
  private static final double STANDS_OUT = 20;

  /** What may lie between the moment that a list is of and that in which all of it was read. */
  private static final long LIST_TAKES_SECONDS = 30;

  private GpuUseCounts uses = GpuUseCounts.NONE;
  private long used = UNKNOWN;
  private long total = UNKNOWN;
  private long power = UNKNOWN;
  private long wasted;
  private final List<JobGpu> measured = new ArrayList<>();

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
    JobSums sums = new JobSums();
    int read = 0;
    for (JobNodeUsage node : nodes) {
      read += node.isRead() ? 1 : 0;
      for (JobGpu gpu : node.gpus()) {
        sums.add(gpu, now);
      }
    }
    OptionalInt gpus = job.holdsNodes() ? job.gpuCount() : OptionalInt.of(0);
    GpuUseCounts all = sums.uses;
    int unlisted = Math.max(0, gpus.orElse(0) - all.all());
    all =
        new GpuUseCounts(
            all.active(), all.parked(), all.idle(), all.unused(), all.unknown() + unlisted);
    boolean isTold = all.all() == 0 || all.unknown() < all.all();
    return new JobUsage(
        job,
        now,
        nodes,
        strays,
        gpus,
        all,
        sums.utilization(),
        reading(sums.used),
        reading(sums.total),
        reading(sums.power),
        elapsed(job, now, readAt),
        isTold ? OptionalLong.of(sums.wasted) : OptionalLong.empty(),
        read);
  }

  private void add(JobGpu gpu, Instant now) {
    used = sum(used, gpu.memoryUsedBytes());
    total = sum(total, gpu.memoryTotalBytes());
    power = sum(power, gpu.powerMicrowatts());
    if (!gpu.isCounted()) {
      return;
    }
    uses = uses.plus(gpu.use().use());
    if (gpu.use().use().isWasted()) {
      wasted = sum(wasted, gpu.use().seconds(now));
    }
    if (gpu.part() == JobGpu.Part.WHOLE && percent(gpu) >= 0) {
      measured.add(gpu);
    }
  }

  /** More than all of a device is no reading. */
  private static double percent(JobGpu gpu) {
    double percent =
        gpu.reading().isPresent()
            ? gpu.reading().get().utilizationPercent().orElse(UNKNOWN)
            : UNKNOWN;
    return percent <= 100 ? percent : UNKNOWN;
  }

  /** A sum in which -1 means that nothing is known yet; it stays at the largest long. */
  private static long sum(long sum, OptionalLong part) {
    if (part.isEmpty()) {
      return sum;
    }
    long added = Math.max(0, sum) + part.getAsLong();
    return added < 0 ? Long.MAX_VALUE : added;
  }

  private static OptionalLong reading(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private Optional<Utilization> utilization() {
    int count = measured.size();
    if (count == 0) {
      return Optional.empty();
    }
    double[] sorted = new double[count];
    JobGpu least = measured.get(0);
    for (int i = 0; i < count; i++) {
      sorted[i] = percent(measured.get(i));
      least = sorted[i] < percent(least) ? measured.get(i) : least;
    }
    Arrays.sort(sorted);
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    boolean standsOut = sorted[0] <= median / 2 && median - sorted[0] >= STANDS_OUT;
    return Optional.of(
        new Utilization(
            sorted[0],
            median,
            sorted[count - 1],
            standsOut ? Optional.of(least) : Optional.empty()));
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
