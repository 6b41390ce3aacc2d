package io.allsmi.benchmarks;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/** A frame as one would have Jackson bind it: fields by the names of the members. A yardstick. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
@JsonIgnoreProperties(ignoreUnknown = true)
final class BoundFrame {
  List<Chassis> chassis;
  List<Cpu> cpus;
  List<Gpu> gpus;
  String hostname;
  List<Host> hosts;
  long interval_ms;
  List<Memory> memory;
  List<Process> processes;
  int schema;
  long seq;
  String source;
  List<Storage> storage;
  long t;
  String timestamp;

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Host {
    String address;
    Boolean collects_processes;
    String failure;
    String host_id;
    String hostname;
    String message;
    String status;
    String transport;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Chassis {
    Double ane_power_watts;
    Double cpu_power_watts;
    Map<String, String> detail;
    List<Map<String, Object>> fan_speeds;
    Double gpu_power_watts;
    String host_id;
    String hostname;
    Double inlet_temperature;
    String instance;
    Double outlet_temperature;
    List<Map<String, Object>> psu_status;
    String thermal_pressure;
    String time;
    Double total_power_watts;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Cpu {
    Map<String, Object> apple_silicon_info;
    String architecture;
    Integer base_frequency_mhz;
    Integer cache_size_mb;
    String cpu_model;
    Integer frequency_mhz;
    String host_id;
    String hostname;
    int index;
    String instance;
    Integer max_frequency_mhz;
    List<Core> per_core_utilization;
    List<Socket> per_socket_info;
    String platform_type;
    Double power_consumption;
    Integer socket_count;
    Integer temperature;
    String time;
    Integer total_cores;
    Integer total_threads;
    List<String> unknown;
    Double utilization;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Core {
    int core_id;
    String core_type;
    double utilization;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Socket {
    Integer cores;
    Integer frequency_mhz;
    int socket_id;
    Integer temperature;
    Integer threads;
    Double utilization;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Gpm {
    Double memory_bandwidth_utilization;
    Double sm_occupancy;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Gpu {
    Double ane_utilization;
    Map<String, String> detail;
    String device_type;
    Double dla_utilization;
    Integer fan_speed_rpm;
    Integer frequency;
    Integer frequency_max;
    Gpm gpm_metrics;
    Integer gpu_core_count;
    Integer gsp_firmware_mode;
    String gsp_firmware_version;
    String host_id;
    String hostname;
    Integer index;
    String instance;
    Integer memory_frequency_max;
    Map<String, Object> mig;
    String name;
    Integer numa_node_id;
    List<Map<String, Object>> nvlink_remote_devices;
    Integer pcie_generation;
    Integer pcie_width;
    Integer performance_state;
    Double power_consumption;
    Double power_limit;
    Double power_limit_max;
    Integer temperature;
    Integer temperature_threshold_acoustic;
    Integer temperature_threshold_max_operating;
    Integer temperature_threshold_shutdown;
    Integer temperature_threshold_slowdown;
    Double tensorcore_utilization;
    String time;
    Long total_memory;
    Long used_memory;
    Double utilization;
    String uuid;
    Map<String, Object> vgpu;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Memory {
    Long available_bytes;
    Long buffers_bytes;
    Long cached_bytes;
    Long free_bytes;
    String host_id;
    String hostname;
    int index;
    String instance;
    Long swap_free_bytes;
    Long swap_total_bytes;
    Long swap_used_bytes;
    String time;
    Long total_bytes;
    Long used_bytes;
    Double utilization;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Process {
    String command;
    Double cpu_percent;
    Long cpu_time;
    Integer device_id;
    String device_uuid;
    Double gpu_utilization;
    String host_id;
    Double memory_percent;
    Long memory_rss;
    Long memory_vms;
    Integer nice_value;
    int pid;
    Integer ppid;
    Integer priority;
    String process_name;
    String start_time;
    String state;
    Integer threads;
    List<String> unknown;
    Long used_memory;
    String user;
    boolean uses_gpu;
  }

  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Storage {
    Long available_bytes;
    String host_id;
    String hostname;
    int index;
    String mount_point;
    Long total_bytes;
  }
}
