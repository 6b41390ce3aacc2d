package io.allsmi.core;

import io.allsmi.core.slurm.JobList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Every host of a cluster as last seen, failing ones included. What flows from every source to
 * every view.
 *
 * @param takenAt when this was put together; ages are counted from here
 * @param source where it comes from
 * @param interval how often each host is asked; zero for a single look
 * @param hosts in the order of the targets; each {@link HostSnapshot#hostId()} once; unmodifiable
 * @param issues what is wrong with the source as a whole, such as lines of a list of hosts that
 *     were left out, or why the list could not be read again; unmodifiable
 * @param jobs the jobs of the cluster's batch system; absent where nobody asked for them
 */
public record ClusterSnapshot(
    Instant takenAt,
    Source source,
    Duration interval,
    List<HostSnapshot> hosts,
    List<Issue> issues,
    Optional<JobList> jobs) {
  /** Checks the arguments and copies the lists. */
  public ClusterSnapshot {
    Objects.requireNonNull(takenAt, "takenAt");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(interval, "interval");
    hosts = List.copyOf(hosts);
    issues = List.copyOf(issues);
    Objects.requireNonNull(jobs, "jobs");
  }

  /** A snapshot of a source that knows of no jobs. */
  public ClusterSnapshot(
      Instant takenAt,
      Source source,
      Duration interval,
      List<HostSnapshot> hosts,
      List<Issue> issues) {
    this(takenAt, source, interval, hosts, issues, Optional.empty());
  }

  /** A snapshot of a source that nothing is wrong with. */
  public ClusterSnapshot(
      Instant takenAt, Source source, Duration interval, List<HostSnapshot> hosts) {
    this(takenAt, source, interval, hosts, List.of());
  }

  /** The same hosts with these jobs. */
  public ClusterSnapshot withJobs(JobList list) {
    return new ClusterSnapshot(takenAt, source, interval, hosts, issues, Optional.of(list));
  }

  /** Where a snapshot of a cluster comes from. */
  public enum Source {
    /** This machine. */
    LOCAL("local"),
    /** Exporters over HTTP. */
    REMOTE("remote"),
    /** Hosts over SSH, without an agent. */
    SSH("ssh"),
    /** The nodes of Slurm jobs. */
    SLURM("slurm"),
    /** A Prometheus-compatible server. */
    PROMETHEUS("prometheus");

    private final String wireName;

    Source(String wireName) {
      this.wireName = wireName;
    }

    /** The name used in JSON: lower case. */
    public String wireName() {
      return wireName;
    }
  }
}
