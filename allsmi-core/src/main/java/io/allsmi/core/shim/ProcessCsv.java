package io.allsmi.core.shim;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@code nvidia-smi --query-compute-apps=… --format=csv}. */
final class ProcessCsv implements CsvRows.Kind {
  private static final List<String> USUAL =
      List.of("gpu_uuid", "pid", "process_name", "used_gpu_memory");

  private static final Map<String, BiConsumer<ProcessDraft, Reading>> COLUMNS =
      Map.of(
          "pid", ProcessDraft::pid,
          "process_name", ProcessDraft::name,
          "name", ProcessDraft::name,
          "gpu_uuid", ProcessDraft::deviceUuid,
          "used_gpu_memory", ProcessCsv::memory,
          "used_memory", ProcessCsv::memory);

  private static void memory(ProcessDraft process, Reading cell) {
    process.memory(cell, Unit.MEBIBYTES);
  }

  @Override
  public boolean isColumn(String name) {
    return COLUMNS.containsKey(name);
  }

  @Override
  public boolean mayHoldCommas(String name) {
    return name.equals("process_name") || name.equals("name");
  }

  @Override
  public boolean isBelievable(CsvRows.Row row, List<String> pieces) {
    Harvest scratch = new Harvest();
    read(new CsvRows.Row(row.line(), row.columns(), withoutName(row)), scratch);
    return scratch.complaints.isEmpty();
  }

  /** A name that is long is complained of and believable all the same. */
  private List<String> withoutName(CsvRows.Row row) {
    return row.columns().stream()
        .map(column -> mayHoldCommas(column) ? "" : row.cells().get(row.columns().indexOf(column)))
        .toList();
  }

  /** Without the device's UUID when the row begins with the process id. */
  @Override
  public List<String> usual(List<String> cells) {
    return Numbers.is(cells.get(0)) ? USUAL.subList(1, USUAL.size()) : USUAL;
  }

  @Override
  public void read(CsvRows.Row row, Harvest harvest) {
    ProcessDraft process = new ProcessDraft();
    for (int i = 0; i < row.cells().size(); i++) {
      String column = row.columns().get(i);
      BiConsumer<ProcessDraft, Reading> setter = COLUMNS.get(column);
      if (setter != null) {
        setter.accept(process, harvest.reading(column, row.cells().get(i), row.line().number()));
      }
    }
    harvest.add(process, row.line().number());
  }
}
