package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.internal.Ceiling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Intel GPUs by the files of the kernel's drivers i915 and xe. Utilization is the part of the time
 * between two reads in which the device was awake, and power is from its energy, so the first read
 * has neither.
 */
final class IntelCards implements DeviceReader {
  static final String MAKER = "0x8086";

  private static final double MICRO = 1e6;

  /** Where each driver says how long the first of its graphics parts was asleep, milliseconds. */
  private static final List<String> ASLEEP =
      List.of(
          "/gt/gt0/rc6_residency_ms",
          "/power/rc6_residency_ms",
          "/device/tile0/gt0/gtidle/idle_residency_ms");

  private static final List<String> CLOCKS =
      List.of("/gt/gt0/rps_act_freq_mhz", "/gt_act_freq_mhz", "/device/tile0/gt0/freq0/act_freq");
  private static final List<String> HIGHEST_CLOCKS =
      List.of("/gt/gt0/rps_RP0_freq_mhz", "/gt_RP0_freq_mhz", "/device/tile0/gt0/freq0/rp0_freq");
  private static final List<String> MEMORY =
      List.of("/lmem_total_bytes", "/device/tile0/physical_vram_size_bytes");

  /** Counters of a card at a read. */
  private record Counters(double seconds, OptionalLong asleepMillis, OptionalDouble joules) {}

  private final SystemFiles files;
  private Map<String, Counters> before = Map.of();

  IntelCards(SystemFiles files) {
    this.files = files;
  }

  @Override
  public DeviceReading read(Instant takenAt) {
    double seconds = Moment.read(files, takenAt).seconds();
    Map<String, Counters> now = new HashMap<>();
    List<GpuInfo> gpus = new ArrayList<>();
    for (DrmCard card : DrmCard.of(files, MAKER)) {
      List<Hwmon> monitors = Hwmon.of(files, card.device());
      Counters counters =
          new Counters(
              seconds,
              first(card, ASLEEP, Long.MAX_VALUE),
              DrmCard.first(monitors, "energy", "input", MICRO, Double.MAX_VALUE));
      now.put(card.folder(), counters);
      gpus.add(gpu(card, gpus.size(), monitors, counters));
    }
    before = now;
    return new DeviceReading(gpus, List.of(), List.of());
  }

  private static OptionalLong first(DrmCard card, List<String> paths, double most) {
    return paths.stream()
        .map(path -> card.number(card.folder() + path, most))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static OptionalInt clock(DrmCard card, List<String> paths) {
    return paths.stream()
        .map(path -> card.clock(card.folder() + path))
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private GpuInfo gpu(DrmCard card, int index, List<Hwmon> monitors, Counters now) {
    String name = PciNames.find(files, MAKER, card.text("device").orElse("")).orElse("Intel GPU");
    GpuInfo.Builder gpu = GpuInfo.builder().index(index).name(name);
    Map<String, String> detail = new TreeMap<>();
    card.addLink(gpu, detail);
    clock(card, CLOCKS).ifPresent(gpu::graphicsClockMhz);
    clock(card, HIGHEST_CLOCKS).ifPresent(gpu::graphicsClockMaxMhz);
    memory(card, gpu);
    Map<String, Double> celsius = DrmCard.temperatures(monitors);
    for (String label : List.of("pkg", "1", "2")) {
      if (celsius.containsKey(label)) {
        gpu.temperatureCelsius(celsius.getOrDefault(label, 0.0));
        break;
      }
    }
    Double ofMemory = celsius.get("vram");
    if (ofMemory != null) {
      detail.put("memory_temperature_celsius", Long.toString(Math.round(ofMemory)));
    }
    DrmCard.first(monitors, "power", "max", MICRO, Ceiling.WATTS).ifPresent(gpu::powerLimitWatts);
    DrmCard.first(monitors, "power", "rated_max", MICRO, Ceiling.WATTS)
        .ifPresent(gpu::powerLimitMaxWatts);
    DrmCard.first(monitors, "fan", "input", 1, Ceiling.RPM)
        .ifPresent(rpm -> gpu.fanSpeedRpm((int) rpm));
    Counters then = before.get(card.folder());
    if (then != null && now.seconds() > then.seconds()) {
      rates(then, now, gpu);
    }
    return gpu.detail(detail).build();
  }

  private static void memory(DrmCard card, GpuInfo.Builder gpu) {
    OptionalLong total = first(card, MEMORY, Ceiling.BYTES);
    total.ifPresent(gpu::memoryTotalBytes);
    OptionalLong available =
        card.number(card.folder() + "/lmem_avail_bytes", (double) total.orElse(0));
    if (total.isPresent() && available.isPresent()) {
      gpu.memoryUsedBytes(total.getAsLong() - available.getAsLong());
    }
  }

  private static void rates(Counters then, Counters now, GpuInfo.Builder gpu) {
    double elapsed = now.seconds() - then.seconds();
    if (then.asleepMillis().isPresent() && now.asleepMillis().isPresent()) {
      long slept = now.asleepMillis().getAsLong() - then.asleepMillis().getAsLong();
      if (slept >= 0) {
        gpu.utilizationPercent(Math.max(0, Math.min(100, 100 * (1 - slept / 1e3 / elapsed))));
      }
    }
    double joules = now.joules().orElse(-1) - then.joules().orElse(Double.MAX_VALUE);
    if (joules >= 0 && joules / elapsed <= Ceiling.WATTS) {
      gpu.powerWatts(joules / elapsed);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
