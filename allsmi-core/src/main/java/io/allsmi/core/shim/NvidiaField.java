package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What nvidia-smi (and hl-smi, whose queries follow it) can say of a device: the names of {@code
 * --query-gpu}, and which reading each is. The other forms of output name the same things in their
 * own words and refer here.
 */
enum NvidiaField {
  INDEX(GpuDraft::index, "index"),
  UUID(GpuDraft::uuid, "uuid", "gpu_uuid"),
  NAME(GpuDraft::name, "name", "gpu_name"),
  UTILIZATION(
      (gpu, cell) -> gpu.real(cell, Unit.PERCENT, GpuInfo.Builder::utilizationPercent),
      "utilization.gpu",
      "utilization.aip",
      "utilization"),
  MEMORY_USED(
      (gpu, cell) -> gpu.bytes(cell, Unit.MEBIBYTES, GpuInfo.Builder::memoryUsedBytes),
      "memory.used"),
  MEMORY_TOTAL(
      (gpu, cell) -> gpu.bytes(cell, Unit.MEBIBYTES, GpuInfo.Builder::memoryTotalBytes),
      "memory.total"),
  TEMPERATURE(
      (gpu, cell) -> gpu.real(cell, Unit.CELSIUS, GpuInfo.Builder::temperatureCelsius),
      "temperature.gpu",
      "temperature.aip",
      "temperature"),
  POWER((gpu, cell) -> power(gpu, 0, cell), "power.draw"),
  POWER_AVERAGE((gpu, cell) -> power(gpu, 1, cell), "power.draw.average"),
  POWER_INSTANT((gpu, cell) -> power(gpu, 2, cell), "power.draw.instant"),
  POWER_LIMIT((gpu, cell) -> powerLimit(gpu, 0, cell), "power.limit"),
  POWER_LIMIT_ENFORCED((gpu, cell) -> powerLimit(gpu, 1, cell), "enforced.power.limit"),
  POWER_LIMIT_MAX(
      (gpu, cell) -> gpu.real(cell, Unit.WATTS, GpuInfo.Builder::powerLimitMaxWatts),
      "power.max_limit",
      "power.max"),
  CLOCK(
      (gpu, cell) -> gpu.whole(cell, Unit.MEGAHERTZ, GpuInfo.Builder::graphicsClockMhz),
      "clocks.current.graphics",
      "clocks.gr"),
  CLOCK_MAX(
      (gpu, cell) -> gpu.whole(cell, Unit.MEGAHERTZ, GpuInfo.Builder::graphicsClockMaxMhz),
      "clocks.max.graphics",
      "clocks.max.gr"),
  MEMORY_CLOCK_MAX(
      (gpu, cell) -> gpu.whole(cell, Unit.MEGAHERTZ, GpuInfo.Builder::memoryClockMaxMhz),
      "clocks.max.memory",
      "clocks.max.mem"),
  PERFORMANCE_STATE(GpuDraft::performanceState, "pstate"),
  PCIE_GENERATION(
      (gpu, cell) -> gpu.whole(cell, Unit.LANES, GpuInfo.Builder::pcieGeneration),
      "pcie.link.gen.current"),
  PCIE_WIDTH(
      (gpu, cell) -> gpu.whole(cell, Unit.LANES, GpuInfo.Builder::pcieWidth),
      "pcie.link.width.current"),
  MIG_MODE(GpuDraft::partitioning, "mig.mode.current"),
  GSP_MODE(GpuDraft::gspMode, "gsp.mode.current"),
  GSP_VERSION(GpuDraft::gspVersion),
  SLOWDOWN(GpuDraft::slowdown),
  SHUTDOWN(GpuDraft::shutdown),
  MAX_OPERATING(GpuDraft::maxOperating),
  TARGET_TEMPERATURE(GpuDraft::acoustic),

  DRIVER(text("driver_version"), "driver_version"),
  CUDA(text("cuda_version"), "cuda_version"),
  BUS_ID(text("pci_bus_id"), "pci.bus_id", "gpu_bus_id", "bus_id"),
  SERIAL(text("serial"), "serial", "gpu_serial"),
  VBIOS(text("vbios_version"), "vbios_version"),
  BRAND(text("brand")),
  ARCHITECTURE(text("architecture")),
  COMPUTE_MODE(text("compute_mode"), "compute_mode"),
  COMPUTE_CAPABILITY(text("compute_capability"), "compute_cap"),
  ECC_MODE(text("ecc_mode_current"), "ecc.mode.current"),
  FAN(number("fan_speed_percent", Unit.PERCENT), "fan.speed"),
  MEMORY_RESERVED(number("memory_reserved_bytes", Unit.MEBIBYTES), "memory.reserved"),
  MEMORY_TEMPERATURE(number("memory_temperature_celsius", Unit.CELSIUS), "temperature.memory"),
  MEMORY_UTILIZATION(number("memory_utilization_percent", Unit.PERCENT), "utilization.memory"),
  ENCODER(number("encoder_utilization_percent", Unit.PERCENT), "utilization.encoder"),
  DECODER(number("decoder_utilization_percent", Unit.PERCENT), "utilization.decoder"),
  JPEG(number("jpeg_utilization_percent", Unit.PERCENT), "utilization.jpeg"),
  OFA(number("ofa_utilization_percent", Unit.PERCENT), "utilization.ofa"),
  MEMORY_CLOCK(number("memory_clock_mhz", Unit.MEGAHERTZ), "clocks.current.memory", "clocks.mem"),
  SM_CLOCK(number("sm_clock_mhz", Unit.MEGAHERTZ), "clocks.current.sm", "clocks.sm"),
  SM_CLOCK_MAX(number("sm_clock_max_mhz", Unit.MEGAHERTZ), "clocks.max.sm"),
  CLOCK_REASONS(
      GpuDraft::clockReasons, "clocks_event_reasons.active", "clocks_throttle_reasons.active"),
  UNCORRECTED_ERRORS(
      number("ecc_errors_uncorrected", Unit.COUNT), "ecc.errors.uncorrected.volatile.total"),
  POWER_LIMIT_DEFAULT(number("power_limit_default", Unit.WATTS), "power.default_limit"),
  POWER_LIMIT_MIN(number("power_limit_min", Unit.WATTS), "power.min_limit");

  private static final Map<String, NvidiaField> BY_QUERY = new HashMap<>();

  static {
    for (NvidiaField field : values()) {
      for (String query : field.queries) {
        BY_QUERY.put(query, field);
      }
    }
  }

  private final BiConsumer<GpuDraft, Reading> setter;
  private final String[] queries;

  NvidiaField(BiConsumer<GpuDraft, Reading> setter, String... queries) {
    this.setter = setter;
    this.queries = queries;
  }

  /** The field of a query; empty when it is none that is kept. */
  static Optional<NvidiaField> ofQuery(String query) {
    return Optional.ofNullable(BY_QUERY.get(query.toLowerCase(Locale.ROOT)));
  }

  void set(GpuDraft gpu, Reading cell) {
    setter.accept(gpu, cell);
  }

  private static void power(GpuDraft gpu, int rank, Reading cell) {
    gpu.preferred("power", rank, cell, Unit.WATTS, GpuInfo.Builder::powerWatts);
  }

  private static void powerLimit(GpuDraft gpu, int rank, Reading cell) {
    gpu.preferred("power limit", rank, cell, Unit.WATTS, GpuInfo.Builder::powerLimitWatts);
  }

  private static BiConsumer<GpuDraft, Reading> text(String key) {
    return (gpu, cell) -> gpu.detail(key, cell);
  }

  private static BiConsumer<GpuDraft, Reading> number(String key, Unit unit) {
    return (gpu, cell) -> gpu.detail(key, cell, unit);
  }
}
