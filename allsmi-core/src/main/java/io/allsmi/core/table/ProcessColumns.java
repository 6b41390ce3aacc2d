package io.allsmi.core.table;

import io.allsmi.core.usage.UserAggregate;
import java.math.BigDecimal;
import java.util.List;

/**
 * The columns of a process table.
 *
 * @since 0.30.0
 */
public final class ProcessColumns {
  /** All columns, in the order of the CSV and of the screen. */
  public static final List<Column<UserProcess>> ALL =
      List.of(
          Column.csvOnly("host", UserProcess::hostname),
          Column.number(
              "pid",
              "PID",
              7,
              0,
              p -> Integer.toString(p.process().pid()),
              p -> Integer.toString(p.process().pid())),
          Column.number("gpu", "GPU", 5, 1, p -> gpu(p, Quantity.ABSENT), p -> gpu(p, "")),
          Column.number(
              "vram_bytes",
              "VRAM",
              10,
              0,
              p -> Quantity.bytes(p.process().gpuMemoryBytes()),
              p -> UserColumns.plain(p.process().gpuMemoryBytes())),
          Column.number(
              "cpu_percent",
              "CPU%",
              6,
              3,
              p -> Quantity.percent(p.process().cpuPercent()),
              ProcessColumns::cpuCsv),
          Column.number(
              "run_seconds",
              "STARTED",
              14,
              4,
              p -> Quantity.duration(p.runSeconds()),
              p -> UserColumns.plain(p.runSeconds())),
          Column.words("user", "USER", 12, 5, ProcessColumns::user)
              .withCsv(p -> p.process().user().orElse("")),
          Column.words("command", "COMMAND", 0, 2, UserProcess::command));

  private ProcessColumns() {}

  private static String gpu(UserProcess process, String absent) {
    return process.gpu().isPresent() ? Integer.toString(process.gpu().getAsInt()) : absent;
  }

  private static String cpuCsv(UserProcess process) {
    return process.process().cpuPercent().isPresent()
        ? BigDecimal.valueOf(process.process().cpuPercent().getAsDouble()).toPlainString()
        : "";
  }

  private static String user(UserProcess process) {
    return UserAggregate.groupOf(process.process().user().orElse(""));
  }
}
