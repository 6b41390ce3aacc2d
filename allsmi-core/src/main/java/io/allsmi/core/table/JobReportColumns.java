package io.allsmi.core.table;

import io.allsmi.core.report.JobHours;
import io.allsmi.core.report.ReportBy;
import io.allsmi.core.report.UsageFigures;
import io.allsmi.core.report.UsageRow;
import io.allsmi.core.usage.UserAggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The columns of a report by job, account or partition. */
final class JobReportColumns {
  private JobReportColumns() {}

  static List<Column<UsageRow>> of(ReportBy by, boolean priced) {
    List<Column<UsageRow>> columns = new ArrayList<>(names(by));
    columns.add(hours("given", "GIVEN", JobHours::given));
    columns.add(hours("active", "ACTIVE", JobHours::active));
    columns.add(hours("parked", "PARKED", JobHours::parked));
    columns.add(hours("idle", "IDLE", JobHours::idle));
    columns.add(hours("unused", "UNUSED", JobHours::unused));
    columns.add(hours("unknown", "UNKNOWN", JobHours::unknown));
    columns.add(ReportColumns.utilization());
    columns.add(ReportColumns.vram());
    columns.add(ReportColumns.energy());
    columns.add(ReportColumns.cost(priced));
    columns.add(ReportColumns.missing("utilization", UsageFigures::gpuHoursWithoutUtilization));
    columns.add(ReportColumns.missing("memory", UsageFigures::gpuHoursWithoutMemory));
    columns.add(ReportColumns.missing("power", UsageFigures::gpuHoursWithoutPower));
    return List.copyOf(columns);
  }

  private static List<Column<UsageRow>> names(ReportBy by) {
    if (by != ReportBy.JOB) {
      String title = by == ReportBy.ACCOUNT ? "ACCOUNT" : "PARTITION";
      return List.of(
          Column.<UsageRow>words(by.wireName(), title, 22, 0, r -> JobColumns.shown(r.name()))
              .withCsv(JobReportColumns::csvName));
    }
    return List.of(
        Column.words("job", "JOB", 12, 0, UsageRow::name),
        word("name", "NAME", 22, r -> r.job().name()),
        word("user", "USER", 12, r -> r.job().user()),
        word("account", "ACCOUNT", 12, r -> r.job().account()),
        word("partition", "PART", 10, r -> r.job().partition()));
  }

  private static String csvName(UsageRow row) {
    return row.name().equals(UserAggregate.UNATTRIBUTED)
        ? UserColumns.UNATTRIBUTED_CSV
        : row.name();
  }

  private static Column<UsageRow> word(
      String key, String title, int width, Function<UsageRow, String> word) {
    return Column.<UsageRow>words(
            key,
            title,
            width,
            1,
            r -> word.apply(r).isEmpty() ? Quantity.ABSENT : JobColumns.shown(word.apply(r)))
        .withCsv(word);
  }

  private static Column<UsageRow> hours(
      String key, String title, Function<JobHours, BigDecimal> part) {
    Function<UsageFigures, Optional<BigDecimal>> figure = f -> f.jobHours().map(part);
    return ReportColumns.hours("gpu_hours_" + key, title, figure);
  }
}
