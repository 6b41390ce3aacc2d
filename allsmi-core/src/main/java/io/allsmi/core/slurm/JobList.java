package io.allsmi.core.slurm;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The jobs of a cluster at one moment. When Slurm cannot be asked, the jobs and the moment are
 * those of the last answer, and {@link #problem()} says why there is no newer one.
 *
 * @param jobs in the order of Slurm
 * @param readAt when they were read; absent when no list could be read yet
 * @param cluster the cluster's name, or where it was asked; absent when it was not said
 * @param problem why there is no newer list, one line; absent when this is the newest
 * @since 0.30.0
 */
public record JobList(
    List<JobInfo> jobs,
    Optional<Instant> readAt,
    Optional<String> cluster,
    Optional<String> problem) {
  /** Copies the list. */
  public JobList {
    jobs = List.copyOf(jobs);
    Objects.requireNonNull(readAt, "readAt");
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(problem, "problem");
  }

  /** Jobs that were read at that time. */
  public static JobList of(List<JobInfo> jobs, Instant readAt) {
    return new JobList(jobs, Optional.of(readAt), Optional.empty(), Optional.empty());
  }

  /** This list, kept after a failure. */
  public JobList withProblem(String why) {
    return new JobList(jobs, readAt, cluster, Optional.of(why));
  }
}
