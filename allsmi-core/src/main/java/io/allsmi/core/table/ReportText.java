package io.allsmi.core.table;

import io.allsmi.core.report.ReportBy;
import io.allsmi.core.report.UsageFigures;
import io.allsmi.core.report.UsageReport;
import io.allsmi.core.report.UsageRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as plain text: its time, what is missing, the rows, the total, and what belongs to
 * nobody. {@code ≥} stands before a figure from which hours are missing.
 *
 * @since 0.30.0
 */
public final class ReportText {
  private ReportText() {}

  /**
   * Writes the rows of one kind.
   *
   * @throws IOException when the output does
   */
  public static void write(UsageReport report, ReportBy by, Appendable out) throws IOException {
    write(report, by, Integer.MAX_VALUE, out);
  }

  /**
   * Writes the rows of one kind.
   *
   * @param maxWidth cells a line of the table may take; what does not fit is cut off
   * @throws IOException when the output does
   */
  public static void write(UsageReport report, ReportBy by, int maxWidth, Appendable out)
      throws IOException {
    boolean priced = report.options().pricePerKwh().isPresent();
    out.append("GPU use, ").append(ReportNotes.span(report)).append('\n');
    out.append(ReportNotes.covered(report)).append('\n');
    List<String> notes =
        by.isOfJobs() ? ReportNotes.missingJobs(report) : ReportNotes.missing(report);
    for (String note : notes) {
      out.append("⚠ ").append(note).append('\n');
    }
    out.append('\n');
    List<UsageRow> rows = new ArrayList<>(by.rows(report));
    rows.add(UsageRow.named("TOTAL", total(report, by)));
    TextTable.write(ReportColumns.of(by, priced), rows, maxWidth, out);
    out.append('\n');
    if (by == ReportBy.USER) {
      for (String line : nobody(report)) {
        out.append(line).append('\n');
      }
    }
    if (by.isOfJobs()) {
      out.append("Active: utilisation of at least ")
          .append(percent(report.options().idleBelowPercent()))
          .append(" within 5 minutes; parked: memory held; idle: a process; unused: none.\n");
      return;
    }
    out.append("Idle-held: held while the utilisation was below ")
        .append(percent(report.options().idleBelowPercent()))
        .append(".\n");
  }

  /** The total as the given kind of row counts it. */
  private static UsageFigures total(UsageReport report, ReportBy by) {
    if (by.isOfJobs()) {
      return report.jobs().total();
    }
    return by == ReportBy.USER ? report.total().ofHeld() : report.total();
  }

  /** What no user's row has. */
  static List<String> nobody(UsageReport report) {
    List<String> lines = new ArrayList<>();
    report
        .total()
        .gpuHoursAvailable()
        .ifPresent(
            hours ->
                lines.add(
                    "Of "
                        + ReportColumns.shown(hours)
                        + " GPU-hours available "
                        + report.total().gpuHoursFree().map(ReportColumns::shown).orElse("?")
                        + " were free."));
    report
        .total()
        .unattributedEnergyKwh()
        .filter(kwh -> kwh.signum() > 0)
        .ifPresent(
            kwh ->
                lines.add(
                    ReportColumns.shown(kwh)
                        + " of the total kWh were drawn by GPUs on which nobody held memory."));
    return lines;
  }

  /** {@code 5 %}. */
  static String percent(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + " %";
  }
}
