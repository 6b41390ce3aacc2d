package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One card of rocm-smi: its readings by their names, which differ from release to release. Where a
 * release has several, the first that says something counts.
 */
final class RocmCard {
  private final Map<String, Reading> readings = new HashMap<>();
  private final int line;

  RocmCard(int line) {
    this.line = line;
  }

  int line() {
    return line;
  }

  void put(Reading reading) {
    readings.put(reading.name().toLowerCase(Locale.ROOT), reading);
  }

  GpuDraft draft(int number, Harvest harvest) {
    GpuDraft gpu = new GpuDraft();
    gpu.index(number);
    gpu.uuid(first(harvest, "unique id"));
    gpu.name(name(harvest));
    gpu.real(
        first(harvest, "gpu use (%)", "gpu use %", "gpu utilization", "gpu use (%) sum"),
        Unit.PERCENT,
        GpuInfo.Builder::utilizationPercent);
    memory(gpu, harvest);
    gpu.real(
        first(
            harvest,
            "temperature (sensor edge) (c)",
            "temperature (sensor junction) (c)",
            "temperature (sensor memory) (c)",
            "temperature (c)"),
        Unit.CELSIUS,
        GpuInfo.Builder::temperatureCelsius);
    gpu.real(
        first(
            harvest,
            "average graphics package power (w)",
            "current socket graphics package power (w)",
            "gpu power (w)",
            "power (w)"),
        Unit.WATTS,
        GpuInfo.Builder::powerWatts);
    gpu.real(
        first(harvest, "max graphics package power (w)"),
        Unit.WATTS,
        GpuInfo.Builder::powerLimitWatts);
    gpu.whole(
        clock(harvest, "sclk clock speed:"), Unit.MEGAHERTZ, GpuInfo.Builder::graphicsClockMhz);
    gpu.whole(first(harvest, "fan rpm"), Unit.RPM, GpuInfo.Builder::fanSpeedRpm);
    details(gpu, harvest);
    return gpu;
  }

  private void details(GpuDraft gpu, Harvest harvest) {
    NvidiaField.FAN.set(gpu, first(harvest, "fan speed (%)"));
    NvidiaField.MEMORY_TEMPERATURE.set(gpu, first(harvest, "temperature (sensor memory) (c)"));
    NvidiaField.MEMORY_CLOCK.set(gpu, clock(harvest, "mclk clock speed:"));
    NvidiaField.BUS_ID.set(gpu, first(harvest, "pci bus"));
    NvidiaField.SERIAL.set(gpu, first(harvest, "serial number"));
    NvidiaField.VBIOS.set(gpu, first(harvest, "vbios version"));
    gpu.detail(
        "hotspot_temperature_celsius",
        first(harvest, "temperature (sensor junction) (c)"),
        Unit.CELSIUS);
    gpu.detail("memory_used_percent", memoryPercent(harvest), Unit.PERCENT);
    gpu.detail("gfx_version", first(harvest, "gfx version"));
    Reading node = first(harvest, "(topology) numa node");
    // -1 is how Linux says that a device is on no node in particular.
    if (!node.text().strip().equals("-1")) {
      gpu.whole(node, Unit.COUNT, GpuInfo.Builder::numaNode);
    }
  }

  private Reading memoryPercent(Harvest harvest) {
    return first(harvest, "gpu memory allocated (vram%)", "gpu memory use (%)", "memory use (%)");
  }

  /** Without a number of bytes in use it is the percentage of the whole. */
  private void memory(GpuDraft gpu, Harvest harvest) {
    Reading total =
        first(harvest, "vram total memory (b)", "gpu memory total (b)", "total memory (b)");
    Reading used =
        first(harvest, "vram total used memory (b)", "gpu memory used (b)", "used memory (b)");
    gpu.bytes(total, Unit.BYTES, GpuInfo.Builder::memoryTotalBytes);
    if (!used.isAbsent()) {
      gpu.bytes(used, Unit.BYTES, GpuInfo.Builder::memoryUsedBytes);
      return;
    }
    OptionalDouble percent = Unit.PERCENT.read(memoryPercent(harvest).text());
    OptionalDouble bytes = Unit.BYTES.read(total.text());
    if (percent.isPresent() && bytes.isPresent()) {
      gpu.memoryUsed(Math.round(percent.getAsDouble() / 100 * bytes.getAsDouble()));
    }
  }

  /** A number of the PCI tables in place of a name is no name. */
  private Reading name(Harvest harvest) {
    for (String key : new String[] {"card series", "device name", "card model"}) {
      Reading reading = first(harvest, key);
      if (!reading.isAbsent() && !reading.text().strip().startsWith("0x")) {
        return reading;
      }
    }
    return harvest.reading("card series", "", line);
  }

  /** Clocks are written in brackets: {@code (1269Mhz)}. */
  private Reading clock(Harvest harvest, String key) {
    Reading reading = first(harvest, key);
    String text = reading.text().replace("(", "").replace(")", "");
    return harvest.reading(reading.name(), text, reading.line());
  }

  private Reading first(Harvest harvest, String... keys) {
    for (String key : keys) {
      Reading reading = readings.get(key);
      if (reading != null && !reading.isAbsent()) {
        return reading;
      }
    }
    return harvest.reading(keys[0], "", line);
  }
}
