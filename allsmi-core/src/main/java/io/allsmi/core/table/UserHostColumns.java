package io.allsmi.core.table;

import io.allsmi.core.usage.UserHostUsage;
import java.util.List;

/**
 * The columns of one user's hosts.
 *
 * @since 0.30.0
 */
public final class UserHostColumns {
  /** All columns, in the order of the CSV and of the screen. */
  public static final List<Column<UserHostUsage>> ALL =
      List.of(
          Column.words("host", "HOST", 18, 0, UserHostUsage::hostname),
          Column.words("gpus", "GPUs", 16, 1, h -> Ranges.format(h.gpus())),
          Column.number(
              "procs",
              "PIDS",
              6,
              4,
              h -> Integer.toString(h.procs()),
              h -> Integer.toString(h.procs())),
          Column.number(
              "vram_bytes",
              "VRAM",
              10,
              0,
              h -> Quantity.bytes(h.vramBytes()),
              h -> UserColumns.plain(h.vramBytes())),
          Column.number(
              "power_watts",
              "POWER*",
              10,
              2,
              h -> Quantity.watts(h.powerMicrowatts()),
              h -> UserColumns.wattsCsv(h.powerMicrowatts())),
          Column.number(
              "longest_seconds",
              "LONGEST",
              16,
              5,
              h -> Quantity.duration(h.longestSeconds()),
              h -> UserColumns.plain(h.longestSeconds())),
          Column.words("top_command", "COMMAND", 0, 6, UserHostUsage::topCommand));

  private UserHostColumns() {}
}
