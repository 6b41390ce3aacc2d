package io.allsmi.core.jobs;

import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which jobs are shown. A job passes that is in each of the sets; an empty set lets all pass.
 *
 * @param ids jobs as Slurm shows them ({@code 7602_3}), the number that their processes carry, or
 *     the number of a whole array or heterogeneous job
 * @param users their users
 * @param accounts whom they are charged to
 * @param partitions where they run; one of several is enough for a job that waits for any of them
 * @param states what they do
 * @since 0.30.0
 */
public record JobFilter(
    Set<String> ids,
    Set<String> users,
    Set<String> accounts,
    Set<String> partitions,
    Set<JobState> states)
    implements Predicate<JobInfo> {
  /** Lets all jobs pass. */
  public static final JobFilter ALL =
      new JobFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  /** Copies the sets. */
  public JobFilter {
    ids = Set.copyOf(ids);
    users = Set.copyOf(users);
    accounts = Set.copyOf(accounts);
    partitions = Set.copyOf(partitions);
    states = Set.copyOf(states);
  }

  /** Whether a job is shown. */
  @Override
  public boolean test(JobInfo job) {
    return (ids.isEmpty() || isNamed(job))
        && has(users, job.user())
        && has(accounts, job.account())
        && (partitions.isEmpty() || isInPartition(job))
        && (states.isEmpty() || states.contains(job.state()));
  }

  private static boolean has(Set<String> wanted, Optional<String> value) {
    return wanted.isEmpty() || (value.isPresent() && wanted.contains(value.get()));
  }

  private boolean isNamed(JobInfo job) {
    return ids.contains(job.id())
        || (job.rawId().isPresent() && ids.contains(Long.toString(job.rawId().getAsLong())))
        || (job.arrayJobId().isPresent()
            && ids.contains(Long.toString(job.arrayJobId().getAsLong())))
        || (job.hetJobId().isPresent() && ids.contains(Long.toString(job.hetJobId().getAsLong())));
  }

  private boolean isInPartition(JobInfo job) {
    return Arrays.stream(job.partition().orElse("").split(",")).anyMatch(partitions::contains);
  }
}
