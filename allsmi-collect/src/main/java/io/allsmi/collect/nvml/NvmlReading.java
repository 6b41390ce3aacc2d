package io.allsmi.collect.nvml;

import io.allsmi.core.GpuInfo;
import java.util.List;

/**
 * What one read of a device found.
 *
 * @param gpu its readings; its identity alone when it is lost
 * @param uses its processes, by number
 * @param sharesMemory whether it has no memory of its own but uses the machine's
 * @param isLost whether it has to be found again before it can be read
 * @param complaints what went wrong
 */
public record NvmlReading(
    GpuInfo gpu,
    List<NvmlUse> uses,
    boolean sharesMemory,
    boolean isLost,
    List<String> complaints) {
  /** Copies the lists. */
  public NvmlReading {
    uses = List.copyOf(uses);
    complaints = List.copyOf(complaints);
  }
}
