package io.allsmi.tui.state;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.table.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of a GPU beside its load, in words; nothing about what is not. */
final class GpuText {
  private static final String GAP = "   ";

  /** What stands in a line of its own, and not again among the details. */
  private static final Set<String> SHOWN =
      Set.of(
          "driver_version",
          "cuda_version",
          "clock_event_reasons",
          "memory_clock_mhz",
          "sm_clock_mhz",
          "pci_bus_id",
          "ecc_mode_current",
          "ecc_errors_corrected",
          "ecc_errors_uncorrected",
          "fan_speed_percent");

  private GpuText() {}

  /** Lines by their labels, in their order. */
  static Map<String, String> facts(GpuInfo gpu) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("LIMITS", limits(gpu.thresholds()));
    facts.put("CLOCKS", clocks(gpu));
    facts.put("HELD BY", gpu.detail().getOrDefault("clock_event_reasons", ""));
    facts.put("FAN", fan(gpu));
    facts.put("PCIe", pcie(gpu));
    facts.put("NVLINK", nvLinks(gpu));
    facts.put("ECC", ecc(gpu));
    facts.put("ENGINES", engines(gpu));
    facts.put("GSP", gsp(gpu));
    facts.put("DRIVER", driver(gpu));
    facts.put("UUID", gpu.uuid().orElse(""));
    return facts;
  }

  /** Everything else that was told, by name. */
  static Map<String, String> details(GpuInfo gpu) {
    Map<String, String> rest = new TreeMap<>();
    gpu.detail()
        .forEach(
            (name, text) -> {
              if (!SHOWN.contains(name) && !text.isEmpty()) {
                rest.put(name, name.replace('_', ' ') + ": " + text);
              }
            });
    return rest;
  }

  private static StringJoiner parts() {
    return new StringJoiner(GAP);
  }

  private static void add(StringJoiner parts, String name, OptionalInt number, String unit) {
    if (number.isPresent()) {
      parts.add(name + number.getAsInt() + unit);
    }
  }

  private static void add(StringJoiner parts, String name, String text, String unit) {
    if (!text.isEmpty()) {
      parts.add(name + text + unit);
    }
  }

  private static String detail(GpuInfo gpu, String key) {
    return gpu.detail().getOrDefault(key, "");
  }

  private static String limits(TemperatureThresholds limits) {
    StringJoiner parts = parts();
    add(parts, "slowdown ", limits.slowdown(), " °C");
    add(parts, "shutdown ", limits.shutdown(), " °C");
    add(parts, "operating ", limits.maxOperating(), " °C");
    add(parts, "acoustic ", limits.acoustic(), " °C");
    return parts.toString();
  }

  private static String clocks(GpuInfo gpu) {
    StringJoiner parts = parts();
    add(parts, "graphics ", gpu.graphicsClockMhz(), " MHz");
    add(parts, "of ", gpu.graphicsClockMaxMhz(), " MHz");
    add(parts, "SM ", detail(gpu, "sm_clock_mhz"), " MHz");
    add(parts, "memory ", detail(gpu, "memory_clock_mhz"), " MHz");
    add(parts, "of ", gpu.memoryClockMaxMhz(), " MHz");
    add(parts, "P", gpu.performanceState(), "");
    return parts.toString();
  }

  private static String fan(GpuInfo gpu) {
    StringJoiner parts = parts();
    add(parts, "", gpu.fanSpeedRpm(), " rpm");
    add(parts, "", detail(gpu, "fan_speed_percent"), " %");
    return parts.toString();
  }

  private static String pcie(GpuInfo gpu) {
    StringJoiner parts = parts();
    add(parts, "generation ", gpu.pcieGeneration(), "");
    add(parts, "×", gpu.pcieWidth(), "");
    add(parts, "bus ", detail(gpu, "pci_bus_id"), "");
    add(parts, "NUMA node ", gpu.numaNode(), "");
    return parts.toString();
  }

  /** {@code 18 links 12 to switch 6 to gpu 26562 MB/s each}. */
  private static String nvLinks(GpuInfo gpu) {
    if (gpu.nvLinks().isEmpty()) {
      return "";
    }
    StringJoiner parts = parts();
    int count = gpu.nvLinks().size();
    parts.add(count + (count == 1 ? " link" : " links"));
    Map<String, Long> ends =
        gpu.nvLinks().stream()
            .collect(
                Collectors.groupingBy(NvLink::remoteType, TreeMap::new, Collectors.counting()));
    ends.forEach((end, links) -> parts.add(links + " to " + end));
    Set<OptionalInt> speeds =
        gpu.nvLinks().stream().map(NvLink::bandwidthMbPerSecond).collect(Collectors.toSet());
    if (speeds.size() == 1) {
      add(parts, "", speeds.iterator().next(), " MB/s each");
    }
    return parts.toString();
  }

  private static String ecc(GpuInfo gpu) {
    StringJoiner parts = parts();
    add(parts, "", detail(gpu, "ecc_mode_current"), "");
    add(parts, "corrected ", detail(gpu, "ecc_errors_corrected"), "");
    add(parts, "uncorrected ", detail(gpu, "ecc_errors_uncorrected"), "");
    return parts.toString();
  }

  private static String engines(GpuInfo gpu) {
    StringJoiner parts = parts();
    share(parts, "SM occupancy ", gpu.smOccupancy());
    share(parts, "memory bandwidth ", gpu.memoryBandwidthUtilization());
    percent(parts, "DLA ", gpu.dlaUtilizationPercent());
    percent(parts, "tensor cores ", gpu.tensorcoreUtilizationPercent());
    add(parts, "", gpu.coreCount(), " cores");
    if (gpu.aneMilliwatts().isPresent()) {
      double watts = gpu.aneMilliwatts().getAsDouble() / 1000;
      parts.add("neural engine " + Quantity.watts(OptionalDouble.of(watts)));
    }
    return parts.toString();
  }

  private static void share(StringJoiner parts, String name, OptionalDouble share) {
    if (share.isPresent()) {
      percent(parts, name, OptionalDouble.of(share.getAsDouble() * 100));
    }
  }

  private static void percent(StringJoiner parts, String name, OptionalDouble percent) {
    if (percent.isPresent()) {
      parts.add(name + Quantity.percent(percent));
    }
  }

  private static String gsp(GpuInfo gpu) {
    StringJoiner parts = parts();
    if (gpu.gspFirmwareMode().isPresent()) {
      parts.add(
          switch (gpu.gspFirmwareMode().getAsInt()) {
            case 0 -> "disabled";
            case 1 -> "enabled";
            case 2 -> "default";
            default -> "mode " + gpu.gspFirmwareMode().getAsInt();
          });
    }
    add(parts, "firmware ", gpu.gspFirmwareVersion().orElse(""), "");
    return parts.toString();
  }

  private static String driver(GpuInfo gpu) {
    StringJoiner parts = parts();
    add(parts, "", detail(gpu, "driver_version"), "");
    add(parts, "CUDA ", detail(gpu, "cuda_version"), "");
    return parts.toString();
  }

  static String vgpu(VgpuInfo vgpu) {
    StringJoiner parts = parts();
    add(parts, "", vgpu.hostMode().orElse(""), "");
    add(parts, "policy ", vgpu.schedulerPolicy(), "");
    vgpu.adaptiveRoundRobinSupported()
        .ifPresent(offered -> parts.add("adaptive round robin " + (offered ? "yes" : "no")));
    parts.add("instances " + vgpu.instances().size());
    return parts.toString();
  }
}
