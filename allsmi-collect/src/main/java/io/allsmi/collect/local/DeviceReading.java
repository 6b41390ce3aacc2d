package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one reader of devices found.
 *
 * @param gpus its devices, in the order the vendor numbers them
 * @param uses which processes use them
 * @param issues what could not be read
 */
record DeviceReading(List<GpuInfo> gpus, List<DeviceUse> uses, List<Issue> issues) {
  static final DeviceReading NOTHING = new DeviceReading(List.of(), List.of(), List.of());

  DeviceReading {
    gpus = List.copyOf(gpus);
    uses = List.copyOf(uses);
    issues = List.copyOf(issues);
  }

  /**
   * The same devices behind those of other makers: one number means one device of the host, however
   * each maker counts.
   *
   * @param first the first number that is free; 0, without other devices, leaves the maker's own
   */
  DeviceReading numberedFrom(int first) {
    if (first == 0) {
      return this;
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    List<GpuInfo> numbered = new ArrayList<>();
    for (int i = 0; i < gpus.size(); i++) {
      int number = first + i;
      gpus.get(i).index().ifPresent(own -> numbers.putIfAbsent(own, number));
      numbered.add(gpus.get(i).toBuilder().index(number).build());
    }
    List<DeviceUse> moved = new ArrayList<>();
    for (DeviceUse use : uses) {
      Integer number = numbers.get(use.deviceIndex().orElse(-1));
      moved.add(number == null ? use : use.withDeviceIndex(number));
    }
    return new DeviceReading(numbered, moved, issues);
  }
}
