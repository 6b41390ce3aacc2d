package io.allsmi.core.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Who used a cluster over some time.
 *
 * @param from when the first frame was taken
 * @param to when the reading of the last one ends
 * @param options what the report was made for
 * @param frames how many frames it is made of
 * @param framesIgnored frames that were no later than one before them, or of no usable time; they
 *     count for nothing
 * @param covered how much of the time is covered: all but the gaps
 * @param gaps the rest
 * @param total everything
 * @param users those who held a GPU, the largest share first, the unattributed group last
 * @param usersWithoutGpus how many users had processes and never held a GPU
 * @param hosts by name
 * @param gpus by host and number; a device that only processes name has no model and no UUID
 * @param days days of the zone with anything covered, in order
 * @param hours hours of the zone with anything covered, in order
 * @param timeline use over time for charts
 * @param jobs the jobs of the batch system; empty where none were recorded
 * @since 0.30.0
 */
public record UsageReport(
    Instant from,
    Instant to,
    ReportOptions options,
    long frames,
    long framesIgnored,
    Duration covered,
    Gaps gaps,
    UsageFigures total,
    List<UsageRow> users,
    int usersWithoutGpus,
    List<UsageRow> hosts,
    List<UsageRow> gpus,
    List<UsageRow> days,
    List<UsageRow> hours,
    UsageTimeline timeline,
    JobReport jobs) {
  /** Checks the arguments and copies the lists. */
  public UsageReport {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(covered, "covered");
    Objects.requireNonNull(gaps, "gaps");
    Objects.requireNonNull(total, "total");
    users = List.copyOf(users);
    hosts = List.copyOf(hosts);
    gpus = List.copyOf(gpus);
    days = List.copyOf(days);
    hours = List.copyOf(hours);
    Objects.requireNonNull(timeline, "timeline");
    Objects.requireNonNull(jobs, "jobs");
  }

  /** How long the report is, gaps included. */
  public Duration span() {
    return Duration.between(from, to);
  }
}
