package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import java.util.List;

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
}
