package io.allsmi.core.jobs;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets what jobs were given against what they use.
 *
 * <pre>{@code
 * JobAggregation jobs = JobAggregator.aggregate(snapshot);
 * for (JobUsage job : jobs.jobs()) {
 *   System.out.println(job.job().id() + " has " + job.gpus() + " GPUs and uses " + job.gpusUsed());
 * }
 * }</pre>
 *
 * @since 0.30.0
 */
public final class JobAggregator {
  /** Components of a heterogeneous job that are looked at, as many as Slurm allows. */
  private static final int COMPONENTS = 128;

  private final ClusterSnapshot cluster;
  private final JobList list;
  private final GpuUseWindow window;
  private final NodeHosts nodeHosts;

  /** By place of a host, made when needed. */
  private final @Nullable HostRows[] rows;

  private final List<Work> works = new ArrayList<>();
  private final Map<Long, List<Work>> byNumber = new HashMap<>();

  /** The nodes of jobs, and why those are missing that are. */
  private final Map<String, Optional<String>> nodes = new HashMap<>();

  private JobAggregator(ClusterSnapshot cluster, JobList list, GpuUseWindow window) {
    this.cluster = cluster;
    this.list = list;
    this.window = window;
    this.nodeHosts = NodeHosts.of(cluster.hosts());
    this.rows = new @Nullable HostRows[cluster.hosts().size()];
  }

  /** One job while it is worked on. */
  private static final class Work {
    final JobInfo job;
    final List<JobNodeUsage> nodes = new ArrayList<>();
    final List<StrayProcess> strays = new ArrayList<>();

    /** Hosts of which it is not known which GPUs it has there. */
    final Set<Integer> openHosts = new HashSet<>();

    /** Whether it may be on any host. */
    boolean isOpen;

    Work(JobInfo job) {
      this.job = job;
      boolean isCut = job.holdsNodes() && job.nodeCount().orElse(0) > job.nodes().size();
      isOpen = isCut || job.state().waits() || job.state() == JobState.UNKNOWN;
    }
  }

  /** The jobs of a snapshot by its readings alone: {@link GpuUseWindow#of} it. */
  public static JobAggregation aggregate(ClusterSnapshot cluster) {
    return aggregate(cluster, GpuUseWindow.of(cluster));
  }

  /**
   * The jobs of a snapshot.
   *
   * <p><b>Nodes and GPUs.</b> A node is found among the hosts as {@link NodeHosts} says. A GPU that
   * a job was given by number is the one with that index on the host. GPUs that were given without
   * a number are all GPUs of the node where as many were given as it has, else those on which
   * processes of the job are, as far as there are enough; parts of GPUs are where processes of the
   * job are. The rest is unknown, and so is all on a node that is not read; how its GPUs were last
   * read is kept beside them and counts nowhere.
   *
   * <p><b>Processes.</b> A process is of the job whose number it carries, and one that carries the
   * number of a heterogeneous job is of the component that has its GPU. A process that carries none
   * is not of the job when another user has it who is no system account; else it cannot be told. A
   * process of a job on a GPU that the job was not given is a stray, and so is one that is left of
   * a job that has ended. There is no stray where it is not known which GPUs the job has, nor of a
   * job that waits: it may have begun since the jobs were read. Nor is there one of a job whose
   * state is not known.
   *
   * @param cluster the snapshot; without jobs the result has none
   * @param window has seen the snapshot
   */
  public static JobAggregation aggregate(ClusterSnapshot cluster, GpuUseWindow window) {
    JobList list =
        cluster
            .jobs()
            .orElse(new JobList(List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
    return new JobAggregator(cluster, list, window).work();
  }

  private JobAggregation work() {
    for (JobInfo job : list.jobs()) {
      Work work = new Work(job);
      works.add(work);
      job.rawId().ifPresent(number -> put(number, work));
      if (!job.hetJobId().equals(job.rawId())) {
        job.hetJobId().ifPresent(number -> put(number, work));
      }
      if (job.holdsNodes()) {
        job.nodes().forEach(node -> add(node, work));
      }
    }
    if (!works.isEmpty()) {
      strays();
    }
    Instant now = cluster.takenAt();
    Instant readAt = list.readAt().orElse(now);
    List<JobUsage> jobs = new ArrayList<>(works.size());
    for (Work work : works) {
      jobs.add(JobSums.of(work.job, work.nodes, work.strays, now, readAt));
    }
    return new JobAggregation(now, jobs, coverage(), list.readAt(), list.problem());
  }

  private void put(long number, Work work) {
    List<Work> same = byNumber.computeIfAbsent(number, n -> new ArrayList<>(1));
    if (same.size() < COMPONENTS) {
      same.add(work);
    }
  }

  private void add(JobNode node, Work work) {
    int place = nodeHosts.place(node.name());
    boolean counts = place >= 0 && counts(place);
    if (counts) {
      nodes.put(node.name(), Optional.empty());
    } else {
      nodes.computeIfAbsent(node.name(), name -> Optional.of(why(name, place)));
    }
    Optional<HostSnapshot> host =
        place < 0 ? Optional.empty() : Optional.of(cluster.hosts().get(place));
    if (!counts) {
      work.isOpen |= place < 0;
      List<JobGpu> last = List.of();
      if (host.isPresent() && !host.get().gpus().isEmpty()) {
        last = new GrantedGpus(work.job, node, rows(place), window).find();
      }
      work.nodes.add(
          new JobNodeUsage(node.name(), host, node.gpusKnown(), GrantedGpus.unread(node), last));
      return;
    }
    GrantedGpus granted = new GrantedGpus(work.job, node, rows(place), window);
    work.nodes.add(
        new JobNodeUsage(node.name(), host, node.gpusKnown(), granted.find(), List.of()));
    if (granted.isOpen()) {
      work.openHosts.add(place);
    }
  }

  private boolean counts(int place) {
    return cluster.hosts().get(place).status().state().countsInSums();
  }

  private HostRows rows(int place) {
    HostRows made = rows[place];
    if (made == null) {
      made = new HostRows(cluster.hosts().get(place));
      rows[place] = made;
    }
    return made;
  }

  private String why(String node, int place) {
    if (place < 0) {
      return nodeHosts.isAmbiguous(node)
          ? "several hosts may be this node"
          : "no host is this node";
    }
    HostSnapshot host = cluster.hosts().get(place);
    if (!host.status().message().isEmpty()) {
      return host.status().message();
    }
    return host.status().state() == HostState.PENDING
        ? "not asked yet"
        : host.status().state().wireName();
  }

  private void strays() {
    for (int place = 0; place < rows.length; place++) {
      if (!counts(place)) {
        continue;
      }
      HostRows read = rows(place);
      for (int row = 0; read.tellsJobs() && row < read.table.size(); row++) {
        stray(place, read, row);
      }
    }
  }

  private void stray(int place, HostRows read, int row) {
    if (read.job(row) == HostRows.NO_JOB
        || read.isPlaced(row)
        || read.gpu(row) < 0
        || read.isGraphics(row)) {
      return;
    }
    List<Work> jobs = byNumber.get(read.job(row));
    if (jobs == null || jobs.stream().anyMatch(work -> isOpen(work, place, read))) {
      return;
    }
    Work owner = jobs.get(0);
    for (Work work : jobs) {
      owner = work.job.rawId().orElse(HostRows.NO_JOB) == read.job(row) ? work : owner;
    }
    HostSnapshot host = read.host;
    owner.strays.add(
        new StrayProcess(
            host.hostId(),
            host.hostname(),
            OptionalInt.of(host.gpus().get(read.gpu(row)).index().orElse(read.gpu(row))),
            read.table.get(row)));
  }

  /** Whether a job may have any GPU of a host. */
  private boolean isOpen(Work work, int place, HostRows read) {
    boolean isOlder =
        !work.job.holdsNodes()
            && list.readAt().isPresent()
            && !read.host.takenAt().isAfter(list.readAt().get());
    return work.isOpen || isOlder || work.openHosts.contains(place);
  }

  private JobCoverage coverage() {
    List<JobCoverage.Missing> missing = new ArrayList<>();
    nodes.forEach(
        (node, why) -> why.ifPresent(text -> missing.add(new JobCoverage.Missing(node, text))));
    missing.sort(Comparator.comparing(JobCoverage.Missing::node));
    return new JobCoverage(nodes.size(), nodes.size() - missing.size(), missing);
  }
}
