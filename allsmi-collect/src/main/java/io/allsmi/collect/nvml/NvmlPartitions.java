package io.allsmi.collect.nvml;

import io.allsmi.core.MigInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** The multi-instance partitions of a device. For one device, for one thread at a time. */
final class NvmlPartitions {
  private static final int UUID_BYTES = 96;
  private static final int NAME_BYTES = 96;
  private static final int MOST_PARTITIONS = 64;
  private static final int MOST_INSTANCES = 1024;
  private static final String ON = "MIG ";

  /** Counters by GPU instance, kept from read to read. */
  private final Map<Integer, NvmlGpm> counters = new HashMap<>();

  /**
   * What was found.
   *
   * @param info the partitions; absent when the device cannot be partitioned
   * @param modes the present mode and, if it is another one, that after the next reset
   * @param uses the processes in partitions, by number
   */
  record Found(Optional<MigInfo> info, List<String> modes, Map<Integer, NvmlUse> uses) {}

  Found read(NvmlDevice device) {
    int[] current = new int[1];
    int[] pending = new int[1];
    if (!device.ask("nvmlDeviceGetMigMode", current, pending)) {
      return new Found(Optional.empty(), List.of(), Map.of());
    }
    List<String> modes = new ArrayList<>();
    NvmlNames.state(current[0]).ifPresent(modes::add);
    NvmlNames.state(pending[0]).filter(mode -> pending[0] != current[0]).ifPresent(modes::add);
    if (current[0] != 1) {
      return new Found(Optional.of(new MigInfo(false, List.of())), modes, Map.of());
    }
    List<MigInfo.Instance> instances = new ArrayList<>();
    Map<Integer, NvmlUse> uses = new TreeMap<>();
    int most = device.whole(MOST_PARTITIONS, "nvmlDeviceGetMaxMigDeviceCount").orElse(0);
    for (int slot = 0; slot < most; slot++) {
      long[] handle = new long[1];
      if (device.ask("nvmlDeviceGetMigDeviceHandleByIndex", slot, handle)) {
        add(slot, device.part(handle[0]), instances, uses);
      }
    }
    return new Found(Optional.of(new MigInfo(true, busy(device, instances))), modes, uses);
  }

  private static void add(
      int slot, NvmlDevice part, List<MigInfo.Instance> instances, Map<Integer, NvmlUse> uses) {
    OptionalInt gpuInstance = part.whole(MOST_INSTANCES, "nvmlDeviceGetGpuInstanceId");
    OptionalInt computeInstance = part.whole(MOST_INSTANCES, "nvmlDeviceGetComputeInstanceId");
    NvmlMemory memory = NvmlMemory.read(part);
    instances.add(
        new MigInfo.Instance(
            slot,
            part.text("nvmlDeviceGetUUID", UUID_BYTES).orElse(""),
            profile(part),
            gpuInstance,
            computeInstance,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            memory.used(),
            memory.total()));
    for (NvmlUse use : NvmlProcesses.read(part)) {
      NvmlUse placed =
          new NvmlUse(
              use.pid(),
              use.type(),
              use.memoryBytes(),
              use.utilizationPercent(),
              use.gpuInstance().isPresent() ? use.gpuInstance() : gpuInstance,
              use.computeInstance().isPresent() ? use.computeInstance() : computeInstance);
      uses.merge(use.pid(), placed, with(NvmlPartitions::sum));
    }
  }

  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isEmpty() || b.isEmpty()
        ? (a.isPresent() ? a : b)
        : OptionalLong.of(a.getAsLong() + b.getAsLong());
  }

  private static OptionalLong larger(OptionalLong a, OptionalLong b) {
    return a.orElse(-1) >= b.orElse(-1) ? a : b;
  }

  /** The first of two uses by one process, with the memory of both. */
  private static BinaryOperator<NvmlUse> with(BinaryOperator<OptionalLong> memory) {
    return (a, b) ->
        new NvmlUse(
            a.pid(),
            a.type(),
            memory.apply(a.memoryBytes(), b.memoryBytes()),
            a.utilizationPercent(),
            a.gpuInstance(),
            a.computeInstance());
  }

  /**
   * What the device lists and what its partitions list, by number: which of them lists what depends
   * on this account's rights.
   */
  static Map<Integer, NvmlUse> together(
      Map<Integer, NvmlUse> inPartitions, Collection<NvmlUse> ofDevice) {
    Map<Integer, NvmlUse> all = new TreeMap<>(inPartitions);
    ofDevice.forEach(use -> all.merge(use.pid(), use, with(NvmlPartitions::larger)));
    return all;
  }

  /** {@code 1g.10gb} of the name {@code NVIDIA H100 80GB HBM3 MIG 1g.10gb}, else of its slices. */
  private static String profile(NvmlDevice part) {
    String name = part.text("nvmlDeviceGetName", NAME_BYTES).orElse("");
    int at = name.lastIndexOf(ON);
    if (at >= 0) {
      return name.substring(at + ON.length());
    }
    Struct attributes = new Struct(NvmlLayout.ATTRIBUTES);
    if (!part.ask("nvmlDeviceGetAttributes_v2", (Object) attributes.memory())) {
      return "";
    }
    long slices = attributes.unsigned(24);
    long computeSlices = attributes.unsigned(28);
    long gigabytes = Math.round(attributes.wide(32) / 1024.0);
    return (computeSlices == slices ? "" : computeSlices + "c.") + slices + "g." + gigabytes + "gb";
  }

  /** Fills in how busy they are, where a GPU instance is one partition as a whole. */
  private List<MigInfo.Instance> busy(NvmlDevice device, List<MigInfo.Instance> instances) {
    Map<Integer, Integer> shares = new HashMap<>();
    instances.forEach(i -> i.gpuInstanceId().ifPresent(id -> shares.merge(id, 1, Integer::sum)));
    counters
        .entrySet()
        .removeIf(
            entry -> {
              boolean isGone = !shares.containsKey(entry.getKey());
              if (isGone) {
                entry.getValue().close(device);
              }
              return isGone;
            });
    List<MigInfo.Instance> filled = new ArrayList<>();
    for (MigInfo.Instance instance : instances) {
      int id = instance.gpuInstanceId().orElse(-1);
      OptionalDouble percent =
          shares.getOrDefault(id, 0) == 1
              ? counters
                  .computeIfAbsent(id, i -> new NvmlGpm(OptionalInt.of(i)))
                  .read(device, NvmlGpm.GRAPHICS)
                  .get(0)
              : OptionalDouble.empty();
      filled.add(
          new MigInfo.Instance(
              instance.index(),
              instance.uuid(),
              instance.profile(),
              instance.gpuInstanceId(),
              instance.computeInstanceId(),
              percent,
              instance.memoryUtilizationPercent(),
              instance.memoryUsedBytes(),
              instance.memoryTotalBytes()));
    }
    return filled;
  }

  void close(NvmlDevice device) {
    counters.values().forEach(counter -> counter.close(device));
    counters.clear();
  }
}
