package io.allsmi.core.jobs;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessIdentity;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.core.usage.UserOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up the process rows of a cluster by what their jobs are charged to or run in, by the rules
 * of {@link UserAggregator}.
 *
 * <pre>{@code
 * UserAggregation accounts = UserGroups.aggregate(cluster, UserGrouping.ACCOUNT);
 * }</pre>
 *
 * @since 0.30.0
 */
public final class UserGroups {
  /** The group of processes that belong to no job. */
  public static final String NO_JOB = "(no job)";

  private final UserGrouping grouping;
  private final Map<Long, String> groups = new HashMap<>();

  private UserGroups(List<JobInfo> jobs, UserGrouping grouping) {
    this.grouping = grouping;
    for (JobInfo job : jobs) {
      job.rawId().ifPresent(number -> groups.put(number, JobGroup.nameOf(job, grouping)));
    }
    for (JobInfo job : jobs) {
      job.hetJobId()
          .ifPresent(number -> groups.putIfAbsent(number, JobGroup.nameOf(job, grouping)));
    }
  }

  /** The groups of the processes of a cluster. */
  public static UserGroups of(ClusterSnapshot cluster, UserGrouping grouping) {
    return new UserGroups(cluster.jobs().map(JobList::jobs).orElse(List.of()), grouping);
  }

  /**
   * Who uses the GPUs of a cluster, by user, account or partition.
   *
   * <p>The group of a process is that of the job whose number it carries. Processes without a job
   * are in the group {@link #NO_JOB}, those of jobs that are not listed or name none in the group
   * {@link UserAggregate#UNATTRIBUTED}. No account or partition is a system account.
   *
   * @return one row per group, by name, the processes without a job and the unattributed group last
   */
  public static UserAggregation aggregate(ClusterSnapshot cluster, UserGrouping grouping) {
    if (grouping == UserGrouping.USER) {
      return UserAggregator.aggregate(cluster.hosts());
    }
    UserGroups work = of(cluster, grouping);
    List<HostSnapshot> hosts = new ArrayList<>(cluster.hosts().size());
    for (HostSnapshot host : cluster.hosts()) {
      hosts.add(host.processTable().isEmpty() ? host : work.renamed(host));
    }
    UserAggregation usage = UserAggregator.aggregate(hosts);
    List<UserAggregate> users =
        usage.users().stream()
            .map(UserGroups::ordinary)
            .sorted(UserOrder.USER.comparator())
            .toList();
    return new UserAggregation(users, usage.coverage(), usage.unattributedPowerMicrowatts());
  }

  private static UserAggregate ordinary(UserAggregate user) {
    return new UserAggregate(
        user.user(),
        false,
        user.nodes(),
        user.gpus(),
        user.procs(),
        user.vramBytes(),
        user.powerMicrowatts(),
        user.longestSeconds(),
        user.topCommand(),
        user.hosts());
  }

  /** The host with the groups of its processes for their users. */
  private HostSnapshot renamed(HostSnapshot host) {
    ProcessTable table = host.processTable();
    int rows = table.size();
    ProcessIdentity.Builder names = new ProcessIdentity.Builder(rows, host.gpus());
    for (int row = 0; row < rows; row++) {
      names.add(
          table.pid(row),
          groupOf(table, row),
          -1,
          table.name(row),
          table.commandLine(row),
          table.deviceUuid(row),
          table.deviceIndex(row));
    }
    return host.toBuilder().processes(table.as(names.build())).build();
  }

  /**
   * The group of a process.
   *
   * @param table the rows of a host
   * @param row one of them
   */
  public String groupOf(ProcessTable table, int row) {
    return grouping == UserGrouping.USER
        ? UserAggregate.groupOf(table.user(table.userCode(row)))
        : groupOf(HostRows.number(table.details(row).jobId().orElse("")));
  }

  /** The group of somebody who holds memory on a GPU. */
  public String groupOf(HeldIdleGpu.Holder holder) {
    return grouping == UserGrouping.USER
        ? holder.user()
        : groupOf(holder.job().orElse(HostRows.NO_JOB));
  }

  private String groupOf(long job) {
    return job == HostRows.NO_JOB ? NO_JOB : groups.getOrDefault(job, UserAggregate.UNATTRIBUTED);
  }
}
