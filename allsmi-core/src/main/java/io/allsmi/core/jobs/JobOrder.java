package io.allsmi.core.jobs;

import io.allsmi.core.slurm.JobInfo;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The orders a list of jobs can be shown in; every tie is broken by the job's number, that of its
 * task in an array, and then by its text, so each order is total.
 *
 * @since 0.30.0
 */
public enum JobOrder {
  /** By number. */
  JOB("job", Comparator.comparingInt(job -> 0)),
  /** By user, those without one last. */
  USER("user", Comparator.comparing(job -> job.job().user().orElse("\uFFFF"))),
  /** Most GPUs first; unknown after 0. */
  GPUS("gpus", descending(job -> widened(job.gpus().orElse(-1)))),
  /** Most GPUs with a process first; unknown after 0. */
  USED("used", descending(job -> widened(job.gpusUsed().orElse(-1)))),
  /** Least median utilisation first, as that is what wants looking at; unknown last. */
  UTIL(
      "util",
      Comparator.comparingDouble(
          job -> job.utilization().map(Utilization::median).orElse(Double.MAX_VALUE))),
  /** Most device memory first; unknown after 0. */
  VRAM("vram", descending(JobUsage::vramUsedBytes)),
  /** Largest draw first; unknown after 0. */
  POWER("power", descending(JobUsage::powerMicrowatts)),
  /** Longest running first; unknown last. */
  ELAPSED("elapsed", descending(JobUsage::elapsedSeconds)),
  /** Most GPU-seconds wasted first; unknown after 0. */
  WASTED("wasted", descending(JobUsage::wastedGpuSeconds));

  private final String wireName;
  private final Comparator<JobUsage> comparator;

  JobOrder(String wireName, Comparator<JobUsage> comparator) {
    this.wireName = wireName;
    this.comparator =
        comparator
            .thenComparingLong(
                job -> job.job().arrayJobId().orElse(job.job().rawId().orElse(Long.MAX_VALUE)))
            .thenComparingLong(job -> task(job.job()))
            .thenComparingLong(job -> job.job().rawId().orElse(Long.MAX_VALUE))
            .thenComparing(job -> job.job().id());
  }

  /** The task of an array, which has the number of the array last; those that wait come after. */
  private static long task(JobInfo job) {
    return job.arrayTask()
        .filter(task -> task.matches("\\d{1,18}"))
        .map(Long::valueOf)
        .orElse(Long.MAX_VALUE);
  }

  /** The name used on the command line: lower case. */
  public String wireName() {
    return wireName;
  }

  /** The order itself. */
  public Comparator<JobUsage> comparator() {
    return comparator;
  }

  private static OptionalLong widened(int value) {
    return OptionalLong.of(value);
  }

  private static Comparator<JobUsage> descending(Function<JobUsage, OptionalLong> reading) {
    return Comparator.comparingLong((JobUsage job) -> reading.apply(job).orElse(-1)).reversed();
  }
}
