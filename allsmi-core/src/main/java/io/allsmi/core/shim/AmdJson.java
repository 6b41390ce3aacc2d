package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.internal.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * {@code amd-smi … --json}: a list of entries, one a device, at the top or under {@code gpu_data}.
 * {@code metric}, {@code static}, {@code list}, {@code process} and {@code partition} each know a
 * part; what several documents say of a device is put together.
 */
final class AmdJson {
  private final Harvest harvest = new Harvest();
  private final Map<Integer, GpuDraft> gpus = new TreeMap<>();
  private final Map<Integer, Integer> lines = new TreeMap<>();

  private AmdJson() {}

  static ShimReadings read(byte[] bytes) {
    AmdJson json = new AmdJson();
    List<JsonTree> documents = AmdDocuments.read(bytes, json.harvest);
    for (JsonTree document : documents) {
      if (entries(document).isEmpty() && !document.members().isEmpty()) {
        json.harvest.complain(document.line(), "JSON: expected a list of devices, got none");
      }
      for (JsonTree entry : entries(document)) {
        json.device(entry);
      }
    }
    json.gpus.forEach((number, gpu) -> json.harvest.add(gpu, json.lines.getOrDefault(number, 0)));
    for (JsonTree document : documents) {
      for (JsonTree entry : entries(document)) {
        json.processes(entry);
      }
    }
    return json.harvest.readings();
  }

  private static List<JsonTree> entries(JsonTree document) {
    if (!document.elements().isEmpty()) {
      return document.elements();
    }
    List<JsonTree> listed = document.get("gpu_data").elements();
    return listed.isEmpty() && document.members().containsKey("gpu") ? List.of(document) : listed;
  }

  private void device(JsonTree entry) {
    OptionalInt number = number(entry);
    if (number.isEmpty()) {
      harvest.complain(entry.line(), "gpu: expected the number of a device, got none");
      return;
    }
    GpuDraft gpu = gpus.computeIfAbsent(number.getAsInt(), key -> new GpuDraft());
    lines.putIfAbsent(number.getAsInt(), entry.line());
    gpu.index(number.getAsInt());
    identity(gpu, entry);
    readings(gpu, entry);
    limits(gpu, entry);
    details(gpu, entry);
  }

  private OptionalInt number(JsonTree entry) {
    JsonTree number = entry.get("gpu");
    return number.line() == 0
        ? OptionalInt.empty()
        : harvest.reading("gpu", number.text(), number.line()).count();
  }

  private void identity(GpuDraft gpu, JsonTree entry) {
    Reading uuid = any(entry, "uuid");
    if (!uuid.isAbsent()) {
      gpu.uuid(uuid);
    }
    Reading name = any(entry, "asic/market_name", "board/product_name");
    if (!name.isAbsent()) {
      gpu.name(name);
    }
  }

  private void readings(GpuDraft gpu, JsonTree entry) {
    gpu.real(any(entry, "usage/gfx_activity"), Unit.PERCENT, GpuInfo.Builder::utilizationPercent);
    gpu.bytes(any(entry, "mem_usage/used_vram"), Unit.MEBIBYTES, GpuInfo.Builder::memoryUsedBytes);
    gpu.bytes(
        any(entry, "mem_usage/total_vram", "vram/size"),
        Unit.MEBIBYTES,
        GpuInfo.Builder::memoryTotalBytes);
    gpu.real(
        any(entry, "temperature/edge", "temperature/hotspot", "temperature/mem"),
        Unit.CELSIUS,
        GpuInfo.Builder::temperatureCelsius);
    gpu.real(
        any(
            entry,
            "power/socket_power",
            "power/current_socket_power",
            "power/average_socket_power"),
        Unit.WATTS,
        GpuInfo.Builder::powerWatts);
    gpu.whole(
        any(entry, "clock/gfx_0/clk", "clock/gfx/clk"),
        Unit.MEGAHERTZ,
        GpuInfo.Builder::graphicsClockMhz);
    gpu.whole(
        any(entry, "clock/gfx_0/max_clk", "clock/gfx/max_clk"),
        Unit.MEGAHERTZ,
        GpuInfo.Builder::graphicsClockMaxMhz);
    gpu.whole(
        any(entry, "clock/mem_0/max_clk", "clock/mem/max_clk"),
        Unit.MEGAHERTZ,
        GpuInfo.Builder::memoryClockMaxMhz);
    gpu.whole(any(entry, "fan/rpm"), Unit.RPM, GpuInfo.Builder::fanSpeedRpm);
    gpu.whole(any(entry, "pcie/width"), Unit.LANES, GpuInfo.Builder::pcieWidth);
    Reading node = any(entry, "numa/node");
    // -1 is how Linux says that a device is on no node in particular.
    if (!node.text().equals("-1")) {
      gpu.whole(node, Unit.COUNT, GpuInfo.Builder::numaNode);
    }
  }

  private void limits(GpuDraft gpu, JsonTree entry) {
    gpu.real(
        any(entry, "limit/socket_power", "limit/ppt0/socket_power_limit"),
        Unit.WATTS,
        GpuInfo.Builder::powerLimitWatts);
    gpu.real(
        any(entry, "limit/max_power", "limit/ppt0/max_power_limit"),
        Unit.WATTS,
        GpuInfo.Builder::powerLimitMaxWatts);
    NvidiaField.POWER_LIMIT_MIN.set(
        gpu, any(entry, "limit/min_power", "limit/ppt0/min_power_limit"));
    Reading slowdown =
        any(entry, "limit/slowdown_edge_temperature", "limit/slowdown_hotspot_temperature");
    if (!slowdown.isAbsent()) {
      gpu.slowdown(slowdown);
    }
    Reading shutdown =
        any(entry, "limit/shutdown_edge_temperature", "limit/shutdown_hotspot_temperature");
    if (!shutdown.isAbsent()) {
      gpu.shutdown(shutdown);
    }
  }

  private void details(GpuDraft gpu, JsonTree entry) {
    NvidiaField.DRIVER.set(gpu, any(entry, "driver/version"));
    NvidiaField.BUS_ID.set(gpu, any(entry, "bus/bdf", "bdf"));
    NvidiaField.SERIAL.set(gpu, any(entry, "asic/asic_serial", "board/product_serial"));
    NvidiaField.VBIOS.set(gpu, any(entry, "vbios/version"));
    NvidiaField.FAN.set(gpu, any(entry, "fan/usage"));
    NvidiaField.MEMORY_TEMPERATURE.set(gpu, any(entry, "temperature/mem"));
    NvidiaField.MEMORY_UTILIZATION.set(gpu, any(entry, "usage/umc_activity"));
    NvidiaField.MEMORY_CLOCK.set(gpu, any(entry, "clock/mem_0/clk", "clock/mem/clk"));
    gpu.detail("hotspot_temperature_celsius", any(entry, "temperature/hotspot"), Unit.CELSIUS);
    gpu.detail("memory_partition", any(entry, "partition/memory_partition", "memory_partition"));
    gpu.detail("compute_partition", any(entry, "partition/compute_partition", "compute_partition"));
  }

  private void processes(JsonTree entry) {
    GpuDraft gpu = gpus.get(number(entry).orElse(-1));
    for (JsonTree listed : entry.get("process_list").elements()) {
      JsonTree process = listed.get("process_info");
      if (gpu == null || process.members().isEmpty()) {
        // In place of a process stands the remark that there is none.
        continue;
      }
      ProcessDraft draft = new ProcessDraft();
      draft.device(gpu);
      draft.pid(any(process, "pid"));
      draft.name(any(process, "name"));
      draft.memory(any(process, "memory_usage/vram_mem"), Unit.BYTES);
      harvest.add(draft, process.line());
    }
  }

  /**
   * The first of some paths that says something; {@code {"value": 6, "unit": "W"}} is {@code 6 W}.
   */
  private Reading any(JsonTree entry, String... paths) {
    for (String path : paths) {
      JsonTree node = entry.at(path.split("/"));
      String text =
          node.get("value").line() == 0
              ? node.text()
              : node.get("value").text() + " " + node.get("unit").text();
      Reading reading = harvest.reading(path.replace('/', '.'), text, node.line());
      if (!reading.isAbsent() && !Absence.is(node.get("value").text() + node.text())) {
        return reading;
      }
    }
    return harvest.reading(paths[0].replace('/', '.'), "", entry.line());
  }
}
