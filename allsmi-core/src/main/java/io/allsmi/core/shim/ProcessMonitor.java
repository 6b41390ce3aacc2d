package io.allsmi.core.shim;

import java.util.Map;
import java.util.function.BiConsumer;

/** The columns of {@code nvidia-smi pmon}. */
final class ProcessMonitor {
  private static final Map<String, BiConsumer<ProcessDraft, Reading>> COLUMNS =
      Map.of(
          "gpu", ProcessDraft::deviceIndex,
          "pid", ProcessDraft::pid,
          "type", ProcessDraft::type,
          "sm", ProcessDraft::utilization,
          "fb", (process, cell) -> process.memory(cell, Unit.MEBIBYTES),
          "command", ProcessDraft::name);

  private ProcessMonitor() {}

  static void row(Map<String, Reading> cells, Lines.Line line, Harvest harvest) {
    Reading pid = cells.get("pid");
    if (pid == null) {
      harvest.refuse(line, "a column 'pid'");
      return;
    }
    if (pid.isAbsent()) {
      // How an idle device is listed.
      return;
    }
    ProcessDraft process = new ProcessDraft();
    cells.forEach(
        (column, cell) -> {
          BiConsumer<ProcessDraft, Reading> setter = COLUMNS.get(column);
          if (setter != null) {
            setter.accept(process, cell);
          }
        });
    harvest.add(process, line.number());
  }
}
