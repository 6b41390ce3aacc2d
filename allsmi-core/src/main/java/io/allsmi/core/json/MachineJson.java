package io.allsmi.core.json;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.Map;

/** Memory, disks and the chassis as objects of a snapshot, keys sorted. */
final class MachineJson {
  private MachineJson() {}

  static void write(MemoryInfo memory, HostTag host, Json.Output json) throws IOException {
    json.beginObject()
        .field("available_bytes", memory.availableBytes())
        .field("buffers_bytes", memory.buffersBytes())
        .field("cached_bytes", memory.cachedBytes())
        .field("free_bytes", memory.freeBytes())
        .field("host_id", host.hostId())
        .field("hostname", host.hostname())
        .field("index", memory.index())
        .field("instance", host.hostname())
        .field("swap_free_bytes", memory.swapFreeBytes())
        .field("swap_total_bytes", memory.swapTotalBytes())
        .field("swap_used_bytes", memory.swapUsedBytes())
        .field("time", host.time())
        .field("total_bytes", memory.totalBytes())
        .field("used_bytes", memory.usedBytes())
        .real("utilization", memory.utilizationPercent())
        .endObject();
  }

  static void write(StorageInfo disk, HostTag host, Json.Output json) throws IOException {
    json.beginObject()
        .field("available_bytes", disk.availableBytes())
        .field("host_id", host.hostId())
        .field("hostname", host.hostname())
        .field("index", disk.index())
        .field("mount_point", disk.mountPoint())
        .field("total_bytes", disk.totalBytes())
        .endObject();
  }

  static void write(ChassisInfo chassis, HostTag host, Json.Output json) throws IOException {
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
      json.beginObject()
          .field("id", fan.id())
          .field("max_rpm", fan.maxRpm())
          .field("name", fan.name())
          .field("speed_rpm", fan.speedRpm())
          .endObject();
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
      json.beginObject()
          .field("id", supply.id())
          .field("name", supply.name())
          .real("power_watts", supply.powerWatts())
          .field("status", supply.status())
          .endObject();
    }
    json.endArray()
        .textOrNull("thermal_pressure", chassis.thermalPressure())
        .field("time", host.time())
        .real("total_power_watts", chassis.totalPowerWatts())
        .endObject();
  }
}
