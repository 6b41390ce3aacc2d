package io.allsmi.core.html;

import io.allsmi.core.report.ReportBy;
import io.allsmi.core.report.UsageFigures;
import io.allsmi.core.report.UsageReport;
import io.allsmi.core.report.UsageTimeline;
import io.allsmi.core.table.ReportNotes;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A report as one HTML file: what it covers, its figures, use over time stacked by user, the
 * utilisation of hosts over time, and tables. It needs nothing but itself: no script, no font, no
 * picture from elsewhere, and a policy in it forbids every request. It is well-formed XML, follows
 * the reader's choice of light or dark, and can be printed.
 *
 * <p>Its size is bounded: charts have at most 400 columns, 9 users and 49 hosts, and a table at
 * most 500 rows.
 *
 * @since 0.30.0
 */
public final class ReportHtml {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="referrer" content="no-referrer"/>
      """;

  private final UsageReport report;
  private final ReportBy by;
  private final Markup out;

  private ReportHtml(UsageReport report, ReportBy by, Markup out) {
    this.report = report;
    this.by = by;
    this.out = out;
  }

  /**
   * Writes the page.
   *
   * @param by whose table comes first; those of users, hosts and days are there too
   * @param out is to be written as UTF-8
   * @throws IOException when the output does
   */
  public static void write(UsageReport report, ReportBy by, Appendable out) throws IOException {
    new ReportHtml(report, by, new Markup(out)).page();
  }

  private void page() throws IOException {
    out.raw(HEAD).raw("<title>").text("GPU use, " + ReportNotes.span(report)).raw("</title>\n");
    out.raw("<style>\n").raw(Style.css()).raw("</style>\n</head>\n<body>\n").raw(Style.PATTERNS);
    out.raw("<main>\n<header>\n<h1>GPU use</h1>\n<p class=\"sub\">")
        .text(ReportNotes.span(report))
        .raw("</p>\n<p class=\"sub\">")
        .text(ReportNotes.covered(report))
        .raw("</p>\n");
    List<String> missing = ReportNotes.missing(report);
    if (!missing.isEmpty()) {
      out.raw("<ul class=\"missing\">\n");
      for (String note : missing) {
        out.raw("<li>⚠ ").text(note).raw("</li>\n");
      }
      out.raw("</ul>\n");
    }
    out.raw("</header>\n");
    tiles();
    charts();
    Set<ReportBy> tables = EnumSet.of(ReportBy.USER, ReportBy.HOST, ReportBy.DAY);
    new HtmlTable(report, by, out).write();
    for (ReportBy other : tables) {
      if (other != by) {
        new HtmlTable(report, other, out).write();
      }
    }
    notes();
    out.raw("</main>\n</body>\n</html>\n");
  }

  private void tiles() throws IOException {
    UsageFigures total = report.total();
    out.raw("<dl class=\"tiles\">\n");
    boolean isPart = total.gpuHoursWithoutUtilization().signum() > 0;
    String least = isPart && total.gpuHoursBusy().isPresent() ? "≥ " : "";
    long gpus =
        report.gpus().stream().filter(r -> !r.uuid().isEmpty() || !r.model().isEmpty()).count();
    tile(
        "Available",
        hours(total.gpuHoursAvailable()),
        gpus
            + (gpus == 1 ? " GPU on " : " GPUs on ")
            + report.hosts().size()
            + (report.hosts().size() == 1 ? " host" : " hosts"));
    tile(
        "Held",
        hours(total.gpuHoursHeld()),
        part(total.gpuHoursHeld(), total.gpuHoursAvailable(), "of available"));
    tile(
        "Busy",
        least + hours(total.gpuHoursBusy()),
        part(total.gpuHoursBusy(), total.gpuHoursHeld(), "of held"));
    tile(
        "Idle-held",
        least + hours(total.gpuHoursIdle()),
        part(total.gpuHoursIdle(), total.gpuHoursHeld(), "of held"));
    tile(
        "Free",
        hours(total.gpuHoursFree()),
        part(total.gpuHoursFree(), total.gpuHoursAvailable(), "of available"));
    tile(
        "Energy of GPUs",
        total.energyKwh().map(e -> Words.big(e) + " kWh").orElse("–"),
        total
            .cost()
            .map(c -> "cost " + Words.big(c))
            .orElse(part(total.unattributedEnergyKwh(), total.energyKwh(), "held by nobody")));
    out.raw("</dl>\n");
  }

  private void tile(String name, String figure, String detail) throws IOException {
    out.raw("<div><dt>").text(name).raw("</dt><dd class=\"big\">").text(figure);
    out.raw("</dd><dd>").text(detail).raw("</dd></div>\n");
  }

  private static String hours(Optional<BigDecimal> hours) {
    return hours.map(h -> Words.big(h) + " h").orElse("–");
  }

  private static String part(Optional<BigDecimal> part, Optional<BigDecimal> whole, String ofWhat) {
    if (part.isEmpty() || whole.isEmpty() || whole.get().signum() == 0) {
      return "\u00a0";
    }
    return part.get().movePointRight(2).divide(whole.get(), 0, RoundingMode.HALF_UP).toPlainString()
        + " % "
        + ofWhat;
  }

  private void charts() throws IOException {
    if (report.timeline().columns().isEmpty()) {
      out.raw("<p class=\"card\">Nothing is covered, so there is nothing to draw.</p>\n");
      return;
    }
    TimeAxis axis = new TimeAxis(report);
    out.raw("<figure class=\"card\">\n<h2>GPUs held over time, by user</h2>\n<figcaption>")
        .text("A column is " + axis.columnWidth() + "; ")
        .raw("a shared GPU is split by memory. ")
        .text("Times are in " + report.options().zone() + ".")
        .raw("</figcaption>\n<div class=\"scroll\">\n");
    new StackChart(report, axis, out).write();
    out.raw("</div>\n</figure>\n<figure class=\"card\">\n<h2>Utilisation of hosts</h2>\n")
        .raw("<figcaption>Mean utilisation of the GPUs of each host, held or free; on the right ")
        .raw("over the whole time.");
    List<UsageTimeline.Series> hosts = report.timeline().hosts();
    if (!hosts.isEmpty() && hosts.get(hosts.size() - 1).rest() > 0) {
      out.raw(" Shown are the " + (hosts.size() - 1) + " hosts whose GPUs were held the most; ")
          .raw("the last row is all others together.");
    }
    out.raw("</figcaption>\n<div class=\"scroll\">\n");
    new HeatMap(report, axis, out).write();
    out.raw("</div>\n</figure>\n");
  }

  private void notes() throws IOException {
    String idle =
        BigDecimal.valueOf(report.options().idleBelowPercent())
            .stripTrailingZeros()
            .toPlainString();
    out.raw("<section class=\"card notes\">\n<h2>How it is counted</h2>\n<dl>\n");
    note(
        "Held",
        "A process of the user has the GPU. Of a GPU that several share each has the full hours; "
            + "the share splits them by device memory and adds up to the total.");
    note("Busy", "Hours held times utilisation, a shared GPU split in the same way.");
    note("Idle-held", "Held while the utilisation was below " + idle + " %.");
    note(
        "Energy",
        "What the GPUs drew, split among their users by device memory. What GPUs drew on which "
            + "nobody held memory is in the total and no user's.");
    note(
        "Time",
        "A reading holds until the next one, at most for three intervals; the rest is a gap and "
            + "counts for nothing. A host that was down counts for nothing while it was.");
    note("≥", "Some hours are missing from this figure, as a reading was missing. – is not known.");
    out.raw("</dl>\n</section>\n");
  }

  private void note(String term, String text) throws IOException {
    out.raw("<dt>").text(term).raw("</dt><dd>").text(text).raw("</dd>\n");
  }
}
