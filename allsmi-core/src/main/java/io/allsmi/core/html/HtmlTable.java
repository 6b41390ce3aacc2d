package io.allsmi.core.html;

import io.allsmi.core.report.JobHours;
import io.allsmi.core.report.ReportBy;
import io.allsmi.core.report.UsageReport;
import io.allsmi.core.report.UsageRow;
import io.allsmi.core.table.CellWidth;
import io.allsmi.core.table.Column;
import io.allsmi.core.table.ReportColumns;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows of one kind as a table with its total. */
final class HtmlTable {
  private static final int ROWS = 500;
  private static final int LONG = 25;
  private static final int NAME_CELLS = 48;

  private final UsageReport report;
  private final ReportBy by;
  private final Markup out;
  private final List<Column<UsageRow>> columns;

  HtmlTable(UsageReport report, ReportBy by, Markup out) {
    this.report = report;
    this.by = by;
    this.out = out;
    columns = Column.onScreen(ReportColumns.of(by, report.options().pricePerKwh().isPresent()));
  }

  void write() throws IOException {
    List<UsageRow> rows = by.rows(report);
    String caption = "By " + by.wireName();
    out.raw("<section class=\"card" + (rows.size() > LONG ? " long" : "") + "\">\n")
        .raw("<div class=\"scroll\">\n<table id=\"by-" + by.wireName() + "\">\n<caption><h2>")
        .raw(
            caption
                + "</h2><span class=\"dim\">bars: GPU-hours "
                + (by.isOfJobs() ? "given" : "held, a shared GPU split")
                + "</span></caption>\n<thead><tr>");
    for (Column<UsageRow> column : columns) {
      out.raw("<th scope=\"col\"" + number(column) + ">").text(column.title()).raw("</th>");
    }
    out.raw("</tr></thead>\n<tbody>\n");
    BigDecimal most = most(rows);
    Set<String> twice = twice(rows);
    for (UsageRow row : rows.subList(0, Math.min(ROWS, rows.size()))) {
      row(row, most, twice);
    }
    out.raw("</tbody>\n<tfoot>");
    if (by.isOfJobs()) {
      foot(UsageRow.named("Total", report.jobs().total()));
    } else if (by == ReportBy.USER) {
      foot(UsageRow.named("GPUs held by nobody", report.total().unattributed()));
      foot(UsageRow.named("Total", report.total().ofHeld()));
    } else {
      foot(UsageRow.named("Total", report.total()));
    }
    out.raw("</tfoot>\n</table>\n</div>\n");
    if (rows.size() > ROWS) {
      out.raw("<p class=\"dim\">" + (rows.size() - ROWS) + " more rows are in the CSV.</p>\n");
    }
    out.raw("</section>\n");
  }

  private static String number(Column<UsageRow> column) {
    return column.rightAligned() ? " class=\"n\"" : "";
  }

  /** The names that several rows have. */
  private Set<String> twice(List<UsageRow> rows) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (UsageRow row : rows) {
      if (!seen.add(row.name())) {
        twice.add(row.name());
      }
    }
    return twice;
  }

  private static BigDecimal most(List<UsageRow> rows) {
    BigDecimal most = BigDecimal.ZERO;
    for (UsageRow row : rows) {
      most = most.max(share(row));
    }
    return most;
  }

  private static BigDecimal share(UsageRow row) {
    return row.figures()
        .gpuHoursShare()
        .or(() -> row.figures().jobHours().map(JobHours::given))
        .orElse(BigDecimal.ZERO);
  }

  private void row(UsageRow row, BigDecimal most, Set<String> twice) throws IOException {
    out.raw("<tr>");
    for (Column<UsageRow> column : columns) {
      String text = column.text().apply(row);
      out.raw("<td" + number(column) + ">");
      if (column.equals(columns.get(0))) {
        name(row, text, most, twice);
      } else {
        out.text(CellWidth.cut(text, NAME_CELLS));
      }
      out.raw("</td>");
    }
    out.raw("</tr>\n");
  }

  private void name(UsageRow row, String text, BigDecimal most, Set<String> twice)
      throws IOException {
    double share = share(row).doubleValue();
    double percent = most.signum() > 0 ? 100 * share / most.doubleValue() : 0;
    out.raw("<span class=\"who\"><i style=\"width:" + Markup.coordinate(percent) + "%\"></i><b>")
        .text(CellWidth.cut(text, NAME_CELLS))
        .raw("</b>");
    for (String tag : tags(row, twice)) {
      out.raw("<span class=\"tag\">").text(CellWidth.cut(tag, NAME_CELLS)).raw("</span>");
    }
    out.raw("</span>");
  }

  private List<String> tags(UsageRow row, Set<String> twice) {
    List<String> tags = new ArrayList<>();
    if (row.isSystem()) {
      tags.add("system");
    }
    if (by == ReportBy.USER && row.name().equals("?")) {
      tags.add("user not known");
    }
    if (twice.contains(row.name())) {
      tags.add(row.hostId());
    }
    return tags;
  }

  private void foot(UsageRow row) throws IOException {
    out.raw("<tr>");
    for (Column<UsageRow> column : columns) {
      String text = column.text().apply(row);
      out.raw("<td" + number(column) + ">").text(text).raw("</td>");
    }
    out.raw("</tr>\n");
  }
}
