package io.allsmi.record;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.NodeHosts;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.usage.SystemAccounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts other names in the place of those in a list of jobs, so that they still fit the hosts and
 * processes of their snapshot: a node that is a host gets the name of that host's key, and the
 * number of a job becomes the same other number in its processes.
 */
final class JobPseudonyms {
  private static final String JOB = "job";

  /** A quality of service that every cluster has. */
  private static final Set<String> COMMON_QOS = Set.of("normal");

  private final Pseudonyms names;
  private final NodeHosts hosts;

  JobPseudonyms(Pseudonyms names, List<HostSnapshot> hosts) {
    this.names = names;
    this.hosts = NodeHosts.of(hosts);
  }

  /** Another id: of {@code 7602_3} and {@code 7602.batch} the number is another. */
  static String id(String id, Pseudonyms names) {
    int end = 0;
    while (end < id.length() && id.charAt(end) >= '0' && id.charAt(end) <= '9') {
      end++;
    }
    return end == 0
        ? names.name(JOB, id)
        : names.number(JOB, id.substring(0, end)) + safe(id.substring(end), names);
  }

  /** What stands behind the number, where it is a task, a component or a step. */
  private static String safe(String rest, Pseudonyms names) {
    return rest.chars().allMatch(c -> c < 0x7F && (isDigit(c) || "_+[]-,%.:".indexOf(c) >= 0))
            || rest.equals(".batch")
            || rest.equals(".extern")
        ? rest
        : "_" + names.name(JOB, rest);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  JobList hide(JobList list) {
    List<JobInfo> jobs = new ArrayList<>(list.jobs().size());
    for (JobInfo job : list.jobs()) {
      jobs.add(hide(job));
    }
    return new JobList(
        jobs,
        list.readAt(),
        list.cluster().map(name -> names.name("cluster", name)),
        list.problem().map(text -> Pseudonyms.HIDDEN));
  }

  private JobInfo hide(JobInfo job) {
    String user = job.user().orElse("");
    boolean system = SystemAccounts.isSystem(user, uid(job));
    return new JobInfo(
        id(job.id(), names),
        number(job.rawId()),
        number(job.arrayJobId()),
        job.arrayTask(),
        number(job.hetJobId()),
        job.hetOffset(),
        job.name().map(name -> names.name("jobname", name)),
        job.user().map(name -> system ? name : names.name("user", name)),
        system ? job.uid() : OptionalLong.empty(),
        job.account().map(name -> names.name("account", name)),
        job.partition().map(this::partitions),
        job.qos().map(name -> COMMON_QOS.contains(name) ? name : names.name("qos", name)),
        job.state(),
        job.stateText().map(JobPseudonyms::word),
        job.stateFlags().stream().map(JobPseudonyms::word).toList(),
        job.reason().map(JobPseudonyms::word),
        job.nodes().stream().map(this::hide).toList(),
        job.nodeCount(),
        job.asked(),
        job.cpus(),
        job.memoryBytes(),
        job.submitTime(),
        job.startTime(),
        job.endTime(),
        job.runTime(),
        job.timeLimit());
  }

  private static int uid(JobInfo job) {
    long uid = job.uid().orElse(-1);
    return uid > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) uid;
  }

  private OptionalLong number(OptionalLong number) {
    return number.isEmpty()
        ? number
        : OptionalLong.of(names.number(JOB, Long.toString(number.getAsLong())));
  }

  private String partitions(String several) {
    return Arrays.stream(several.split(",", -1))
        .map(name -> names.name("partition", name))
        .collect(Collectors.joining(","));
  }

  /** A word of Slurm's own; what has blanks or figures may hold names. */
  private static String word(String text) {
    return text.chars().allMatch(c -> c == '_' || (c < 0x7F && Character.isLetter(c)))
        ? text
        : Pseudonyms.HIDDEN;
  }

  private JobNode hide(JobNode node) {
    String name = hosts.host(node.name()).map(HostSnapshot::hostId).orElse(node.name());
    return new JobNode(
        names.name("host", name), node.gpusKnown(), node.gpus(), node.cpus(), node.memoryBytes());
  }
}
