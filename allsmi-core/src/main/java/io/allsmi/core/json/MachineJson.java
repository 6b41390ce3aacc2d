package io.allsmi.core.json;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.Map;

/**
 * Memory, disks and the chassis as objects of a snapshot, keys sorted. What is not known is null,
 * but for {@link RequiredNumbers}.
 */
final class MachineJson {
  private MachineJson() {}

  static void write(MemoryInfo memory, HostTag host, Json.Output json, RequiredNumbers numbers)
      throws IOException {
    numbers.beginObject();
    numbers
        .whole("available_bytes", memory.availableBytes())
        .whole("buffers_bytes", memory.buffersBytes())
        .whole("cached_bytes", memory.cachedBytes())
        .whole("free_bytes", memory.freeBytes());
    json.field("host_id", host.hostId())
        .field("hostname", host.hostname())
        .field("index", memory.index())
        .field("instance", host.hostname());
    numbers
        .whole("swap_free_bytes", memory.swapFreeBytes())
        .whole("swap_total_bytes", memory.swapTotalBytes())
        .whole("swap_used_bytes", memory.swapUsedBytes());
    json.field("time", host.time());
    numbers
        .whole("total_bytes", memory.totalBytes())
        .ahead("used_bytes", memory.usedBytes().isPresent())
        .ahead("utilization", memory.utilizationPercent().isPresent())
        .list()
        .whole("used_bytes", memory.usedBytes())
        .real("utilization", memory.utilizationPercent(), 0);
    json.endObject();
  }

  static void write(StorageInfo disk, HostTag host, Json.Output json, RequiredNumbers numbers)
      throws IOException {
    numbers.beginObject();
    numbers.whole("available_bytes", disk.availableBytes());
    json.field("host_id", host.hostId())
        .field("hostname", host.hostname())
        .field("index", disk.index())
        .field("mount_point", disk.mountPoint());
    numbers.whole("total_bytes", disk.totalBytes()).list();
    json.endObject();
  }

  static void write(ChassisInfo chassis, HostTag host, Json.Output json, RequiredNumbers numbers)
      throws IOException {
    json.beginObject()
        .real("ane_power_watts", chassis.anePowerWatts())
        .real("cpu_power_watts", chassis.cpuPowerWatts())
        .name("detail")
        .beginObject();
    for (Map.Entry<String, String> text : chassis.detail().entrySet()) {
      json.field(text.getKey(), text.getValue());
    }
    json.endObject().name("fan_speeds").beginArray();
    for (ChassisInfo.Fan fan : chassis.fans()) {
      numbers.beginObject();
      numbers.id("id", fan.id()).whole("max_rpm", fan.maxRpm());
      json.field("name", fan.name());
      numbers.whole("speed_rpm", fan.speedRpm()).list();
      json.endObject();
    }
    json.endArray()
        .real("gpu_power_watts", chassis.gpuPowerWatts())
        .field("host_id", host.hostId())
        .field("hostname", host.hostname())
        .real("inlet_temperature", chassis.inletTemperatureCelsius())
        .field("instance", host.hostname())
        .real("outlet_temperature", chassis.outletTemperatureCelsius())
        .name("psu_status")
        .beginArray();
    for (ChassisInfo.PowerSupply supply : chassis.powerSupplies()) {
      numbers.beginObject();
      numbers.id("id", supply.id());
      json.field("name", supply.name())
          .real("power_watts", supply.powerWatts())
          .field("status", supply.status());
      numbers.list();
      json.endObject();
    }
    json.endArray()
        .textOrNull("thermal_pressure", chassis.thermalPressure())
        .field("time", host.time())
        .real("total_power_watts", chassis.totalPowerWatts())
        .endObject();
  }
}
