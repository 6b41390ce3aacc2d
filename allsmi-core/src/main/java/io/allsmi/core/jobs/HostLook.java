package io.allsmi.core.jobs;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessTable;
import java.util.Arrays;

/** What the GPUs of one host are at by one reading alone. */
final class HostLook {
  /** Draws and does nothing else. */
  private static final String GRAPHICS = "G";

  private static final double UNREAD = -1;

  private final HostSnapshot host;
  private final boolean collects;
  private final boolean[] present;
  private final boolean[] held;
  private final boolean[] withoutMemory;

  /** The largest utilisation that a process reports. */
  private final double[] busiest;

  HostLook(HostSnapshot host) {
    this.host = host;
    ProcessTable table = host.processTable();
    collects = host.processCollection() == ProcessCollection.COLLECTING || !table.isEmpty();
    int gpus = host.gpus().size();
    present = new boolean[gpus];
    held = new boolean[gpus];
    withoutMemory = new boolean[gpus];
    busiest = new double[gpus];
    Arrays.fill(busiest, UNREAD);
    for (int row = 0; row < table.size(); row++) {
      add(table, row);
    }
  }

  private void add(ProcessTable table, int row) {
    int gpu = table.deviceCell(row);
    if (gpu < 0 || gpu >= present.length || isGraphics(table, row)) {
      return;
    }
    present[gpu] = true;
    long bytes = table.gpuMemoryBytes(row);
    held[gpu] |= bytes > 0;
    withoutMemory[gpu] |= bytes == ProcessTable.ABSENT;
    double said = table.details(row).gpuUtilizationPercent().orElse(UNREAD);
    busiest[gpu] = Math.max(busiest[gpu], percent(said));
  }

  /** Whether a row only draws, as a display server does. */
  static boolean isGraphics(ProcessTable table, int row) {
    return table.details(row).type().equals(GRAPHICS);
  }

  /** More than all of a device is no reading. */
  private static double percent(double said) {
    return said <= 100 ? said : UNREAD;
  }

  /**
   * What a GPU is at.
   *
   * @param gpu its place in the host
   * @param activeFrom from how many percent on it works
   */
  GpuUse use(int gpu, double activeFrom) {
    GpuInfo reading = host.gpus().get(gpu);
    double said = percent(reading.utilizationPercent().orElse(UNREAD));
    double load = said >= 0 ? said : busiest[gpu];
    if (load >= activeFrom) {
      return GpuUse.ACTIVE;
    }
    if (!collects) {
      return GpuUse.UNKNOWN;
    }
    if (!present[gpu]) {
      return GpuUse.UNUSED;
    }
    if (load < 0) {
      return GpuUse.UNKNOWN;
    }
    return held[gpu] ? GpuUse.PARKED : withoutMemory[gpu] ? useByDevice(reading) : GpuUse.IDLE;
  }

  /** Where processes do not tell their memory, the device tells that of all. */
  private static GpuUse useByDevice(GpuInfo reading) {
    if (reading.memoryUsedBytes().isEmpty()) {
      return GpuUse.UNKNOWN;
    }
    return reading.memoryUsedBytes().getAsLong() > 0 ? GpuUse.PARKED : GpuUse.IDLE;
  }
}
