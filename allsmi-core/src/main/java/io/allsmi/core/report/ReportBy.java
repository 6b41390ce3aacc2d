package io.allsmi.core.report;

import java.util.List;

/**
 * What a row of a report is about.
 *
 * @since 0.30.0
 */
public enum ReportBy {
  /** A user. */
  USER("user"),
  /** A host. */
  HOST("host"),
  /** A GPU. */
  GPU("gpu"),
  /** A day of the report's zone. */
  DAY("day"),
  /** An hour of the report's zone. */
  HOUR("hour"),
  /** A job of the batch system. */
  JOB("job"),
  /** Whom jobs are charged to. */
  ACCOUNT("account"),
  /** A partition of the batch system. */
  PARTITION("partition");

  private final String wireName;

  ReportBy(String wireName) {
    this.wireName = wireName;
  }

  /** The name used on the command line and in JSON: lower case. */
  public String wireName() {
    return wireName;
  }

  /**
   * Whether the rows are about jobs: then their figures are {@link UsageFigures#jobHours()}, the
   * utilisation, VRAM and energy of the GPUs that jobs were given.
   */
  public boolean isOfJobs() {
    return this == JOB || this == ACCOUNT || this == PARTITION;
  }

  /** The rows of a report. */
  public List<UsageRow> rows(UsageReport report) {
    return switch (this) {
      case USER -> report.users();
      case HOST -> report.hosts();
      case GPU -> report.gpus();
      case DAY -> report.days();
      case HOUR -> report.hours();
      case JOB -> report.jobs().jobs();
      case ACCOUNT -> report.jobs().accounts();
      case PARTITION -> report.jobs().partitions();
    };
  }
}
