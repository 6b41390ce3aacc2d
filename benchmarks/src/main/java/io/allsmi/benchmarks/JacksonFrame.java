package io.allsmi.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.allsmi.core.ChassisInfo;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A frame written and walked through with Jackson's streams, as one would at first: a yardstick.
 */
final class JacksonFrame {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final JsonGenerator json;
  private HostSnapshot host;
  private String time;
  private final List<String> unknown = new ArrayList<>();

  private JacksonFrame(JsonGenerator json) {
    this.json = json;
  }

  /** Goes through a frame and looks at each value. */
  static long walk(byte[] line) throws IOException {
    long sum = 0;
    try (JsonParser parser = FACTORY.createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case FIELD_NAME -> sum += parser.currentName().length();
          case VALUE_STRING -> sum += parser.getText().length();
          case VALUE_NUMBER_INT -> sum += parser.getLongValue();
          case VALUE_NUMBER_FLOAT -> sum += (long) parser.getDoubleValue();
          default -> sum++;
        }
      }
    }
    return sum;
  }

  /** Writes a frame of {@link FrameModel}: the bytes that we write. */
  static void write(ClusterSnapshot cluster, long seq, OutputStream out) throws IOException {
    try (JsonGenerator json =
        FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      new JacksonFrame(json).frame(cluster, seq);
      json.writeRaw('\n');
    }
  }

  private void frame(ClusterSnapshot cluster, long seq) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("chassis");
    for (HostSnapshot one : cluster.hosts()) {
      about(one);
      chassis(one.chassis().orElseThrow());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("cpus");
    for (HostSnapshot one : cluster.hosts()) {
      about(one);
      for (CpuInfo cpu : one.cpus()) {
        cpu(cpu);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("gpus");
    for (HostSnapshot one : cluster.hosts()) {
      about(one);
      for (GpuInfo gpu : one.gpus()) {
        gpu(gpu);
      }
    }
    json.writeEndArray();
    json.writeStringField("hostname", "remote");
    json.writeArrayFieldStart("hosts");
    for (HostSnapshot one : cluster.hosts()) {
      json.writeStartObject();
      json.writeStringField("address", one.address());
      json.writeBooleanField("collects_processes", true);
      json.writeNullField("failure");
      json.writeStringField("host_id", one.hostId());
      json.writeStringField("hostname", one.hostname());
      json.writeStringField("message", one.status().message());
      json.writeStringField("status", one.status().state().wireName());
      json.writeStringField("transport", one.status().transport().wireName());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("interval_ms", cluster.interval().toMillis());
    json.writeArrayFieldStart("memory");
    for (HostSnapshot one : cluster.hosts()) {
      about(one);
      for (MemoryInfo memory : one.memory()) {
        memory(memory);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("processes");
    for (HostSnapshot one : cluster.hosts()) {
      about(one);
      for (ProcessInfo process : one.processes()) {
        process(process);
      }
    }
    json.writeEndArray();
    json.writeNumberField("schema", 1);
    json.writeNumberField("seq", seq);
    json.writeStringField("source", cluster.source().wireName());
    json.writeArrayFieldStart("storage");
    json.writeEndArray();
    json.writeNumberField("t", cluster.takenAt().toEpochMilli());
    json.writeStringField("timestamp", cluster.takenAt().toString());
    json.writeEndObject();
  }

  private void about(HostSnapshot one) {
    host = one;
    time = LOCAL.format(one.takenAt().atZone(ZoneOffset.UTC));
  }

  private void number(String name, OptionalInt number) throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsInt());
    } else {
      json.writeNullField(name);
    }
  }

  private void number(String name, OptionalLong number) throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsLong());
    } else {
      json.writeNullField(name);
    }
  }

  private void number(String name, OptionalDouble number) throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }

  /** A number that there has to be; {@link #unknown()} tells when it is none. */
  private void required(String name, OptionalInt number) throws IOException {
    if (number.isEmpty()) {
      unknown.add(name);
    }
    json.writeNumberField(name, number.orElse(0));
  }

  private void required(String name, OptionalLong number) throws IOException {
    if (number.isEmpty()) {
      unknown.add(name);
    }
    json.writeNumberField(name, number.orElse(0));
  }

  private void required(String name, OptionalDouble number) throws IOException {
    if (number.isEmpty()) {
      unknown.add(name);
    }
    json.writeNumberField(name, number.orElse(0));
  }

  private void unknown() throws IOException {
    if (!unknown.isEmpty()) {
      json.writeArrayFieldStart("unknown");
      for (String name : unknown) {
        json.writeString(name);
      }
      json.writeEndArray();
      unknown.clear();
    }
  }

  private void rounded(String name, OptionalDouble number) throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, Math.round(number.getAsDouble()));
    } else {
      json.writeNullField(name);
    }
  }

  private void detail(Map<String, String> detail) throws IOException {
    json.writeObjectFieldStart("detail");
    for (Map.Entry<String, String> text : detail.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  private void chassis(ChassisInfo chassis) throws IOException {
    json.writeStartObject();
    number("ane_power_watts", chassis.anePowerWatts());
    number("cpu_power_watts", chassis.cpuPowerWatts());
    detail(chassis.detail());
    json.writeArrayFieldStart("fan_speeds");
    json.writeEndArray();
    number("gpu_power_watts", chassis.gpuPowerWatts());
    json.writeStringField("host_id", host.hostId());
    json.writeStringField("hostname", host.hostname());
    number("inlet_temperature", chassis.inletTemperatureCelsius());
    json.writeStringField("instance", host.hostname());
    number("outlet_temperature", chassis.outletTemperatureCelsius());
    json.writeArrayFieldStart("psu_status");
    json.writeEndArray();
    json.writeNullField("thermal_pressure");
    json.writeStringField("time", time);
    number("total_power_watts", chassis.totalPowerWatts());
    json.writeEndObject();
  }

  private void cpu(CpuInfo cpu) throws IOException {
    json.writeStartObject();
    json.writeNullField("apple_silicon_info");
    json.writeStringField("architecture", cpu.architecture());
    required("base_frequency_mhz", cpu.baseFrequencyMhz());
    required("cache_size_mb", cpu.cacheSizeMb());
    json.writeStringField("cpu_model", cpu.model());
    number("frequency_mhz", cpu.frequencyMhz());
    json.writeStringField("host_id", host.hostId());
    json.writeStringField("hostname", host.hostname());
    json.writeNumberField("index", cpu.index());
    json.writeStringField("instance", host.hostname());
    required("max_frequency_mhz", cpu.maxFrequencyMhz());
    json.writeArrayFieldStart("per_core_utilization");
    for (CpuInfo.Core core : cpu.cores()) {
      json.writeStartObject();
      json.writeNumberField("core_id", core.id());
      json.writeStringField("core_type", core.type());
      json.writeNumberField("utilization", core.utilizationPercent());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("per_socket_info");
    for (CpuInfo.Socket socket : cpu.sockets()) {
      json.writeStartObject();
      number("cores", socket.cores());
      number("frequency_mhz", socket.frequencyMhz());
      json.writeNumberField("socket_id", socket.id());
      rounded("temperature", socket.temperatureCelsius());
      number("threads", socket.threads());
      number("utilization", socket.utilizationPercent());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("platform_type", cpu.platformType());
    number("power_consumption", cpu.powerWatts());
    number("socket_count", cpu.socketCount());
    rounded("temperature", cpu.temperatureCelsius());
    json.writeStringField("time", time);
    number("total_cores", cpu.coreCount());
    number("total_threads", cpu.threadCount());
    unknown();
    number("utilization", cpu.utilizationPercent());
    json.writeEndObject();
  }

  private void gpu(GpuInfo gpu) throws IOException {
    json.writeStartObject();
    json.writeNumberField("ane_utilization", gpu.aneMilliwatts().orElse(0));
    detail(gpu.detail());
    json.writeStringField("device_type", gpu.deviceType());
    number("dla_utilization", gpu.dlaUtilizationPercent());
    number("fan_speed_rpm", gpu.fanSpeedRpm());
    number("frequency", gpu.graphicsClockMhz());
    number("frequency_max", gpu.graphicsClockMaxMhz());
    json.writeObjectFieldStart("gpm_metrics");
    number("memory_bandwidth_utilization", gpu.memoryBandwidthUtilization());
    number("sm_occupancy", gpu.smOccupancy());
    json.writeEndObject();
    number("gpu_core_count", gpu.coreCount());
    number("gsp_firmware_mode", gpu.gspFirmwareMode());
    json.writeNullField("gsp_firmware_version");
    json.writeStringField("host_id", host.hostId());
    json.writeStringField("hostname", host.hostname());
    number("index", gpu.index());
    json.writeStringField("instance", host.hostname());
    number("memory_frequency_max", gpu.memoryClockMaxMhz());
    json.writeNullField("mig");
    json.writeStringField("name", gpu.name());
    number("numa_node_id", gpu.numaNode());
    json.writeArrayFieldStart("nvlink_remote_devices");
    json.writeEndArray();
    number("pcie_generation", gpu.pcieGeneration());
    number("pcie_width", gpu.pcieWidth());
    number("performance_state", gpu.performanceState());
    number("power_consumption", gpu.powerWatts());
    number("power_limit", gpu.powerLimitWatts());
    number("power_limit_max", gpu.powerLimitMaxWatts());
    rounded("temperature", gpu.temperatureCelsius());
    number("temperature_threshold_acoustic", gpu.thresholds().acoustic());
    number("temperature_threshold_max_operating", gpu.thresholds().maxOperating());
    number("temperature_threshold_shutdown", gpu.thresholds().shutdown());
    number("temperature_threshold_slowdown", gpu.thresholds().slowdown());
    number("tensorcore_utilization", gpu.tensorcoreUtilizationPercent());
    json.writeStringField("time", time);
    number("total_memory", gpu.memoryTotalBytes());
    number("used_memory", gpu.memoryUsedBytes());
    number("utilization", gpu.utilizationPercent());
    json.writeStringField("uuid", gpu.uuid().orElse(""));
    json.writeNullField("vgpu");
    json.writeEndObject();
  }

  private void memory(MemoryInfo memory) throws IOException {
    json.writeStartObject();
    number("available_bytes", memory.availableBytes());
    number("buffers_bytes", memory.buffersBytes());
    number("cached_bytes", memory.cachedBytes());
    number("free_bytes", memory.freeBytes());
    json.writeStringField("host_id", host.hostId());
    json.writeStringField("hostname", host.hostname());
    json.writeNumberField("index", memory.index());
    json.writeStringField("instance", host.hostname());
    number("swap_free_bytes", memory.swapFreeBytes());
    number("swap_total_bytes", memory.swapTotalBytes());
    number("swap_used_bytes", memory.swapUsedBytes());
    json.writeStringField("time", time);
    number("total_bytes", memory.totalBytes());
    number("used_bytes", memory.usedBytes());
    number("utilization", memory.utilizationPercent());
    json.writeEndObject();
  }

  private void process(ProcessInfo process) throws IOException {
    ProcessDetails details = process.details();
    json.writeStartObject();
    json.writeStringField("command", process.command());
    number("cpu_percent", process.cpuPercent());
    required("cpu_time", details.cpuTimeSeconds());
    number("device_id", process.deviceIndex());
    json.writeStringField("device_uuid", process.deviceUuid().orElse(""));
    required("gpu_utilization", details.gpuUtilizationPercent());
    json.writeStringField("host_id", host.hostId());
    required("memory_percent", details.memoryPercent());
    required("memory_rss", details.residentBytes());
    required("memory_vms", details.virtualBytes());
    required("nice_value", details.nice());
    json.writeNumberField("pid", process.pid());
    required("ppid", details.parentPid());
    required("priority", details.priority());
    json.writeStringField("process_name", process.name());
    json.writeStringField(
        "start_time",
        process.startedAt().map(Instant::getEpochSecond).map(String::valueOf).orElse(""));
    json.writeStringField("state", details.state());
    required("threads", details.threads());
    unknown();
    number("used_memory", process.gpuMemoryBytes());
    json.writeStringField("user", process.user().orElse(""));
    json.writeBooleanField("uses_gpu", process.holdsDevice());
    json.writeEndObject();
  }
}
