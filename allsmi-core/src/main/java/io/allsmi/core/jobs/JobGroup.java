package io.allsmi.core.jobs;

import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserGrouping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The jobs of one user, account or partition together. A sum covers the jobs with that figure.
 *
 * <pre>{@code
 * for (JobGroup account : JobGroup.of(jobs.jobs(), UserGrouping.ACCOUNT, jobs.takenAt())) {
 *   System.out.println(account.name() + " has " + account.gpus() + " GPUs");
 * }
 * }</pre>
 *
 * @param name the user, account or partition; {@link UserAggregate#UNATTRIBUTED} of jobs that name
 *     none
 * @param jobs its jobs, in the order they came in; unmodifiable and never empty
 * @param nodes how many nodes they hold, each counted once
 * @param gpus how many GPUs they have, 0 of jobs that hold no nodes; absent when that is not known
 *     of any
 * @param sums the sums over these GPUs
 * @param givenGpuSeconds GPU-seconds that they were given so far; absent when not known of any
 * @since 0.30.0
 */
public record JobGroup(
    String name,
    List<JobUsage> jobs,
    int nodes,
    OptionalInt gpus,
    GpuSums sums,
    OptionalLong givenGpuSeconds) {
  /** Checks the arguments and copies the list. */
  public JobGroup {
    Objects.requireNonNull(name, "name");
    jobs = List.copyOf(jobs);
    Objects.requireNonNull(gpus, "gpus");
    Objects.requireNonNull(sums, "sums");
    Objects.requireNonNull(givenGpuSeconds, "givenGpuSeconds");
  }

  /**
   * The groups of some jobs.
   *
   * @param now until when time is wasted
   * @return by name, the one without a name last
   */
  public static List<JobGroup> of(List<JobUsage> jobs, UserGrouping grouping, Instant now) {
    Map<String, List<JobUsage>> byName = new LinkedHashMap<>();
    for (JobUsage job : jobs) {
      byName.computeIfAbsent(nameOf(job.job(), grouping), name -> new ArrayList<>()).add(job);
    }
    List<JobGroup> groups = new ArrayList<>(byName.size());
    byName.forEach((name, its) -> groups.add(of(name, its, now)));
    groups.sort(BY_NAME);
    return List.copyOf(groups);
  }

  /** The group of a job; jobs that wait for any of several partitions are a group of their own. */
  public static String nameOf(JobInfo job, UserGrouping grouping) {
    return UserAggregate.groupOf(
        switch (grouping) {
          case USER -> job.user().orElse("");
          case ACCOUNT -> job.account().orElse("");
          case PARTITION -> job.partition().orElse("");
        });
  }

  private static JobGroup of(String name, List<JobUsage> jobs, Instant now) {
    GpuAdder adder = new GpuAdder(now);
    Set<String> nodes = new HashSet<>();
    long gpus = -1;
    long given = -1;
    for (JobUsage job : jobs) {
      int listed = 0;
      for (JobNodeUsage node : job.nodes()) {
        nodes.add(node.node());
        for (JobGpu gpu : node.gpus()) {
          adder.add(gpu);
          listed += gpu.isCounted() ? 1 : 0;
        }
      }
      adder.addUnknown(Math.max(0, job.uses().all() - listed));
      gpus = job.gpus().isPresent() ? Math.max(0, gpus) + job.gpus().getAsInt() : gpus;
      given = GpuAdder.sum(given, job.givenGpuSeconds());
    }
    return new JobGroup(
        name,
        jobs,
        nodes.size(),
        gpus < 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(Integer.MAX_VALUE, gpus)),
        adder.sums(),
        given < 0 ? OptionalLong.empty() : OptionalLong.of(given));
  }

  /** How many GPUs have a process; absent when the use of none of them is known. */
  public OptionalInt gpusUsed() {
    return sums.gpusUsed();
  }

  private static final Comparator<JobGroup> BY_NAME =
      Comparator.comparing((JobGroup group) -> group.name.equals(UserAggregate.UNATTRIBUTED))
          .thenComparing(JobGroup::name);

  /**
   * The order of groups that goes with an order of jobs: by number of jobs for {@link
   * JobOrder#JOB}, by name for {@link JobOrder#USER}, by GPU-seconds given for {@link
   * JobOrder#ELAPSED}, else by the same figure. Every tie is broken by name.
   */
  public static Comparator<JobGroup> comparator(JobOrder order) {
    return switch (order) {
      case JOB -> descending(group -> OptionalLong.of(group.jobs.size()));
      case USER -> BY_NAME;
      case GPUS -> descending(group -> OptionalLong.of(group.gpus.orElse(-1)));
      case USED -> descending(group -> OptionalLong.of(group.gpusUsed().orElse(-1)));
      case UTIL ->
          Comparator.comparingDouble(
                  (JobGroup group) ->
                      group.sums.utilization().map(Utilization::median).orElse(Double.MAX_VALUE))
              .thenComparing(BY_NAME);
      case VRAM -> descending(group -> group.sums.vramUsedBytes());
      case POWER -> descending(group -> group.sums.powerMicrowatts());
      case ELAPSED -> descending(JobGroup::givenGpuSeconds);
      case WASTED -> descending(group -> group.sums.wastedGpuSeconds());
    };
  }

  private static Comparator<JobGroup> descending(Function<JobGroup, OptionalLong> figure) {
    return Comparator.comparingLong((JobGroup group) -> figure.apply(group).orElse(-1))
        .reversed()
        .thenComparing(BY_NAME);
  }
}
