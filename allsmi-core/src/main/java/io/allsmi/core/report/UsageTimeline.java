package io.allsmi.core.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Use over time for charts, in at most 400 columns of one width. A value is the mean over the time
 * of its column that is covered.
 *
 * @param start when the first column begins, at or before the report
 * @param width how long a column is
 * @param columns the columns of the whole cluster
 * @param users GPUs held by the users with the most, a shared GPU split; the most first, then all
 *     others together where there are more. Together they are what the cluster held
 * @param hosts utilisation of hosts by name, and of the rest together where there are more
 * @since 0.30.0
 */
public record UsageTimeline(
    Instant start, Duration width, List<Column> columns, List<Series> users, List<Series> hosts) {
  /** Checks the arguments and copies the lists. */
  public UsageTimeline {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(width, "width");
    columns = List.copyOf(columns);
    users = List.copyOf(users);
    hosts = List.copyOf(hosts);
  }

  /**
   * One column of the whole cluster.
   *
   * @param covered the part of it that is covered, 0–1
   * @param available GPUs that could be read; absent when nothing is covered
   * @param held GPUs held; absent as above
   * @param busy GPUs held times utilisation; absent as above
   */
  public record Column(
      double covered, OptionalDouble available, OptionalDouble held, OptionalDouble busy) {}

  /**
   * One user's or host's values.
   *
   * @param name the user or the host's name
   * @param id the host's key; empty for users and for the rest together
   * @param rest how many users or hosts these are the rest of; 0 for a single one
   * @param mean of a user the GPU-hours of the whole time, of a host the mean utilisation in
   *     percent; absent when not known
   * @param values one per column; of a user GPUs, of a host percent; absent when nothing is covered
   *     or known
   */
  public record Series(
      String name, String id, int rest, OptionalDouble mean, List<OptionalDouble> values) {
    /** Checks the arguments and copies the list. */
    public Series {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(mean, "mean");
      values = List.copyOf(values);
    }
  }
}
