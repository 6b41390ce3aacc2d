package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.internal.Ceiling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** AMD GPUs by the files of the kernel's driver amdgpu: without any tool, and without waiting. */
final class AmdCards implements DeviceReader {
  static final String MAKER = "0x1002";

  private static final double MICROWATTS = 1e6;
  private static final double HERTZ = 1e6;

  private final SystemFiles files;

  AmdCards(SystemFiles files) {
    this.files = files;
  }

  @Override
  public DeviceReading read(Instant takenAt) {
    List<GpuInfo> gpus = new ArrayList<>();
    for (DrmCard card : DrmCard.of(files, MAKER)) {
      gpus.add(gpu(card, gpus.size()));
    }
    return new DeviceReading(gpus, List.of(), List.of());
  }

  private GpuInfo gpu(DrmCard card, int index) {
    GpuInfo.Builder gpu = GpuInfo.builder().index(index).name(name(card));
    Map<String, String> detail = new TreeMap<>();
    card.addLink(gpu, detail);
    // As rocm-smi writes it.
    card.text("unique_id").filter(id -> !id.equals("0")).ifPresent(id -> gpu.uuid("0x" + id));
    card.ofDevice("gpu_busy_percent", 100).ifPresent(gpu::utilizationPercent);
    card.ofDevice("mem_info_vram_total", Ceiling.BYTES).ifPresent(gpu::memoryTotalBytes);
    card.ofDevice("mem_info_vram_used", Ceiling.BYTES).ifPresent(gpu::memoryUsedBytes);
    card.ofDevice("mem_busy_percent", 100)
        .ifPresent(percent -> detail.put("memory_utilization_percent", Long.toString(percent)));
    sensors(Hwmon.of(files, card.device()), gpu, detail);
    highest(card, "pp_dpm_sclk").ifPresent(gpu::graphicsClockMaxMhz);
    highest(card, "pp_dpm_mclk").ifPresent(gpu::memoryClockMaxMhz);
    card.text("vbios_version").ifPresent(text -> detail.put("vbios_version", text));
    card.text("current_compute_partition").ifPresent(text -> detail.put("compute_partition", text));
    card.text("current_memory_partition").ifPresent(text -> detail.put("memory_partition", text));
    files
        .line("/sys/module/amdgpu/version")
        .ifPresent(text -> detail.put("driver_version", CommandLine.visible(text)));
    return gpu.detail(detail).build();
  }

  private String name(DrmCard card) {
    Optional<String> name = card.text("product_name");
    return name.or(() -> PciNames.find(files, MAKER, card.text("device").orElse("")))
        .orElse("AMD GPU");
  }

  private static void sensors(
      List<Hwmon> monitors, GpuInfo.Builder gpu, Map<String, String> detail) {
    Map<String, Double> celsius = DrmCard.temperatures(monitors);
    for (String label : List.of("edge", "junction", "mem", "1")) {
      if (celsius.containsKey(label)) {
        gpu.temperatureCelsius(celsius.getOrDefault(label, 0.0));
        break;
      }
    }
    detail("junction", "hotspot_temperature_celsius", celsius, detail);
    detail("mem", "memory_temperature_celsius", celsius, detail);
    OptionalDouble power = watts(monitors, "average");
    (power.isPresent() ? power : watts(monitors, "input")).ifPresent(gpu::powerWatts);
    watts(monitors, "cap").ifPresent(gpu::powerLimitWatts);
    watts(monitors, "cap_max").ifPresent(gpu::powerLimitMaxWatts);
    DrmCard.first(monitors, "freq", "input", HERTZ, Ceiling.MEGAHERTZ).stream()
        .filter(mhz -> mhz >= 1)
        .forEach(mhz -> gpu.graphicsClockMhz((int) Math.round(mhz)));
    DrmCard.first(monitors, "fan", "input", 1, Ceiling.RPM)
        .ifPresent(rpm -> gpu.fanSpeedRpm((int) rpm));
    gpu.thresholds(
        new TemperatureThresholds(
            limit(monitors, "crit"),
            limit(monitors, "emergency"),
            OptionalInt.empty(),
            OptionalInt.empty()));
  }

  private static void detail(
      String label, String key, Map<String, Double> celsius, Map<String, String> detail) {
    Double value = celsius.get(label);
    if (value != null) {
      detail.put(key, Long.toString(Math.round(value)));
    }
  }

  private static OptionalDouble watts(List<Hwmon> monitors, String what) {
    return DrmCard.first(monitors, "power", what, MICROWATTS, Ceiling.WATTS);
  }

  private static OptionalInt limit(List<Hwmon> monitors, String what) {
    OptionalDouble celsius = DrmCard.first(monitors, "temp", what, 1000, Ceiling.CELSIUS);
    return celsius.orElse(0) > 0
        ? OptionalInt.of((int) celsius.getAsDouble())
        : OptionalInt.empty();
  }

  /** The fastest of lines such as {@code 1: 2100Mhz *}. */
  private OptionalInt highest(DrmCard card, String name) {
    String text = files.text(card.device() + "/" + name, SystemFiles.USUAL_LIMIT).orElse("");
    long highest = 0;
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      OptionalLong mhz =
          colon < 0 ? OptionalLong.empty() : Numbers.leading(line.substring(colon + 1));
      highest = Math.max(highest, mhz.orElse(0));
    }
    return highest > 0 && highest <= Ceiling.MEGAHERTZ
        ? OptionalInt.of((int) highest)
        : OptionalInt.empty();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
