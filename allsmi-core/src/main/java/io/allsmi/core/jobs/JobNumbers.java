package io.allsmi.core.jobs;

import io.allsmi.core.slurm.JobInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the job that a process belongs to by the number the process carries: the number of the job,
 * else that of the heterogeneous job it is part of.
 *
 * @since 0.30.0
 */
public final class JobNumbers {
  private final Map<Long, JobInfo> jobs = new HashMap<>();

  private JobNumbers(List<JobInfo> list) {
    for (JobInfo job : list) {
      job.rawId().ifPresent(number -> jobs.put(number, job));
    }
    for (JobInfo job : list) {
      job.hetJobId().ifPresent(number -> jobs.putIfAbsent(number, job));
    }
  }

  /** The numbers of some jobs; of two with the same number the later one is found. */
  public static JobNumbers of(List<JobInfo> jobs) {
    return new JobNumbers(jobs);
  }

  /**
   * The job with a number as processes carry it ({@code 7602}, {@code 7602.batch}); empty for a
   * text that is no number, and for a job that is not listed.
   */
  public Optional<JobInfo> job(String id) {
    long number = HostRows.number(id);
    return number == HostRows.NO_JOB ? Optional.empty() : Optional.ofNullable(jobs.get(number));
  }
}
