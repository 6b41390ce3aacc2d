package io.allsmi.core.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The jobs of a cluster at one moment against what they use.
 *
 * @param takenAt the moment
 * @param jobs in the order of the batch system; unmodifiable
 * @param coverage how many of their nodes the sums cover
 * @param readAt when the jobs were read; absent when they never were
 * @param problem why there is no newer list of jobs, one line; absent when nothing is wrong
 * @since 0.30.0
 */
public record JobAggregation(
    Instant takenAt,
    List<JobUsage> jobs,
    JobCoverage coverage,
    Optional<Instant> readAt,
    Optional<String> problem) {
  /** Checks the arguments and copies the list. */
  public JobAggregation {
    Objects.requireNonNull(takenAt, "takenAt");
    jobs = List.copyOf(jobs);
    Objects.requireNonNull(coverage, "coverage");
    Objects.requireNonNull(readAt, "readAt");
    Objects.requireNonNull(problem, "problem");
  }
}
