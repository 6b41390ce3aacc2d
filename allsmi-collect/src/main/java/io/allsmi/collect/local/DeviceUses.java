package io.allsmi.collect.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The uses of devices by process, one for each device. Drivers list a process that computes and
 * draws twice with the same memory, so of two uses of a device the larger figures count.
 */
final class DeviceUses {
  private final Map<Integer, Map<String, DeviceUse>> byPid = new TreeMap<>();

  DeviceUses(List<DeviceUse> uses) {
    for (DeviceUse use : uses) {
      String device = use.deviceUuid().orElse("#" + use.deviceIndex().orElse(-1));
      byPid
          .computeIfAbsent(use.pid(), pid -> new LinkedHashMap<>())
          .merge(device, use, DeviceUses::merged);
    }
  }

  private static DeviceUse merged(DeviceUse a, DeviceUse b) {
    OptionalInt index = a.deviceIndex().isPresent() ? a.deviceIndex() : b.deviceIndex();
    return new DeviceUse(
        a.pid(),
        a.deviceUuid(),
        index,
        larger(a.memoryBytes(), b.memoryBytes()),
        larger(a.utilizationPercent(), b.utilizationPercent()),
        both(a.type(), b.type()),
        a.gpuInstanceId().isPresent() ? a.gpuInstanceId() : b.gpuInstanceId(),
        a.computeInstanceId().isPresent() ? a.computeInstanceId() : b.computeInstanceId());
  }

  private static String both(String a, String b) {
    Set<String> types = Set.of("C", "G");
    return !a.equals(b) && types.contains(a) && types.contains(b)
        ? "C+G"
        : a.length() >= b.length() ? a : b;
  }

  private static OptionalLong larger(OptionalLong a, OptionalLong b) {
    return a.orElse(-1) >= b.orElse(-1) ? a : b;
  }

  private static OptionalDouble larger(OptionalDouble a, OptionalDouble b) {
    return a.orElse(-1) >= b.orElse(-1) ? a : b;
  }

  /** The processes, by number. */
  Set<Integer> pids() {
    return byPid.keySet();
  }

  boolean has(int pid) {
    return byPid.containsKey(pid);
  }

  /** The uses of a process, by device number and UUID. */
  List<DeviceUse> of(int pid) {
    Collection<DeviceUse> uses = byPid.getOrDefault(pid, Map.of()).values();
    List<DeviceUse> sorted = new ArrayList<>(uses);
    sorted.sort(
        (a, b) -> {
          int order =
              Integer.compare(
                  a.deviceIndex().orElse(Integer.MAX_VALUE),
                  b.deviceIndex().orElse(Integer.MAX_VALUE));
          return order != 0
              ? order
              : a.deviceUuid().orElse("").compareTo(b.deviceUuid().orElse(""));
        });
    return sorted;
  }
}
