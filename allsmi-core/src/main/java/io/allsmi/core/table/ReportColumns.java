package io.allsmi.core.table;

import io.allsmi.core.report.ReportBy;
import io.allsmi.core.report.UsageFigures;
import io.allsmi.core.report.UsageReport;
import io.allsmi.core.report.UsageRow;
import io.allsmi.core.usage.UserAggregate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The columns of a report over time. Its CSV has all columns that a kind of row can have, and cost
 * is empty without a price; the screen leaves out what is there for completeness only.
 *
 * @since 0.30.0
 */
public final class ReportColumns {
  /** What the row is called in CSV that has the energy of GPUs on which nobody held memory. */
  public static final String NOBODY_CSV = "(nobody)";

  private static final int SHOWN_DECIMALS = 2;

  /** Characters of {@code 2026-04-20}. */
  private static final int DATE = 10;

  private ReportColumns() {}

  /**
   * The columns of one kind of row, in the order of the CSV and of the screen.
   *
   * @param by what the rows are about
   * @param priced whether the screen has a column for cost
   */
  public static List<Column<UsageRow>> of(ReportBy by, boolean priced) {
    if (by.isOfJobs()) {
      return JobReportColumns.of(by, priced);
    }
    List<Column<UsageRow>> columns = new ArrayList<>(names(by));
    boolean user = by == ReportBy.USER;
    if (!user) {
      columns.add(hours("gpu_hours_available", "AVAIL", UsageFigures::gpuHoursAvailable));
    }
    columns.add(hours("gpu_hours_held", "HELD", UsageFigures::gpuHoursHeld));
    columns.add(
        user
            ? hours("gpu_hours_share", "SHARE", UsageFigures::gpuHoursShare)
            : hours("gpu_hours_free", "FREE", UsageFigures::gpuHoursFree));
    columns.add(
        partial(
            hours("gpu_hours_busy", "BUSY", UsageFigures::gpuHoursBusy),
            UsageFigures::gpuHoursWithoutUtilization));
    columns.add(
        partial(
            hours("gpu_hours_idle_held", "IDLE-HELD", UsageFigures::gpuHoursIdle),
            UsageFigures::gpuHoursWithoutUtilization));
    columns.add(utilization());
    columns.add(vram());
    columns.add(energy());
    columns.add(cost(priced));
    if (!user) {
      columns.add(
          csvOnly("unattributed_energy_kwh", r -> plain(r.figures().unattributedEnergyKwh())));
    }
    if (by != ReportBy.USER && by != ReportBy.GPU) {
      columns.add(csvOnly("host_hours_seen", r -> plain(r.figures().hostHoursSeen())));
      columns.add(csvOnly("host_hours_expected", r -> plain(r.figures().hostHoursExpected())));
    }
    if (!user) {
      columns.add(missing("processes", UsageFigures::gpuHoursWithoutProcesses));
    }
    columns.add(missing("utilization", UsageFigures::gpuHoursWithoutUtilization));
    columns.add(missing("memory", UsageFigures::gpuHoursWithoutMemory));
    columns.add(missing("power", UsageFigures::gpuHoursWithoutPower));
    return List.copyOf(columns);
  }

  static Column<UsageRow> utilization() {
    return number(
        "utilization_percent",
        "UTIL",
        UsageFigures::utilizationPercent,
        p -> p.setScale(0, RoundingMode.HALF_UP) + " %");
  }

  static Column<UsageRow> vram() {
    return partial(
        hours("vram_gib_hours", "VRAM GiB·h", UsageFigures::vramGibHours),
        UsageFigures::gpuHoursWithoutMemory);
  }

  static Column<UsageRow> energy() {
    return partial(
        number("energy_kwh", "kWh", UsageFigures::energyKwh, ReportColumns::energy),
        UsageFigures::gpuHoursWithoutPower);
  }

  static Column<UsageRow> cost(boolean priced) {
    return priced
        ? number("cost", "COST", UsageFigures::cost, ReportColumns::shown)
        : csvOnly("cost", r -> plain(r.figures().cost()));
  }

  private static List<Column<UsageRow>> names(ReportBy by) {
    return switch (by) {
      case USER ->
          List.of(
              Column.<UsageRow>words("user", "USER", 22, 0, UsageRow::name)
                  .withCsv(ReportColumns::csvUser),
              Column.csvOnly("is_system", r -> Boolean.toString(r.isSystem())));
      case HOST ->
          List.of(
              Column.words("host", "HOST", 22, 0, UsageRow::name),
              Column.csvOnly("host_id", UsageRow::hostId));
      case GPU ->
          List.of(
              Column.<UsageRow>words("host", "GPU", 22, 0, UsageRow::name)
                  .withCsv(r -> r.hostname().isEmpty() ? r.name() : r.hostname()),
              Column.csvOnly("host_id", UsageRow::hostId),
              csvOnly(
                  "gpu",
                  r -> r.device().isPresent() ? Integer.toString(r.device().getAsInt()) : ""),
              Column.csvOnly("uuid", UsageRow::uuid),
              Column.words("model", "MODEL", 22, 1, UsageRow::model));
      case DAY -> List.of(Column.words("day", "DAY", 10, 0, UsageRow::name));
      case HOUR ->
          List.of(
              Column.<UsageRow>words("hour", "HOUR", 24, 0, ReportColumns::shownHour)
                  .withCsv(UsageRow::name));
      case JOB, ACCOUNT, PARTITION -> List.of();
    };
  }

  /** {@code 2026-04-20 13:00+02:00}. */
  private static String shownHour(UsageRow row) {
    String name = row.name();
    boolean isHour = name.length() > DATE && name.charAt(DATE) == 'T';
    return isHour ? name.substring(0, DATE) + ' ' + name.substring(DATE + 1) : name;
  }

  private static String csvUser(UsageRow row) {
    return row.name().equals(UserAggregate.UNATTRIBUTED)
        ? UserColumns.UNATTRIBUTED_CSV
        : row.name();
  }

  /**
   * The rows of the CSV: those of the report, and by user one more, {@link #NOBODY_CSV}, with the
   * energy of GPUs on which nobody held memory, so that the column adds up to the total.
   */
  public static List<UsageRow> csvRows(ReportBy by, UsageReport report) {
    if (by != ReportBy.USER || report.total().unattributedEnergyKwh().isEmpty()) {
      return by.rows(report);
    }
    List<UsageRow> rows = new ArrayList<>(report.users());
    rows.add(UsageRow.named(NOBODY_CSV, report.total().unattributed()));
    return rows;
  }

  static Column<UsageRow> hours(
      String key, String title, Function<UsageFigures, Optional<BigDecimal>> figure) {
    return number(key, title, figure, ReportColumns::shown);
  }

  private static Column<UsageRow> number(
      String key,
      String title,
      Function<UsageFigures, Optional<BigDecimal>> figure,
      Function<BigDecimal, String> text) {
    return Column.number(
        key,
        title,
        10,
        1,
        r -> figure.apply(r.figures()).map(text).orElse(Quantity.ABSENT),
        r -> plain(figure.apply(r.figures())));
  }

  /** A column that says {@code ≥} on screen where some hours are missing from its figure. */
  private static Column<UsageRow> partial(
      Column<UsageRow> column, Function<UsageFigures, BigDecimal> missing) {
    Function<UsageRow, String> text =
        r -> {
          String shown = column.text().apply(r);
          boolean isPart =
              !shown.equals(Quantity.ABSENT) && missing.apply(r.figures()).signum() > 0;
          return isPart ? "≥ " + shown : shown;
        };
    return Column.number(
        column.key(), column.title(), column.width(), column.priority(), text, column.csv());
  }

  static Column<UsageRow> missing(String what, Function<UsageFigures, BigDecimal> missing) {
    return csvOnly("gpu_hours_without_" + what, r -> plain(missing.apply(r.figures())));
  }

  private static Column<UsageRow> csvOnly(String key, Function<UsageRow, String> csv) {
    return new Column<>(key, key, 0, true, 0, false, true, csv, csv);
  }

  /** A number for programs; empty when absent. */
  public static String plain(Optional<BigDecimal> number) {
    return number.map(ReportColumns::plain).orElse("");
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }

  /** A figure for people, with two decimals: {@code 12.50}; {@code < 0.01} for less. */
  public static String shown(BigDecimal number) {
    BigDecimal rounded = number.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP);
    return rounded.signum() == 0 && number.signum() > 0 ? "< 0.01" : rounded.toPlainString();
  }

  /** Kilowatt-hours for people, with three decimals below one. */
  private static String energy(BigDecimal kwh) {
    BigDecimal fine = kwh.setScale(SHOWN_DECIMALS + 1, RoundingMode.HALF_UP);
    if (kwh.signum() == 0 || kwh.compareTo(BigDecimal.ONE) >= 0) {
      return shown(kwh);
    }
    return fine.signum() == 0 ? "< 0.001" : fine.toPlainString();
  }
}
