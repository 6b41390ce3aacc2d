package io.allsmi.core.shim;

import java.util.Map;

/** The columns of {@code nvidia-smi dmon}. */
final class DeviceMonitor {
  private static final Map<String, NvidiaField> COLUMNS =
      Map.ofEntries(
          Map.entry("gpu", NvidiaField.INDEX),
          Map.entry("pwr", NvidiaField.POWER),
          Map.entry("gtemp", NvidiaField.TEMPERATURE),
          Map.entry("mtemp", NvidiaField.MEMORY_TEMPERATURE),
          Map.entry("sm", NvidiaField.UTILIZATION),
          Map.entry("mem", NvidiaField.MEMORY_UTILIZATION),
          Map.entry("enc", NvidiaField.ENCODER),
          Map.entry("dec", NvidiaField.DECODER),
          Map.entry("jpg", NvidiaField.JPEG),
          Map.entry("ofa", NvidiaField.OFA),
          Map.entry("mclk", NvidiaField.MEMORY_CLOCK),
          Map.entry("pclk", NvidiaField.CLOCK),
          Map.entry("fb", NvidiaField.MEMORY_USED));

  private DeviceMonitor() {}

  static void row(Map<String, Reading> cells, Lines.Line line, Harvest harvest) {
    GpuDraft gpu = new GpuDraft();
    cells.forEach(
        (column, cell) -> {
          NvidiaField field = COLUMNS.get(column);
          if (field != null) {
            field.set(gpu, cell);
          }
        });
    if (gpu.index().isEmpty()) {
      harvest.refuse(line, "the number of a device");
    } else {
      harvest.add(gpu, line.number());
    }
  }
}
