package io.allsmi.collect.nvml;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.internal.Ceiling;
import io.allsmi.core.internal.ClockReasons;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What changes from read to read, written into a device and its details. */
final class NvmlReadings {
  private static final int GRAPHICS_CLOCK = 0;
  private static final int MEMORY_CLOCK = 2;
  private static final int GPU_SENSOR = 0;
  private static final int UNITS_OF_POWER = 1000;
  private static final int SLOWEST_STATE = 15;
  private static final int UNKNOWN_STATE = 32;
  private static final int MOST_FANS = 16;

  private final NvmlDevice device;
  private final GpuInfo.Builder gpu;
  private final Map<String, String> detail;

  NvmlReadings(NvmlDevice device, GpuInfo.Builder gpu, Map<String, String> detail) {
    this.device = device;
    this.gpu = gpu;
    this.detail = detail;
  }

  void read() {
    utilization();
    temperature();
    power();
    clocks();
    fans();
    link();
    errors();
  }

  private void utilization() {
    Struct rates = new Struct(NvmlLayout.UTILIZATION);
    String function = "nvmlDeviceGetUtilizationRates";
    if (device.ask(function, (Object) rates.memory())) {
      device.believed(function, 100, rates.unsigned(0)).ifPresent(gpu::utilizationPercent);
      device
          .believed(function, 100, rates.unsigned(4))
          .ifPresent(percent -> detail("memory_utilization_percent", percent));
    }
    engine("nvmlDeviceGetEncoderUtilization", "encoder_utilization_percent");
    engine("nvmlDeviceGetDecoderUtilization", "decoder_utilization_percent");
    engine("nvmlDeviceGetJpgUtilization", "jpeg_utilization_percent");
    engine("nvmlDeviceGetOfaUtilization", "ofa_utilization_percent");
  }

  private void engine(String function, String key) {
    int[] percent = new int[1];
    if (device.ask(function, percent, new int[1])) {
      device
          .believed(function, 100, Integer.toUnsignedLong(percent[0]))
          .ifPresent(value -> detail(key, value));
    }
  }

  private void detail(String key, double value) {
    detail.put(key, Plain.number(value));
  }

  private void temperature() {
    int[] celsius = new int[1];
    Struct versioned = Struct.versioned(NvmlLayout.TEMPERATURE, 1);
    if (device.ask("nvmlDeviceGetTemperature", GPU_SENSOR, celsius)) {
      temperature("nvmlDeviceGetTemperature", Integer.toUnsignedLong(celsius[0]));
    } else if (device.ask("nvmlDeviceGetTemperatureV", (Object) versioned.memory())) {
      temperature("nvmlDeviceGetTemperatureV", versioned.number(8));
    }
    OptionalLong memory =
        NvmlFields.read(device, List.of(new NvmlFields.Field(NvmlFields.MEMORY_TEMPERATURE, 0)))
            .get(0);
    if (memory.orElse(0) > 0) {
      device
          .believed("NVML_FI_DEV_MEMORY_TEMP", Ceiling.CELSIUS, memory.getAsLong())
          .ifPresent(value -> detail("memory_temperature_celsius", value));
    }
  }

  /** 0 is how a driver says that it does not know. */
  private void temperature(String function, long celsius) {
    device.believed(function, Ceiling.CELSIUS, celsius).stream()
        .filter(value -> value > 0)
        .forEach(gpu::temperatureCelsius);
  }

  private void power() {
    watts("nvmlDeviceGetPowerUsage").ifPresent(gpu::powerWatts);
    OptionalDouble limit = watts("nvmlDeviceGetPowerManagementLimit");
    (limit.isPresent() ? limit : watts("nvmlDeviceGetEnforcedPowerLimit"))
        .ifPresent(gpu::powerLimitWatts);
  }

  private OptionalDouble watts(String function) {
    return device.reading(UNITS_OF_POWER, Ceiling.WATTS, function);
  }

  private void clocks() {
    device
        .positive((int) Ceiling.MEGAHERTZ, "nvmlDeviceGetClockInfo", GRAPHICS_CLOCK)
        .ifPresent(gpu::graphicsClockMhz);
    device
        .positive((int) Ceiling.MEGAHERTZ, "nvmlDeviceGetClockInfo", MEMORY_CLOCK)
        .ifPresent(mhz -> detail("memory_clock_mhz", mhz));
    OptionalInt state = device.whole(UNKNOWN_STATE, "nvmlDeviceGetPerformanceState");
    state.stream().filter(value -> value <= SLOWEST_STATE).forEach(gpu::performanceState);
    clockReasons().ifPresent(text -> detail.put("clock_event_reasons", text));
  }

  private Optional<String> clockReasons() {
    long[] bits = new long[1];
    return device.ask("nvmlDeviceGetCurrentClocksEventReasons", (Object) bits)
            || device.ask("nvmlDeviceGetCurrentClocksThrottleReasons", (Object) bits)
        ? Optional.of(ClockReasons.of(bits[0]))
        : Optional.empty();
  }

  /** The fastest of its fans. */
  private void fans() {
    OptionalInt fans = device.whole(MOST_FANS, "nvmlDeviceGetNumFans");
    OptionalInt percent = OptionalInt.empty();
    OptionalInt speed = OptionalInt.empty();
    for (int fan = 0; fan < fans.orElse(0); fan++) {
      percent = faster(percent, device.whole(255, "nvmlDeviceGetFanSpeed_v2", fan));
      Struct info = Struct.versioned(NvmlLayout.FAN_SPEED, 1);
      info.put(4, fan);
      String function = "nvmlDeviceGetFanSpeedRPM";
      if (device.ask(function, (Object) info.memory())) {
        OptionalDouble rpm = device.believed(function, Ceiling.RPM, info.unsigned(8));
        speed = faster(speed, NvmlDevice.whole(rpm));
      }
    }
    if (fans.isEmpty()) {
      percent = device.whole(255, "nvmlDeviceGetFanSpeed");
    }
    percent.ifPresent(value -> detail("fan_speed_percent", value));
    speed.ifPresent(gpu::fanSpeedRpm);
  }

  private static OptionalInt faster(OptionalInt a, OptionalInt b) {
    return a.orElse(-1) >= b.orElse(-1) ? a : b;
  }

  private void link() {
    device.positive(100, "nvmlDeviceGetCurrPcieLinkGeneration").ifPresent(gpu::pcieGeneration);
    device.positive(1024, "nvmlDeviceGetCurrPcieLinkWidth").ifPresent(gpu::pcieWidth);
  }

  /** Errors of memory since the driver was loaded. */
  private void errors() {
    count(0).ifPresent(count -> detail.put("ecc_errors_corrected", Long.toString(count)));
    count(1).ifPresent(count -> detail.put("ecc_errors_uncorrected", Long.toString(count)));
  }

  private OptionalLong count(int kind) {
    long[] count = new long[1];
    return device.ask("nvmlDeviceGetTotalEccErrors", kind, 0, count) && count[0] >= 0
        ? OptionalLong.of(count[0])
        : OptionalLong.empty();
  }
}
