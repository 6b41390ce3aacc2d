package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What the machine tells of a GPU where its driver does not. */
final class NvidiaSurroundings {
  private static final int LONG_ADDRESS = "00000000:10:00.0".length();
  private static final int MOST_NODES = 4096;

  private final SystemFiles files;

  NvidiaSurroundings(SystemFiles files) {
    this.files = files;
  }

  GpuInfo complete(GpuInfo gpu, boolean sharesMemory) {
    return sharesMemory ? memory(node(gpu)) : node(gpu);
  }

  /** The driver tells the node only of memory that is a node itself. */
  private GpuInfo node(GpuInfo gpu) {
    String address = gpu.detail().getOrDefault("pci_bus_id", "").toLowerCase(Locale.ROOT);
    if (gpu.numaNode().isPresent() || address.length() != LONG_ADDRESS) {
      return gpu;
    }
    OptionalLong node = files.number("/sys/bus/pci/devices/" + address.substring(4) + "/numa_node");
    return node.orElse(-1) >= 0 && node.getAsLong() <= MOST_NODES
        ? gpu.toBuilder().numaNode((int) node.getAsLong()).build()
        : gpu;
  }

  /** A GPU without memory of its own uses the machine's: that is its memory, and what is in use. */
  private GpuInfo memory(GpuInfo gpu) {
    Map<String, Long> meminfo =
        MemoryReader.parse(files.text("/proc/meminfo", SystemFiles.USUAL_LIMIT).orElse(""));
    Long total = meminfo.get("MemTotal");
    Long available = meminfo.get("MemAvailable");
    if (total == null) {
      return gpu;
    }
    Map<String, String> detail = new TreeMap<>(gpu.detail());
    detail.put("memory_type", "unified");
    GpuInfo.Builder shared = gpu.toBuilder().memoryTotalBytes(total).detail(detail);
    if (available != null) {
      shared.memoryUsedBytes(Math.max(0, total - available));
    }
    return shared.build();
  }
}
