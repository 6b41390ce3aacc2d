package io.allsmi.core.shim;

import java.util.List;

/** {@code nvidia-smi --query-gpu=… --format=csv}, and {@code hl-smi -Q … -f csv}. */
final class DeviceCsv implements CsvRows.Kind {
  /** What is asked for when nobody says what was asked for. */
  static final List<String> NVIDIA_QUERY =
      List.of(
          "index",
          "uuid",
          "name",
          "driver_version",
          "utilization.gpu",
          "memory.used",
          "memory.total",
          "temperature.gpu",
          "clocks.current.graphics",
          "power.draw");

  static final List<String> HL_QUERY =
      List.of(
          "index",
          "uuid",
          "name",
          "driver_version",
          "memory.total",
          "memory.used",
          "memory.free",
          "power.draw",
          "power.max",
          "temperature.aip",
          "utilization.aip");

  private final String deviceType;
  private final List<String> usual;

  DeviceCsv(String deviceType, List<String> usual) {
    this.deviceType = deviceType;
    this.usual = usual;
  }

  @Override
  public boolean isColumn(String name) {
    return NvidiaField.ofQuery(name).isPresent();
  }

  @Override
  public boolean mayHoldCommas(String name) {
    return NvidiaField.ofQuery(name).filter(field -> field == NvidiaField.NAME).isPresent();
  }

  /** The pieces of a name are words, and what then stands in the other columns can be read. */
  @Override
  public boolean isBelievable(CsvRows.Row row, List<String> pieces) {
    Harvest scratch = new Harvest();
    draft(row, scratch);
    return scratch.complaints.isEmpty()
        && pieces.stream().noneMatch(piece -> Numbers.end(piece) > 0 || Absence.is(piece));
  }

  @Override
  public List<String> usual(List<String> cells) {
    return usual;
  }

  @Override
  public void read(CsvRows.Row row, Harvest harvest) {
    if (!isIndexed(row)) {
      harvest.refuse(row.line(), "a device's number in its first words");
      return;
    }
    GpuDraft gpu = draft(row, harvest);
    if (gpu.isEmpty()) {
      harvest.refuse(row.line(), "readings of a device");
    } else {
      harvest.add(gpu, row.line().number());
    }
  }

  /** A row whose number is a word is not what its columns say. */
  private static boolean isIndexed(CsvRows.Row row) {
    int at = row.columns().indexOf("index");
    return at < 0 || Absence.is(row.cells().get(at)) || Numbers.is(row.cells().get(at));
  }

  private GpuDraft draft(CsvRows.Row row, Harvest harvest) {
    GpuDraft gpu = new GpuDraft();
    gpu.deviceType(deviceType);
    for (int i = 0; i < row.cells().size(); i++) {
      Reading cell = harvest.reading(row.columns().get(i), row.cells().get(i), row.line().number());
      NvidiaField.ofQuery(cell.name()).ifPresent(field -> field.set(gpu, cell));
    }
    return gpu;
  }
}
