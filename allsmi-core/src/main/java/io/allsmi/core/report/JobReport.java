package io.allsmi.core.report;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the jobs of a batch system were given over some time, and what they made of it.
 *
 * @param total all jobs together
 * @param jobs the most GPU-hours first
 * @param accounts the same jobs by whom they are charged to, the most GPU-hours first
 * @param partitions the same jobs by where they ran, the most GPU-hours first
 * @param covered how much of the covered time has a list of jobs that was not too old; of the rest
 *     it is not known which jobs there were, and it counts for nothing here
 * @since 0.30.0
 */
public record JobReport(
    UsageFigures total,
    List<UsageRow> jobs,
    List<UsageRow> accounts,
    List<UsageRow> partitions,
    Duration covered) {
  /** Checks the arguments and copies the lists. */
  public JobReport {
    Objects.requireNonNull(total, "total");
    jobs = List.copyOf(jobs);
    accounts = List.copyOf(accounts);
    partitions = List.copyOf(partitions);
    Objects.requireNonNull(covered, "covered");
  }
}
