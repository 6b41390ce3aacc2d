package io.allsmi.core.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The columns of a table of GPUs. A screen may draw gauges in place of the texts of utilization and
 * memory.
 *
 * @since 0.30.0
 */
public final class GpuColumns {
  /** All columns, in the order of the CSV and of the screen. */
  public static final List<Column<GpuRow>> ALL =
      List.of(
          Column.words("host", "HOST", 18, 0, r -> r.host().hostname()),
          Column.number(
              "index",
              "#",
              3,
              0,
              r -> Integer.toString(r.number()),
              r -> Integer.toString(r.number())),
          Column.words("model", "MODEL", 20, 6, r -> r.gpu().name()),
          Column.number(
              "utilization_percent",
              "UTIL",
              6,
              1,
              r -> Quantity.percent(r.gpu().utilizationPercent()),
              r -> plain(r.gpu().utilizationPercent())),
          Column.number(
              "memory_used_bytes",
              "VRAM",
              20,
              0,
              GpuColumns::memory,
              r -> UserColumns.plain(r.gpu().memoryUsedBytes())),
          Column.csvOnly("memory_total_bytes", r -> UserColumns.plain(r.gpu().memoryTotalBytes())),
          Column.number(
              "temperature_celsius",
              "TEMP",
              6,
              3,
              r -> Quantity.celsius(r.gpu().temperatureCelsius()),
              r -> plain(r.gpu().temperatureCelsius())),
          Column.number(
              "power_watts", "POWER", 15, 2, GpuColumns::power, r -> plain(r.gpu().powerWatts())),
          Column.csvOnly("power_limit_watts", r -> plain(r.gpu().powerLimitWatts())),
          Column.number(
              "graphics_clock_mhz",
              "CLOCK",
              9,
              7,
              r -> Quantity.megahertz(r.gpu().graphicsClockMhz()),
              r -> plain(r.gpu().graphicsClockMhz())));

  private GpuColumns() {}

  private static String memory(GpuRow row) {
    String used = Quantity.bytes(row.gpu().memoryUsedBytes());
    return row.gpu().memoryTotalBytes().isEmpty()
        ? used
        : used + " / " + Quantity.bytes(row.gpu().memoryTotalBytes());
  }

  private static String power(GpuRow row) {
    String draw = Quantity.watts(row.gpu().powerWatts());
    return row.gpu().powerLimitWatts().isEmpty()
        ? draw
        : draw + " / " + Quantity.watts(row.gpu().powerLimitWatts());
  }

  private static String plain(OptionalDouble reading) {
    return reading.isPresent() ? BigDecimal.valueOf(reading.getAsDouble()).toPlainString() : "";
  }

  private static String plain(OptionalInt reading) {
    return reading.isPresent() ? Integer.toString(reading.getAsInt()) : "";
  }
}
