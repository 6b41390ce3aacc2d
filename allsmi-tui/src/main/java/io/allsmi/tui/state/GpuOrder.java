package io.allsmi.tui.state;

import io.allsmi.core.GpuInfo;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The orders of the list of all GPUs; largest first, unknown last, ties as the hosts come. */
public enum GpuOrder {
  /** Hosts in their order, GPUs by index. */
  DEFAULT("", g -> 0),
  /** By utilisation. */
  UTILISATION("util", g -> g.utilizationPercent().orElse(-1)),
  /** By device memory in use. */
  GPU_MEMORY("vram", g -> g.memoryUsedBytes().orElse(-1)),
  /** By power draw. */
  POWER("power", g -> g.powerWatts().orElse(-1)),
  /** By temperature. */
  TEMPERATURE("temp", g -> g.temperatureCelsius().orElse(-1));

  private final String columnKey;
  private final ToDoubleFunction<GpuInfo> reading;

  GpuOrder(String columnKey, ToDoubleFunction<GpuInfo> reading) {
    this.columnKey = columnKey;
    this.reading = reading;
  }

  /** The key of the column this sorts by; empty for the default order. */
  public String columnKey() {
    return columnKey;
  }

  Comparator<Row> comparator() {
    return Comparator.comparingDouble((Row row) -> -value(row.gpu()));
  }

  private double value(Optional<GpuInfo> gpu) {
    return gpu.map(reading::applyAsDouble).orElse(-2.0);
  }
}
