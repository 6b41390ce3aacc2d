package io.allsmi.collect.nvml;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Ceiling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The processes of a device or partition. The lists of those that compute, that draw and that go
 * through a multi-process server overlap: a process in several is one, with the larger figure.
 */
final class NvmlProcesses {
  private static final String COMPUTE = "nvmlDeviceGetComputeRunningProcesses";
  private static final String GRAPHICS = "nvmlDeviceGetGraphicsRunningProcesses";
  private static final String SERVED = "nvmlDeviceGetMPSComputeRunningProcesses";
  private static final int USUAL = 64;
  private static final int NOT_PARTITIONED = -1;

  /** A process as one list has it. */
  private record Row(int pid, long memory, int gpuInstance, int computeInstance) {}

  private final NvmlDevice device;
  private final Map<Integer, NvmlUse> byPid = new TreeMap<>();

  private NvmlProcesses(NvmlDevice device) {
    this.device = device;
  }

  static Collection<NvmlUse> read(NvmlDevice device) {
    NvmlProcesses processes = new NvmlProcesses(device);
    processes.add(COMPUTE, "C");
    processes.add(GRAPHICS, "G");
    processes.add(SERVED, "M+C");
    return processes.byPid.values();
  }

  private void add(String list, String type) {
    for (Row row : rows(list)) {
      NvmlUse use =
          new NvmlUse(
              row.pid(),
              type,
              row.memory() >= 0 && row.memory() <= Ceiling.BYTES
                  ? OptionalLong.of(row.memory())
                  : OptionalLong.empty(),
              OptionalDouble.empty(),
              instance(row.gpuInstance()),
              instance(row.computeInstance()));
      byPid.merge(row.pid(), use, NvmlProcesses::merged);
    }
  }

  private static OptionalInt instance(int number) {
    return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static NvmlUse merged(NvmlUse a, NvmlUse b) {
    boolean larger = b.memoryBytes().orElse(-1) > a.memoryBytes().orElse(-1);
    return new NvmlUse(
        a.pid(),
        a.type().equals("C") && b.type().equals("G") ? "C+G" : b.type(),
        larger ? b.memoryBytes() : a.memoryBytes(),
        a.utilizationPercent(),
        a.gpuInstance().isPresent() ? a.gpuInstance() : b.gpuInstance(),
        a.computeInstance().isPresent() ? a.computeInstance() : b.computeInstance());
  }

  /** The newest version of the list that the driver has; each has its own layout. */
  private List<Row> rows(String list) {
    NvmlLibrary library = device.library();
    if (library.has(list + "_v3")) {
      return rows(
          list + "_v3", protectsMemory() ? NvmlLayout.PROCESS_PROTECTED : NvmlLayout.PROCESS_V2);
    }
    return library.has(list + "_v2")
        ? rows(list + "_v2", NvmlLayout.PROCESS_V2)
        : rows(list, NvmlLayout.PROCESS_V1);
  }

  /**
   * Some drivers of 535 fill in a field more than their version says. They have the functions of
   * confidential computing, and not yet the list that the field went to.
   */
  private boolean protectsMemory() {
    return device.library().has("nvmlDeviceGetConfComputeMemSizeInfo")
        && !device.library().has("nvmlDeviceGetRunningProcessDetailList");
  }

  private List<Row> rows(String function, int size) {
    int capacity = USUAL;
    while (true) {
      // As large as the largest layout, so that no driver can write beyond it.
      Struct rows = new Struct(capacity * NvmlLayout.PROCESS_PROTECTED);
      int[] count = {capacity};
      int status = device.status(function, count, rows.memory());
      if (status == NvmlStatus.SUCCESS) {
        return rows(rows, size, Math.min(Math.max(count[0], 0), capacity));
      }
      if (status != NvmlStatus.INSUFFICIENT_SIZE || capacity >= Caps.PROCESS_ROWS) {
        return List.of();
      }
      // More may have come since it counted.
      capacity = Math.min(Caps.PROCESS_ROWS, Math.max(capacity, count[0]) + USUAL);
    }
  }

  private static List<Row> rows(Struct struct, int size, int count) {
    List<Row> rows = new ArrayList<>(count);
    for (int at = 0; at < count * size; at += size) {
      boolean hasInstances = size > NvmlLayout.PROCESS_V1;
      Row row =
          new Row(
              struct.number(at),
              struct.wide(at + 8),
              hasInstances ? struct.number(at + 16) : NOT_PARTITIONED,
              hasInstances ? struct.number(at + 20) : NOT_PARTITIONED);
      if (row.pid() > 0) {
        rows.add(row);
      }
    }
    return rows;
  }
}
