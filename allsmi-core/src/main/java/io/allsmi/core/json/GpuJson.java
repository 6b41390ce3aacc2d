package io.allsmi.core.json;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A device as an object of a snapshot: the keys of schema 1, and those of ours for what it lacks
 * ({@code index}, {@code power_limit}, {@code mig} and their like), sorted by name. What is not
 * known is null, but for {@link RequiredNumbers}.
 */
final class GpuJson {
  /** What schema 1 has for a load, a power or a neural engine's draw that is not known. */
  private static final double UNKNOWN = -1;

  private GpuJson() {}

  static void write(GpuInfo gpu, HostTag host, Json.Output json, RequiredNumbers numbers)
      throws IOException {
    numbers.beginObject();
    if (gpu.aneMilliwatts().isPresent() || hasNeuralEngine(gpu.name())) {
      numbers.real("ane_utilization", gpu.aneMilliwatts(), UNKNOWN);
    } else {
      numbers.none("ane_utilization");
    }
    json.name("detail").beginObject();
    for (Map.Entry<String, String> text : gpu.detail().entrySet()) {
      json.field(text.getKey(), text.getValue());
    }
    json.endObject();
    host.text("device_type", gpu.deviceType(), json);
    json.real("dla_utilization", gpu.dlaUtilizationPercent())
        .field("fan_speed_rpm", gpu.fanSpeedRpm());
    numbers.whole("frequency", gpu.graphicsClockMhz());
    json.field("frequency_max", gpu.graphicsClockMaxMhz());
    gpm(gpu, json);
    json.field("gpu_core_count", gpu.coreCount())
        .field("gsp_firmware_mode", gpu.gspFirmwareMode())
        .textOrNull("gsp_firmware_version", gpu.gspFirmwareVersion());
    host.text("host_id", host.hostId(), json);
    host.text("hostname", host.hostname(), json);
    json.field("index", gpu.index());
    host.text("instance", host.hostname(), json);
    json.field("memory_frequency_max", gpu.memoryClockMaxMhz());
    PartitionJson.mig(gpu.mig(), json);
    host.text("name", gpu.name(), json);
    json.field("numa_node_id", gpu.numaNode());
    links(gpu.nvLinks(), json);
    json.field("pcie_generation", gpu.pcieGeneration())
        .field("pcie_width", gpu.pcieWidth())
        .field("performance_state", gpu.performanceState());
    numbers.real("power_consumption", gpu.powerWatts(), UNKNOWN);
    json.real("power_limit", gpu.powerLimitWatts())
        .real("power_limit_max", gpu.powerLimitMaxWatts());
    numbers.whole("temperature", rounded(gpu.temperatureCelsius()));
    exact(gpu.temperatureCelsius(), json);
    json.field("temperature_threshold_acoustic", gpu.thresholds().acoustic())
        .field("temperature_threshold_max_operating", gpu.thresholds().maxOperating())
        .field("temperature_threshold_shutdown", gpu.thresholds().shutdown())
        .field("temperature_threshold_slowdown", gpu.thresholds().slowdown())
        .real("tensorcore_utilization", gpu.tensorcoreUtilizationPercent());
    host.text("time", host.time(), json);
    numbers
        .whole("total_memory", gpu.memoryTotalBytes())
        .ahead("used_memory", gpu.memoryUsedBytes().isPresent())
        .ahead("utilization", gpu.utilizationPercent().isPresent())
        .list()
        .whole("used_memory", gpu.memoryUsedBytes())
        .real("utilization", gpu.utilizationPercent(), UNKNOWN);
    host.text("uuid", gpu.uuid().orElse(""), json);
    if (gpu.uuid().filter(String::isEmpty).isPresent()) {
      json.field("uuid_empty", true);
    }
    PartitionJson.vgpu(gpu.vgpu(), json);
    json.endObject();
  }

  /** Whether a device of that name has a neural engine: Apple's have. */
  static boolean hasNeuralEngine(String name) {
    return name.contains("Apple");
  }

  /** Schema 1 has whole degrees. */
  static OptionalLong rounded(OptionalDouble reading) {
    return reading.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(reading.getAsDouble()));
  }

  /** The degrees that are not whole, beside {@code temperature}. */
  static void exact(OptionalDouble celsius, Json.Output json) throws IOException {
    if (celsius.isPresent()
        && Double.compare((double) Math.round(celsius.getAsDouble()), celsius.getAsDouble()) != 0) {
      json.real("temperature_celsius", celsius);
    }
  }

  private static void gpm(GpuInfo gpu, Json.Output json) throws IOException {
    if (gpu.smOccupancy().isEmpty() && gpu.memoryBandwidthUtilization().isEmpty()) {
      json.nothing("gpm_metrics");
      return;
    }
    json.name("gpm_metrics")
        .beginObject()
        .real("memory_bandwidth_utilization", gpu.memoryBandwidthUtilization())
        .real("sm_occupancy", gpu.smOccupancy())
        .endObject();
  }

  private static void links(List<NvLink> links, Json.Output json) throws IOException {
    json.name("nvlink_remote_devices").beginArray();
    for (NvLink link : links) {
      json.beginObject()
          .field("bandwidth_mb_s", link.bandwidthMbPerSecond())
          .field("link_index", link.index())
          .field("remote_type", link.remoteType())
          .endObject();
    }
    json.endArray();
  }
}
