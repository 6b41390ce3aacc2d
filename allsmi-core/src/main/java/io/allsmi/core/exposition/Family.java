package io.allsmi.core.exposition;

import io.allsmi.core.internal.Ceiling;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every metric family of a host's page: its name on the wire, its unit and its range. A reading
 * outside the range is no reading.
 */
enum Family {
  UP(Scope.STATUS, "up", "Whether the exporter has collected at least once", 1),
  BUILD_INFO(Scope.STATUS, "build_info", "Version of the exporter", 1),
  PROCESS_COLLECTION_ENABLED(
      Scope.STATUS,
      "process_collection_enabled",
      "Whether the exporter reports processes (1) or not (0)",
      1),
  COLLECTION_AGE(
      Scope.EXPORTER,
      "collection_age_seconds",
      "Age of the readings when they were sent, in seconds",
      Double.MAX_VALUE),
  COLLECTION_DURATION(
      Scope.EXPORTER,
      "collection_duration_seconds",
      "How long collecting the readings took, in seconds",
      Double.MAX_VALUE),
  COLLECTION_ISSUES(
      Scope.EXPORTER,
      "collection_issues",
      "What the last collection could not read or did not believe, counted",
      Double.MAX_VALUE),
  PROCESS_ROWS_OMITTED(
      Scope.EXPORTER,
      "process_rows_omitted",
      "Process rows left out because of the bound on their number",
      Double.MAX_VALUE),

  GPU_UTILIZATION(Scope.GPU, "gpu_utilization", "GPU utilization in percent", 100),
  GPU_MEMORY_USED(Scope.GPU, "gpu_memory_used_bytes", "GPU memory used in bytes", Ceiling.BYTES),
  GPU_MEMORY_TOTAL(Scope.GPU, "gpu_memory_total_bytes", "GPU memory in bytes", Ceiling.BYTES),
  GPU_TEMPERATURE(
      Scope.GPU,
      "gpu_temperature_celsius",
      "GPU temperature in degrees Celsius",
      Ceiling.CELSIUS,
      true),
  GPU_POWER(Scope.GPU, "gpu_power_consumption_watts", "GPU power draw in watts", Ceiling.WATTS),
  GPU_FREQUENCY(
      Scope.GPU, "gpu_frequency_mhz", "GPU graphics clock in MHz", Ceiling.MEGAHERTZ, true),
  ANE_UTILIZATION(Scope.GPU, "ane_utilization", "Neural engine power draw in milliwatts", 1e9),
  DLA_UTILIZATION(
      Scope.GPU, "dla_utilization", "Deep learning accelerator utilization in percent", 100),
  GPU_PCIE_GEN(Scope.GPU, "gpu_pcie_gen_current", "PCIe generation in use", 100),
  GPU_PCIE_WIDTH(Scope.GPU, "gpu_pcie_width_current", "PCIe lanes in use", 1024),
  GPU_CLOCK_MAX(
      Scope.GPU, "gpu_clock_graphics_max_mhz", "Highest graphics clock in MHz", Ceiling.MEGAHERTZ),
  GPU_MEMORY_CLOCK_MAX(
      Scope.GPU, "gpu_clock_memory_max_mhz", "Highest memory clock in MHz", Ceiling.MEGAHERTZ),
  GPU_POWER_LIMIT(
      Scope.GPU, "gpu_power_limit_current_watts", "Power limit in force in watts", Ceiling.WATTS),
  GPU_POWER_LIMIT_MAX(
      Scope.GPU, "gpu_power_limit_max_watts", "Highest power limit in watts", Ceiling.WATTS),
  GPU_PERFORMANCE_STATE(
      Scope.GPU, "gpu_performance_state", "Performance state, 0 fastest to 15", 15),
  GPU_FAN_SPEED(Scope.GPU, "gpu_fan_speed_rpm", "Fan speed in revolutions per minute", Ceiling.RPM),
  GPU_THRESHOLD_SLOWDOWN(
      Scope.GPU,
      "gpu_temperature_threshold_slowdown_celsius",
      "Temperature at which clocks are lowered, degrees Celsius",
      Ceiling.CELSIUS),
  GPU_THRESHOLD_SHUTDOWN(
      Scope.GPU,
      "gpu_temperature_threshold_shutdown_celsius",
      "Temperature at which the device switches off, degrees Celsius",
      Ceiling.CELSIUS),
  GPU_THRESHOLD_MAX_OPERATING(
      Scope.GPU,
      "gpu_temperature_threshold_max_operating_celsius",
      "Highest specified temperature, degrees Celsius",
      Ceiling.CELSIUS),
  GPU_THRESHOLD_ACOUSTIC(
      Scope.GPU,
      "gpu_temperature_threshold_acoustic_celsius",
      "Temperature a quiet fan curve aims at, degrees Celsius",
      Ceiling.CELSIUS),
  GPU_NUMA_NODE(Scope.GPU, "gpu_numa_node_id", "NUMA node the GPU is attached to", 4096),
  GPU_GSP_MODE(
      Scope.GPU, "gpu_gsp_firmware_mode", "GSP firmware: 0 disabled, 1 enabled, 2 default", 2),
  GPU_SM_OCCUPANCY(Scope.GPU, "gpu_sm_occupancy", "Fraction of warps resident", 1),
  GPU_MEMORY_BANDWIDTH(
      Scope.GPU, "gpu_memory_bandwidth_utilization", "Fraction of the memory bandwidth used", 1),
  GPU_MIG_MODE(Scope.GPU, "gpu_mig_mode", "Whether the GPU is partitioned", 1),
  VGPU_HOST_MODE(Scope.GPU, "vgpu_host_mode", "vGPU host mode: 0 non-SR-IOV, 1 SR-IOV, 2 other", 2),
  VGPU_SCHEDULER_STATE(
      Scope.GPU, "vgpu_scheduler_state", "vGPU scheduler: 0 unsupported, 1 off, 2 on", 2),
  VGPU_SCHEDULER_POLICY(Scope.GPU, "vgpu_scheduler_policy", "vGPU scheduler policy", 1000),

  GPU_INFO(Scope.GPU_TEXT, "gpu_info", "Model, driver and other texts of the device", 1),
  GPU_GSP_VERSION(
      Scope.GPU_TEXT, "gpu_gsp_firmware_version_info", "Version of the GSP firmware", 1),
  NVLINK(Scope.GPU_TEXT, "nvlink_remote_device_type", "What each active NVLink leads to", 1),
  NPU_FIRMWARE(Scope.GPU_TEXT, "npu_firmware_info", "Firmware of the accelerator", 1),

  GAUDI_DEVICE(Scope.NPU, "gaudi_device_info", "Gaudi accelerator", 1),
  GAUDI_INTERNAL_NAME(Scope.NPU, "gaudi_internal_name_info", "Gaudi product code", 1),
  GAUDI_DRIVER(Scope.NPU, "gaudi_driver_info", "Gaudi driver version", 1),
  GAUDI_UTILIZATION(
      Scope.NPU, "gaudi_aip_utilization_percent", "Gaudi processor utilization in percent", 100),
  GAUDI_MEMORY_USED(
      Scope.NPU, "gaudi_memory_used_bytes", "Gaudi memory used in bytes", Ceiling.BYTES),
  GAUDI_MEMORY_TOTAL(Scope.NPU, "gaudi_memory_total_bytes", "Gaudi memory in bytes", Ceiling.BYTES),
  GAUDI_MEMORY_UTILIZATION(
      Scope.NPU, "gaudi_memory_utilization_percent", "Gaudi memory used in percent", 100),
  GAUDI_POWER(Scope.NPU, "gaudi_power_draw_watts", "Gaudi power draw in watts", Ceiling.WATTS),
  GAUDI_POWER_MAX(
      Scope.NPU, "gaudi_power_max_watts", "Highest Gaudi power in watts", Ceiling.WATTS),
  GAUDI_POWER_UTILIZATION(
      Scope.NPU, "gaudi_power_utilization_percent", "Gaudi power in percent of the highest", 100),
  GAUDI_TEMPERATURE(
      Scope.NPU,
      "gaudi_temperature_celsius",
      "Gaudi processor temperature in degrees Celsius",
      Ceiling.CELSIUS),

  MIG_UTILIZATION(
      Scope.MIG, "mig_instance_utilization_gpu", "Utilization of the partition in percent", 100),
  MIG_MEMORY_UTILIZATION(
      Scope.MIG,
      "mig_instance_utilization_memory",
      "Memory utilization of the partition in percent",
      100),
  MIG_MEMORY_USED(
      Scope.MIG,
      "mig_instance_memory_used_bytes",
      "Memory used in the partition in bytes",
      Ceiling.BYTES),
  MIG_MEMORY_TOTAL(
      Scope.MIG,
      "mig_instance_memory_total_bytes",
      "Memory of the partition in bytes",
      Ceiling.BYTES),

  VGPU_UTILIZATION(
      Scope.VGPU, "vgpu_utilization", "Utilization of the virtual GPU in percent", 100),
  VGPU_MEMORY_UTILIZATION(
      Scope.VGPU,
      "vgpu_memory_utilization",
      "Memory utilization of the virtual GPU in percent",
      100),
  VGPU_MEMORY_USED(
      Scope.VGPU,
      "vgpu_memory_used_bytes",
      "Memory used by the virtual GPU in bytes",
      Ceiling.BYTES),
  VGPU_MEMORY_TOTAL(
      Scope.VGPU, "vgpu_memory_total_bytes", "Memory of the virtual GPU in bytes", Ceiling.BYTES),
  VGPU_ACTIVE(Scope.VGPU, "vgpu_active", "Whether the virtual GPU is in use", 1),

  PROCESS_MEMORY(
      Scope.PROCESS,
      "process_memory_used_bytes",
      "GPU memory the process holds on the device in bytes",
      Ceiling.BYTES),
  PROCESS_START(
      Scope.PROCESS,
      "process_start_time_seconds",
      "Seconds the process has been running",
      Family.EPOCH_SECONDS,
      true),
  PROCESS_CPU(
      Scope.PROCESS, "process_cpu_percent", "CPU use of the process in percent of a core", 1e7),

  CPU_UTILIZATION(Scope.CPU, "cpu_utilization", "CPU utilization in percent", 100),
  CPU_SOCKETS(Scope.CPU, "cpu_socket_count", "Sockets", 1 << 16),
  CPU_CORES(Scope.CPU, "cpu_core_count", "Cores", 1 << 20),
  CPU_THREADS(Scope.CPU, "cpu_thread_count", "Hardware threads", 1 << 20),
  CPU_FREQUENCY(Scope.CPU, "cpu_frequency_mhz", "CPU clock in MHz", Ceiling.MEGAHERTZ, true),
  CPU_TEMPERATURE(
      Scope.CPU,
      "cpu_temperature_celsius",
      "CPU temperature in degrees Celsius",
      Ceiling.CELSIUS,
      true),
  CPU_POWER(Scope.CPU, "cpu_power_consumption_watts", "CPU power draw in watts", Ceiling.WATTS),
  CPU_S_CORES(Scope.CPU, "cpu_s_core_count", "Super cores", 1 << 16),
  CPU_P_CORES(Scope.CPU, "cpu_p_core_count", "Performance cores", 1 << 16),
  CPU_E_CORES(Scope.CPU, "cpu_e_core_count", "Efficiency cores", 1 << 16),
  CPU_S_UTILIZATION(
      Scope.CPU, "cpu_s_core_utilization", "Utilization of the super cores in percent", 100),
  CPU_P_UTILIZATION(
      Scope.CPU, "cpu_p_core_utilization", "Utilization of the performance cores in percent", 100),
  CPU_E_UTILIZATION(
      Scope.CPU, "cpu_e_core_utilization", "Utilization of the efficiency cores in percent", 100),
  CPU_S_FREQUENCY(
      Scope.CPU,
      "cpu_s_cluster_frequency_mhz",
      "Clock of the super cores in MHz",
      Ceiling.MEGAHERTZ,
      true),
  CPU_P_FREQUENCY(
      Scope.CPU,
      "cpu_p_cluster_frequency_mhz",
      "Clock of the performance cores in MHz",
      Ceiling.MEGAHERTZ,
      true),
  CPU_E_FREQUENCY(
      Scope.CPU,
      "cpu_e_cluster_frequency_mhz",
      "Clock of the efficiency cores in MHz",
      Ceiling.MEGAHERTZ,
      true),
  CPU_GPU_CORES(Scope.CPU, "cpu_gpu_core_count", "GPU cores on the chip", 1 << 16),
  CPU_ANE_OPS(
      Scope.CPU, "cpu_ane_ops_per_second", "Operations of the neural engine per second", 1e18),
  CPU_INFO(Scope.CPU, "cpu_info", "Architecture and platform of the CPU", 1),
  CPU_MODEL(Scope.CPU, "cpu_model", "Model of the CPU, as mock servers name it", 1),

  SOCKET_UTILIZATION(
      Scope.SOCKET, "cpu_socket_utilization", "Utilization of the socket in percent", 100),
  SOCKET_FREQUENCY(
      Scope.SOCKET,
      "cpu_socket_frequency_mhz",
      "Clock of the socket in MHz",
      Ceiling.MEGAHERTZ,
      true),
  SOCKET_TEMPERATURE(
      Scope.SOCKET,
      "cpu_socket_temperature_celsius",
      "Temperature of the socket in degrees Celsius",
      Ceiling.CELSIUS,
      true),

  CORE_UTILIZATION(Scope.CORE, "cpu_core_utilization", "Utilization of the core in percent", 100),

  MEMORY_TOTAL(Scope.MEMORY, "memory_total_bytes", "Memory in bytes", Ceiling.BYTES),
  MEMORY_USED(Scope.MEMORY, "memory_used_bytes", "Memory used in bytes", Ceiling.BYTES),
  MEMORY_AVAILABLE(
      Scope.MEMORY, "memory_available_bytes", "Memory available in bytes", Ceiling.BYTES),
  MEMORY_FREE(Scope.MEMORY, "memory_free_bytes", "Memory free in bytes", Ceiling.BYTES),
  MEMORY_UTILIZATION(Scope.MEMORY, "memory_utilization", "Memory used in percent", 100),
  SWAP_TOTAL(Scope.MEMORY, "swap_total_bytes", "Swap in bytes", Ceiling.BYTES),
  SWAP_USED(Scope.MEMORY, "swap_used_bytes", "Swap used in bytes", Ceiling.BYTES),
  SWAP_FREE(Scope.MEMORY, "swap_free_bytes", "Swap free in bytes", Ceiling.BYTES),
  MEMORY_BUFFERS(Scope.MEMORY, "memory_buffers_bytes", "Buffers in bytes", Ceiling.BYTES),
  MEMORY_CACHED(Scope.MEMORY, "memory_cached_bytes", "Page cache in bytes", Ceiling.BYTES),

  DISK_TOTAL(Scope.DISK, "disk_total_bytes", "Size of the file system in bytes", Ceiling.BYTES),
  DISK_AVAILABLE(Scope.DISK, "disk_available_bytes", "Space available in bytes", Ceiling.BYTES),

  CHASSIS_INFO(Scope.CHASSIS, "chassis_info", "Product, vendor and board of the machine", 1),
  CHASSIS_POWER(
      Scope.CHASSIS, "chassis_power_watts", "Power draw of the machine in watts", Ceiling.WATTS),
  CHASSIS_THERMAL_PRESSURE(
      Scope.CHASSIS, "chassis_thermal_pressure_info", "Thermal pressure of the machine", 1),
  CHASSIS_CPU_POWER(
      Scope.CHASSIS, "chassis_cpu_power_watts", "CPU power draw in watts", Ceiling.WATTS),
  CHASSIS_GPU_POWER(
      Scope.CHASSIS, "chassis_gpu_power_watts", "GPU power draw in watts", Ceiling.WATTS),
  CHASSIS_ANE_POWER(
      Scope.CHASSIS, "chassis_ane_power_watts", "Neural engine power draw in watts", Ceiling.WATTS),
  CHASSIS_INLET(
      Scope.CHASSIS,
      "chassis_inlet_temperature_celsius",
      "Temperature of the air going in, degrees Celsius",
      Ceiling.CELSIUS),
  CHASSIS_OUTLET(
      Scope.CHASSIS,
      "chassis_outlet_temperature_celsius",
      "Temperature of the air coming out, degrees Celsius",
      Ceiling.CELSIUS),
  FAN_SPEED(
      Scope.FAN,
      "chassis_fan_speed_rpm",
      "Speed of the chassis fan in revolutions per minute",
      1_000_000),

  ENERGY(
      Scope.EXPORTER,
      "energy_consumed_joules_total",
      "Energy drawn while the exporter ran, in joules",
      Double.MAX_VALUE);

  static final String PREFIX = "all_smi_";
  static final String COUNTER_SUFFIX = "_total";

  private static final double EPOCH_SECONDS = 253_402_300_800.0;

  private static final Map<String, Family> BY_NAME = new HashMap<>();
  private static final Map<Scope, Integer> WIDTHS = new EnumMap<>(Scope.class);

  static {
    for (Family family : values()) {
      family.column = WIDTHS.merge(family.scope, 1, Integer::sum) - 1;
      if (family.scope.isRead()) {
        BY_NAME.put(family.wireName, family);
      }
    }
    BY_NAME.put(PREFIX + "storage_total_bytes", DISK_TOTAL);
    BY_NAME.put(PREFIX + "storage_available_bytes", DISK_AVAILABLE);
  }

  final Scope scope;
  final String wireName;
  final String help;
  final double most;
  final boolean zeroIsUnknown;

  /** The family's place among those of its scope. */
  private int column;

  Family(Scope scope, String name, String help, double most) {
    this(scope, name, help, most, false);
  }

  Family(Scope scope, String name, String help, double most, boolean zeroIsUnknown) {
    this.scope = scope;
    this.wireName = "all_smi_" + name;
    this.help = help;
    this.most = most;
    this.zeroIsUnknown = zeroIsUnknown;
  }

  /** Whether the value only grows: its samples end in {@code _total}. */
  boolean isCounter() {
    return wireName.endsWith(COUNTER_SUFFIX);
  }

  int column() {
    return column;
  }

  /** The family of that name that is read; null when there is none. */
  static @Nullable Family named(String wireName) {
    return BY_NAME.get(wireName);
  }

  /** What a family's samples are about: the thing whose labels name it. */
  enum Scope {
    STATUS,
    /** About the exporter itself: written and not read. */
    EXPORTER,
    GPU,
    GPU_TEXT,
    /** What only accelerators of one maker have: written and not read. */
    NPU,
    MIG,
    VGPU,
    PROCESS,
    CPU,
    SOCKET,
    CORE,
    MEMORY,
    DISK,
    CHASSIS,
    FAN;

    /** Whether a page's samples of the scope are read. */
    boolean isRead() {
      return this != EXPORTER && this != NPU;
    }

    /** How many families the scope has. */
    int width() {
      return WIDTHS.getOrDefault(this, 0);
    }
  }
}
