package io.allsmi.core.table;

import io.allsmi.core.jobs.GpuUse;
import io.allsmi.core.jobs.JobGroup;
import io.allsmi.core.jobs.Utilization;
import io.allsmi.core.usage.UserGrouping;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The columns of the Jobs table when its rows are users, accounts or partitions. Its CSV has, in
 * base units and empty where not known: the name under {@code user}, {@code account} or {@code
 * partition}, {@code jobs}, {@code nodes}, {@code gpus}, {@code gpus_used}, the GPUs by their use,
 * {@code util_min_percent}, {@code util_median_percent}, {@code util_max_percent}, {@code
 * vram_used_bytes}, {@code vram_total_bytes}, {@code power_watts}, {@code given_gpu_seconds} and
 * {@code wasted_gpu_seconds}.
 *
 * @since 0.30.0
 */
public final class JobGroupColumns {
  private JobGroupColumns() {}

  /** All columns, in the order of the CSV and of the screen. */
  public static List<Column<JobGroup>> of(UserGrouping grouping) {
    String key = grouping.wireName();
    return List.of(
        Column.words(key, key.toUpperCase(Locale.ROOT), 22, 0, JobGroup::name),
        count("jobs", "JOBS", 4, group -> OptionalInt.of(group.jobs().size())),
        count("nodes", "NODES", 7, group -> OptionalInt.of(group.nodes())),
        count("gpus", "GPUs", 2, JobGroup::gpus),
        count("gpus_used", "USED", 1, JobGroup::gpusUsed),
        uses(GpuUse.ACTIVE),
        uses(GpuUse.PARKED),
        uses(GpuUse.IDLE),
        uses(GpuUse.UNUSED),
        uses(GpuUse.UNKNOWN),
        Column.number(
            "util_min_percent",
            "UTIL min·med·max",
            17,
            3,
            JobGroupColumns::utilization,
            group -> percent(group, Utilization::min)),
        number("util_median_percent", group -> percent(group, Utilization::median)),
        number("util_max_percent", group -> percent(group, Utilization::max)),
        Column.number(
            "vram_used_bytes",
            "VRAM",
            13,
            0,
            group -> JobColumns.vram(group.sums().vramUsedBytes(), group.sums().vramTotalBytes()),
            group -> UserColumns.plain(group.sums().vramUsedBytes())),
        number("vram_total_bytes", group -> UserColumns.plain(group.sums().vramTotalBytes())),
        Column.number(
            "power_watts",
            "POWER",
            8,
            6,
            group -> Quantity.watts(group.sums().powerMicrowatts()),
            group -> UserColumns.wattsCsv(group.sums().powerMicrowatts())),
        Column.number(
            "given_gpu_seconds",
            "GIVEN",
            8,
            8,
            group -> Quantity.hours(group.givenGpuSeconds()),
            group -> UserColumns.plain(group.givenGpuSeconds())),
        Column.number(
            "wasted_gpu_seconds",
            "WASTED",
            8,
            5,
            group -> Quantity.hours(group.sums().wastedGpuSeconds()),
            group -> UserColumns.plain(group.sums().wastedGpuSeconds())));
  }

  private static Column<JobGroup> number(String key, Function<JobGroup, String> csv) {
    return new Column<>(key, key, 0, true, 0, false, true, csv, csv);
  }

  private static Column<JobGroup> uses(GpuUse use) {
    return number("gpus_" + use.wireName(), group -> Integer.toString(group.sums().uses().of(use)));
  }

  private static Column<JobGroup> count(
      String key, String title, int priority, Function<JobGroup, OptionalInt> count) {
    return Column.number(
        key,
        title,
        5,
        priority,
        group -> text(count.apply(group), Quantity.ABSENT),
        group -> text(count.apply(group), ""));
  }

  private static String text(OptionalInt count, String absent) {
    return count.isPresent() ? Integer.toString(count.getAsInt()) : absent;
  }

  /** Without a straggler, as the GPUs are of jobs that have nothing to do with each other. */
  private static String utilization(JobGroup group) {
    return JobColumns.utilization(
        group
            .sums()
            .utilization()
            .map(load -> new Utilization(load.min(), load.median(), load.max(), Optional.empty())));
  }

  private static String percent(JobGroup group, ToDoubleFunction<Utilization> part) {
    return group
        .sums()
        .utilization()
        .map(load -> BigDecimal.valueOf(part.applyAsDouble(load)).stripTrailingZeros())
        .map(BigDecimal::toPlainString)
        .orElse("");
  }
}
