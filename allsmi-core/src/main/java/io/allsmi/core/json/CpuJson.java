package io.allsmi.core.json;

import io.allsmi.core.AppleSiliconInfo;
import io.allsmi.core.AppleSiliconInfo.CoreCluster;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The processors as an object of a snapshot: the keys of schema 1 and {@code frequency_mhz} of
 * ours, sorted by name. What is not known is null.
 */
final class CpuJson {
  private static final Set<String> PLATFORMS = Set.of("Intel", "Amd", "AppleSilicon", "Arm");

  private CpuJson() {}

  static void write(CpuInfo cpu, HostTag host, Json.Output json) throws IOException {
    json.beginObject();
    if (cpu.appleSilicon().isPresent()) {
      apple(cpu.appleSilicon().get(), json);
    } else {
      json.nothing("apple_silicon_info");
    }
    json.field("architecture", cpu.architecture())
        .field("base_frequency_mhz", cpu.baseFrequencyMhz())
        .field("cache_size_mb", cpu.cacheSizeMb())
        .field("cpu_model", cpu.model())
        .field("frequency_mhz", cpu.frequencyMhz())
        .field("host_id", host.hostId())
        .field("hostname", host.hostname())
        .field("index", cpu.index())
        .field("instance", host.hostname())
        .field("max_frequency_mhz", cpu.maxFrequencyMhz());
    cores(cpu.cores(), json);
    sockets(cpu.sockets(), json);
    platform(cpu.platformType(), json);
    json.real("power_consumption", cpu.powerWatts())
        .field("socket_count", cpu.socketCount())
        .field("temperature", GpuJson.rounded(cpu.temperatureCelsius()));
    GpuJson.exact(cpu.temperatureCelsius(), json);
    json.field("time", host.time())
        .field("total_cores", cpu.coreCount())
        .field("total_threads", cpu.threadCount())
        .real("utilization", cpu.utilizationPercent())
        .endObject();
  }

  private static void cores(List<CpuInfo.Core> cores, Json.Output json) throws IOException {
    json.name("per_core_utilization").beginArray();
    for (CpuInfo.Core core : cores) {
      json.beginObject()
          .field("core_id", core.id())
          .field("core_type", core.type())
          .real("utilization", OptionalDouble.of(core.utilizationPercent()))
          .endObject();
    }
    json.endArray();
  }

  private static void sockets(List<CpuInfo.Socket> sockets, Json.Output json) throws IOException {
    json.name("per_socket_info").beginArray();
    for (CpuInfo.Socket socket : sockets) {
      json.beginObject()
          .field("cores", socket.cores())
          .field("frequency_mhz", socket.frequencyMhz())
          .field("socket_id", socket.id())
          .field("temperature", GpuJson.rounded(socket.temperatureCelsius()));
      GpuJson.exact(socket.temperatureCelsius(), json);
      json.field("threads", socket.threads())
          .real("utilization", socket.utilizationPercent())
          .endObject();
    }
    json.endArray();
  }

  /** One of four words, or an object around another word. */
  private static void platform(String type, Json.Output json) throws IOException {
    if (PLATFORMS.contains(type)) {
      json.field("platform_type", type);
    } else {
      json.name("platform_type").beginObject().field("Other", type).endObject();
    }
  }

  private static void apple(AppleSiliconInfo apple, Json.Output json) throws IOException {
    json.name("apple_silicon_info").beginObject();
    json.real("ane_ops_per_second", apple.aneOpsPerSecond());
    cluster("e", apple.efficiencyCores(), json);
    json.field("gpu_core_count", apple.gpuCoreCount());
    cluster("p", apple.performanceCores(), json);
    cluster("s", apple.superCores(), json);
    json.endObject();
  }

  private static void cluster(String letter, CoreCluster cores, Json.Output json)
      throws IOException {
    json.field(letter + "_cluster_frequency_mhz", cores.frequencyMhz())
        .field(letter + "_core_count", cores.count())
        .field(letter + "_core_l2_cache_mb", cores.l2CacheMb())
        .real(letter + "_core_utilization", cores.utilizationPercent());
  }
}
