package io.allsmi.core.table;

import io.allsmi.core.report.Gaps;
import io.allsmi.core.report.JobHours;
import io.allsmi.core.report.UsageFigures;
import io.allsmi.core.report.UsageReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a report says about itself in words: its time, and what is missing from its figures.
 *
 * @since 0.30.0
 */
public final class ReportNotes {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int GAPS_NAMED = 3;

  private ReportNotes() {}

  /** A moment in the report's zone: {@code 2026-04-20 12:34:56}. */
  public static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  /** {@code 2026-04-20 12:00:00 to 2026-04-20 18:00:00 (Europe/Berlin)}. */
  public static String span(UsageReport report) {
    ZoneId zone = report.options().zone();
    return time(report.from(), zone) + " to " + time(report.to(), zone) + " (" + zone + ")";
  }

  /** {@code 05:58:00 covered of 06:00:00, 7200 frames}. */
  public static String covered(UsageReport report) {
    return length(report.covered())
        + " covered of "
        + length(report.span())
        + ", "
        + count(report.frames(), "frame");
  }

  /** A duration: {@code 00:10:00}, with milliseconds below ten seconds. */
  public static String length(Duration length) {
    return length.compareTo(Duration.ofSeconds(10)) < 0 && length.toMillisPart() > 0
        ? BigDecimal.valueOf(length.toMillis(), 3).stripTrailingZeros().toPlainString() + " s"
        : Quantity.duration(length.toSeconds());
  }

  /** What is missing, one sentence each; empty when nothing is. */
  public static List<String> missing(UsageReport report) {
    List<String> notes = new ArrayList<>();
    UsageFigures total = report.total();
    if (report.gaps().count() > 0) {
      notes.add(gaps(report.gaps(), report.options().zone()));
    }
    if (total.isPartial()) {
      notes.add(
          percent(total.hostHoursSeen(), total.hostHoursExpected())
              + " of host-hours seen: "
              + ReportColumns.shown(total.hostHoursSeen())
              + " of "
              + ReportColumns.shown(total.hostHoursExpected()));
    }
    if (report.framesIgnored() > 0) {
      notes.add(
          count(report.framesIgnored(), "frame")
              + " left out, no later than one before or of no usable time");
    }
    missing(
        notes,
        total.gpuHoursWithoutProcesses(),
        "GPU-hours on hosts that report no processes: who held them is not known");
    missing(
        notes,
        total.gpuHoursWithoutUtilization(),
        "GPU-hours held without a utilisation reading are neither busy nor idle");
    missing(
        notes,
        total.gpuHoursWithoutMemory(),
        "GPU-hours held without a memory reading of some process");
    missing(notes, total.gpuHoursWithoutPower(), "GPU-hours without a power reading");
    return notes;
  }

  /** What is missing from a report by job, account or partition, one sentence each. */
  public static List<String> missingJobs(UsageReport report) {
    List<String> notes = new ArrayList<>();
    if (report.gaps().count() > 0) {
      notes.add(gaps(report.gaps(), report.options().zone()));
    }
    Duration without = report.covered().minus(report.jobs().covered());
    if (!without.isZero()) {
      notes.add(length(without) + " covered without a list of jobs, or with one that was too old");
    }
    UsageFigures total = report.jobs().total();
    BigDecimal unknown = total.jobHours().map(JobHours::unknown).orElse(BigDecimal.ZERO);
    missing(notes, unknown, "GPU-hours given of which it is not known what was made of them");
    missing(notes, total.gpuHoursWithoutPower(), "GPU-hours given without a power reading");
    return notes;
  }

  private static void missing(List<String> notes, BigDecimal hours, String what) {
    if (hours.signum() > 0) {
      notes.add(ReportColumns.shown(hours) + " " + what);
    }
  }

  private static String gaps(Gaps gaps, ZoneId zone) {
    StringBuilder text = new StringBuilder();
    text.append(count(gaps.count(), "gap")).append(", ").append(length(gaps.total()));
    text.append(" in all, count for nothing: ");
    String separator = "";
    for (Gaps.Gap gap : gaps.listed().subList(0, Math.min(GAPS_NAMED, gaps.listed().size()))) {
      text.append(separator).append(time(gap.from(), zone)).append(" for ");
      text.append(length(gap.length()));
      separator = "; ";
    }
    return text.append(gaps.count() > GAPS_NAMED ? "; …" : "").toString();
  }

  /** A part of a whole, rounded down to a tenth so that 100 % means all of it. */
  private static String percent(BigDecimal part, BigDecimal whole) {
    return part.movePointRight(2).divide(whole, 1, RoundingMode.DOWN).toPlainString() + " %";
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
