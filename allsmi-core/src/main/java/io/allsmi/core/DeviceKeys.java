package io.allsmi.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of a host's GPUs: what a process row is joined by. */
final class DeviceKeys {
  private final String[] uuids;
  private final int[] indices;
  private final List<List<String>> partitions = new ArrayList<>();
  private final Map<String, Integer> byUuid = new HashMap<>();
  private final Map<Integer, Integer> byIndex = new HashMap<>();

  private DeviceKeys(List<GpuInfo> gpus) {
    uuids = new String[gpus.size()];
    indices = new int[gpus.size()];
    for (int i = 0; i < uuids.length; i++) {
      GpuInfo gpu = gpus.get(i);
      uuids[i] = gpu.uuid().orElse("");
      indices[i] = gpu.index().orElse(i);
      if (!uuids[i].isEmpty()) {
        byUuid.putIfAbsent(uuids[i], i);
      }
      byIndex.putIfAbsent(indices[i], i);
      partitions.add(partitions(gpu));
      for (String partition : partitions.get(i)) {
        byUuid.putIfAbsent(partition, i);
      }
    }
  }

  /** A process in a partition names the partition: it holds the GPU that this is a part of. */
  private static List<String> partitions(GpuInfo gpu) {
    if (gpu.mig().isEmpty()) {
      return List.of();
    }
    List<String> uuids = new ArrayList<>();
    for (MigInfo.Instance instance : gpu.mig().get().instances()) {
      if (!instance.uuid().isEmpty()) {
        uuids.add(instance.uuid());
      }
    }
    return uuids;
  }

  static DeviceKeys of(List<GpuInfo> gpus) {
    return new DeviceKeys(gpus);
  }

  int size() {
    return uuids.length;
  }

  /** The device's index, else its position. */
  int number(int cell) {
    return indices[cell];
  }

  /**
   * The position of the GPU with that UUID or with a partition of that UUID, else of the one with
   * that index, else -1.
   */
  int cellOf(String uuid, int index) {
    if (!uuid.isEmpty()) {
      Integer cell = byUuid.get(uuid);
      if (cell != null) {
        return cell;
      }
    }
    Integer cell = byIndex.get(index);
    return cell == null ? -1 : cell;
  }

  private static boolean partitionsMatch(GpuInfo gpu, List<String> known) {
    return gpu.mig().isEmpty() ? known.isEmpty() : partitions(gpu).equals(known);
  }

  /** Whether these are the keys of those GPUs. */
  boolean match(List<GpuInfo> gpus) {
    if (gpus.size() != uuids.length) {
      return false;
    }
    for (int i = 0; i < uuids.length; i++) {
      GpuInfo gpu = gpus.get(i);
      if (gpu.index().orElse(i) != indices[i]
          || !gpu.uuid().orElse("").equals(uuids[i])
          || !partitionsMatch(gpu, partitions.get(i))) {
        return false;
      }
    }
    return true;
  }
}
