package io.allsmi.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Every host of a cluster as last seen, failing ones included. What flows from every source to
 * every view.
 *
 * @param takenAt when this was put together; ages are counted from here
 * @param source where it comes from
 * @param interval how often each host is asked; zero for a single look
 * @param hosts in the order of the targets; each {@link HostSnapshot#hostId()} once; unmodifiable
 */
public record ClusterSnapshot(
    Instant takenAt, Source source, Duration interval, List<HostSnapshot> hosts) {
  /** Checks the arguments and copies the list. */
  public ClusterSnapshot {
    Objects.requireNonNull(takenAt, "takenAt");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(interval, "interval");
    hosts = List.copyOf(hosts);
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
