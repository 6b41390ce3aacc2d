package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who uses the GPUs of the kernel's drivers, looked up once for all readers of one moment. */
final class DrmUses {
  private final DrmClients clients;
  private Instant readAt = Instant.MIN;
  private List<DrmUse> uses = List.of();

  DrmUses(DrmClients clients) {
    this.clients = clients;
  }

  /** A reader's devices with these uses besides its own. */
  DeviceReader joinedTo(DeviceReader reader) {
    return new Joined(reader, this);
  }

  private List<DrmUse> at(Instant takenAt) {
    if (!takenAt.equals(readAt)) {
      uses = clients.read(takenAt);
      readAt = takenAt;
    }
    return uses;
  }

  private List<DeviceUse> of(List<GpuInfo> gpus, Instant takenAt) {
    Map<String, GpuInfo> byAddress = new HashMap<>();
    for (GpuInfo gpu : gpus) {
      Optional.ofNullable(gpu.detail().get("pci_bus_id"))
          .ifPresent(address -> byAddress.put(address.toLowerCase(Locale.ROOT), gpu));
    }
    List<DeviceUse> found = new ArrayList<>();
    for (DrmUse use : byAddress.isEmpty() ? List.<DrmUse>of() : at(takenAt)) {
      GpuInfo gpu = byAddress.get(use.pciAddress().toLowerCase(Locale.ROOT));
      if (gpu != null) {
        found.add(use.of(gpu.uuid(), gpu.index()));
      }
    }
    return found;
  }

  private record Joined(DeviceReader reader, DrmUses drm) implements DeviceReader {
    @Override
    public DeviceReading read(Instant takenAt) {
      DeviceReading reading = reader.read(takenAt);
      List<DeviceUse> uses = new ArrayList<>(reading.uses());
      uses.addAll(drm.of(reading.gpus(), takenAt));
      return new DeviceReading(reading.gpus(), uses, reading.issues());
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
