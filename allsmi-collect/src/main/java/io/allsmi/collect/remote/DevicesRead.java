package io.allsmi.collect.remote;

import io.allsmi.collect.local.DeviceUse;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import java.util.List;

/**
 * What a tool told of the devices of a host.
 *
 * @param gpus the devices
 * @param uses which processes use them
 * @param issues what could not be read
 */
record DevicesRead(List<GpuInfo> gpus, List<DeviceUse> uses, List<Issue> issues) {
  DevicesRead {
    gpus = List.copyOf(gpus);
    uses = List.copyOf(uses);
    issues = List.copyOf(issues);
  }
}
