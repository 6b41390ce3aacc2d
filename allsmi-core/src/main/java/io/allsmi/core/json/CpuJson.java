package io.allsmi.core.json;

import io.allsmi.core.AppleSiliconInfo;
import io.allsmi.core.AppleSiliconInfo.CoreCluster;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The processors as an object of a snapshot: the keys of schema 1 and {@code frequency_mhz} of
 * ours, sorted by name. What is not known is null, but for {@link RequiredNumbers}.
 */
final class CpuJson {
  private static final Set<String> PLATFORMS = Set.of("Intel", "Amd", "AppleSilicon", "Arm");

  private CpuJson() {}

  static void write(CpuInfo cpu, HostTag host, Json.Output json, RequiredNumbers numbers)
      throws IOException {
    numbers.beginObject();
    if (cpu.appleSilicon().isPresent()) {
      json.name("apple_silicon_info");
      apple(cpu.appleSilicon().get(), json, numbers.inner());
    } else {
      json.nothing("apple_silicon_info");
    }
    json.field("architecture", cpu.architecture());
    numbers
        .whole("base_frequency_mhz", cpu.baseFrequencyMhz())
        .whole("cache_size_mb", cpu.cacheSizeMb());
    json.field("cpu_model", cpu.model())
        .field("frequency_mhz", cpu.frequencyMhz())
        .field("host_id", host.hostId())
        .field("hostname", host.hostname())
        .field("index", cpu.index())
        .field("instance", host.hostname());
    numbers.whole("max_frequency_mhz", cpu.maxFrequencyMhz());
    cores(cpu.cores(), json, numbers.inner());
    sockets(cpu.sockets(), json, numbers.inner());
    platform(cpu.platformType(), json);
    json.real("power_consumption", cpu.powerWatts());
    numbers.whole("socket_count", cpu.socketCount());
    json.field("temperature", GpuJson.rounded(cpu.temperatureCelsius()));
    GpuJson.exact(cpu.temperatureCelsius(), json);
    json.field("time", host.time());
    numbers
        .whole("total_cores", cpu.coreCount())
        .whole("total_threads", cpu.threadCount())
        .ahead("utilization", cpu.utilizationPercent().isPresent())
        .list()
        .real("utilization", cpu.utilizationPercent(), 0);
    json.endObject();
  }

  private static void cores(List<CpuInfo.Core> cores, Json.Output json, RequiredNumbers numbers)
      throws IOException {
    json.name("per_core_utilization").beginArray();
    for (CpuInfo.Core core : cores) {
      numbers.beginObject();
      numbers.id("core_id", core.id());
      json.field("core_type", core.type());
      numbers.list().real("utilization", core.utilizationPercent(), 0);
      json.endObject();
    }
    json.endArray();
  }

  private static void sockets(
      List<CpuInfo.Socket> sockets, Json.Output json, RequiredNumbers numbers) throws IOException {
    json.name("per_socket_info").beginArray();
    for (CpuInfo.Socket socket : sockets) {
      numbers.beginObject();
      numbers
          .whole("cores", socket.cores())
          .whole("frequency_mhz", socket.frequencyMhz())
          .id("socket_id", socket.id());
      json.field("temperature", GpuJson.rounded(socket.temperatureCelsius()));
      GpuJson.exact(socket.temperatureCelsius(), json);
      numbers
          .whole("threads", socket.threads())
          .ahead("utilization", socket.utilizationPercent().isPresent())
          .list()
          .real("utilization", socket.utilizationPercent(), 0);
      json.endObject();
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

  private static void apple(AppleSiliconInfo apple, Json.Output json, RequiredNumbers numbers)
      throws IOException {
    numbers.beginObject();
    json.real("ane_ops_per_second", apple.aneOpsPerSecond());
    cluster("e", apple.efficiencyCores(), json, numbers);
    numbers.whole("gpu_core_count", apple.gpuCoreCount());
    cluster("p", apple.performanceCores(), json, numbers);
    cluster("s", apple.superCores(), json, numbers);
    numbers.list();
    json.endObject();
  }

  private static void cluster(
      String letter, CoreCluster cores, Json.Output json, RequiredNumbers numbers)
      throws IOException {
    json.field(letter + "_cluster_frequency_mhz", cores.frequencyMhz());
    numbers.whole(letter + "_core_count", cores.count());
    json.field(letter + "_core_l2_cache_mb", cores.l2CacheMb());
    numbers.real(letter + "_core_utilization", cores.utilizationPercent(), 0);
  }
}
