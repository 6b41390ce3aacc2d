package io.allsmi.core.exposition;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.exposition.PageWriter.Labels;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a page says of Gaudi accelerators beside the families that all devices have. */
final class GaudiFamilies {
  private static final double PERCENT = 100;

  private final PageWriter page;
  private final String hostname;

  GaudiFamilies(PageWriter page, String hostname) {
    this.page = page;
    this.hostname = hostname;
  }

  /** Whether a device is one, by its name or its product code. */
  static boolean isGaudi(GpuInfo device) {
    return device.name().contains("Gaudi") || device.name().contains("HL-");
  }

  void write(GpuInfo device, String name, String uuid, int index) {
    String labels = labels(name, uuid, index).toString();
    page.add(Family.GAUDI_DEVICE, labels, 1);
    info(Family.GAUDI_INTERNAL_NAME, labels(name, uuid, index), "internal_name", device.name());
    String driver = device.detail().getOrDefault("driver_version", "");
    info(Family.GAUDI_DRIVER, labels(name, uuid, index), "version", driver);
    page.add(Family.GAUDI_UTILIZATION, labels, device.utilizationPercent());
    page.add(Family.GAUDI_MEMORY_USED, labels, device.memoryUsedBytes());
    page.add(Family.GAUDI_MEMORY_TOTAL, labels, device.memoryTotalBytes());
    percent(
        Family.GAUDI_MEMORY_UTILIZATION,
        labels,
        real(device.memoryUsedBytes()),
        real(device.memoryTotalBytes()));
    page.add(Family.GAUDI_POWER, labels, device.powerWatts());
    page.add(Family.GAUDI_POWER_MAX, labels, most(device));
    percent(Family.GAUDI_POWER_UTILIZATION, labels, device.powerWatts(), most(device));
    page.add(Family.GAUDI_TEMPERATURE, labels, device.temperatureCelsius());
  }

  private static OptionalDouble most(GpuInfo device) {
    return device.powerLimitMaxWatts().isPresent()
        ? device.powerLimitMaxWatts()
        : device.powerLimitWatts();
  }

  private static OptionalDouble real(OptionalLong reading) {
    return reading.isPresent()
        ? OptionalDouble.of((double) reading.getAsLong())
        : OptionalDouble.empty();
  }

  private Labels labels(String name, String uuid, int index) {
    return page.labels()
        .add("npu", name)
        .add("instance", hostname)
        .add("npu_uuid", uuid)
        .add("npu_index", Integer.toString(index));
  }

  private void info(Family family, Labels labels, String label, String value) {
    if (!value.isEmpty()) {
      page.add(family, labels.addIfRoom(label, value).toString(), 1);
    }
  }

  private void percent(Family family, String labels, OptionalDouble part, OptionalDouble whole) {
    if (part.isPresent() && whole.orElse(0) > 0) {
      page.add(family, labels, PERCENT * part.getAsDouble() / whole.getAsDouble());
    }
  }
}
