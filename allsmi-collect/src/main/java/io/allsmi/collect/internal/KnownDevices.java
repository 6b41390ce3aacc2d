package io.allsmi.collect.internal;

import io.allsmi.core.GpuInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What devices are, without readings: shown while their tool does not answer. */
public final class KnownDevices {
  private List<GpuInfo> devices = List.of();

  /** None yet. */
  public KnownDevices() {}

  /** The devices without what must not be passed on; they are known from now on. */
  public List<GpuInfo> seen(List<GpuInfo> gpus) {
    devices = gpus.stream().map(KnownDevices::identity).toList();
    return gpus.stream().map(KnownDevices::withoutSerial).toList();
  }

  /** The devices as far as they are known. */
  public List<GpuInfo> bare() {
    return devices;
  }

  private static GpuInfo withoutSerial(GpuInfo gpu) {
    Map<String, String> detail = new TreeMap<>(gpu.detail());
    return detail.remove("serial") == null ? gpu : gpu.toBuilder().detail(detail).build();
  }

  private static GpuInfo identity(GpuInfo gpu) {
    Map<String, String> detail = new TreeMap<>(gpu.detail());
    detail.keySet().retainAll(Set.of("pci_bus_id", "driver_version"));
    GpuInfo.Builder known =
        GpuInfo.builder().name(gpu.name()).deviceType(gpu.deviceType()).detail(detail);
    gpu.index().ifPresent(known::index);
    gpu.uuid().ifPresent(known::uuid);
    gpu.memoryTotalBytes().ifPresent(known::memoryTotalBytes);
    return known.build();
  }
}
