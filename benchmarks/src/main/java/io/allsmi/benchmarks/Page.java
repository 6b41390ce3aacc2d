package io.allsmi.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The page that a host would send: some 92 KB and 404 samples for 8 GPUs and 50 processes. */
final class Page {
  /** How the samples of a page are arranged. */
  enum Layout {
    /** One HELP and TYPE for each family, its samples together: as the format asks for. */
    CONFORMANT("conformant", 3430, 240, 69, 36),
    /** HELP and TYPE before every sample, device after device: as real exporters send it. */
    INTERLEAVED("interleaved", 3940, 292, 92, 42);

    final String words;

    /** MB/s of the byte loop on the machine where the recorded peers were measured. */
    final double recordedByteLoop;

    final double recordedTextparse;
    final double recordedUpstream;
    final double recordedPython;

    Layout(String words, double byteLoop, double textparse, double upstream, double python) {
      this.words = words;
      this.recordedByteLoop = byteLoop;
      this.recordedTextparse = textparse;
      this.recordedUpstream = upstream;
      this.recordedPython = python;
    }
  }

  private record Line(String labels, String value) {}

  private record Family(String name, String help, String type, List<Line> lines) {}

  private static final String MODEL = "NVIDIA H100 80GB HBM3";

  private final HostModel host;
  private final List<Family> families = new ArrayList<>();

  private Page(HostModel host) {
    this.host = host;
    add("all_smi_up", "Whether the exporter has collected", labels(host.name), "1");
    add("all_smi_build_info", "Build", labels(host.name) + ", version=\"0.30.0\"", "1");
    deviceFamilies();
    add(
        "all_smi_gpu_info",
        "GPU device information",
        "gauge",
        perGpu(Page::deviceTexts, gpu -> "1"));
    nvLinks();
    processFamilies();
    machineFamilies();
  }

  /** The page as bytes. */
  static byte[] of(HostModel host, Layout layout) {
    return new Page(host).text(layout).getBytes(StandardCharsets.UTF_8);
  }

  /** How many samples the page has. */
  static int samples(HostModel host) {
    return new Page(host).families.stream().mapToInt(f -> f.lines.size()).sum();
  }

  private void deviceFamilies() {
    gpu("utilization", "GPU utilization percentage", g -> String.valueOf(g.utilization));
    gpu("memory_used_bytes", "GPU memory used in bytes", g -> String.valueOf(g.memoryUsed));
    gpu("memory_total_bytes", "GPU memory total in bytes", g -> "85899345920");
    gpu("temperature_celsius", "GPU temperature in celsius", g -> String.valueOf(g.temperature));
    gpu("power_consumption_watts", "GPU power consumption in watts", g -> fixed(3, g.power));
    gpu("frequency_mhz", "GPU frequency in MHz", g -> String.valueOf(g.clock));
    gpu("pcie_gen_current", "Current PCIe generation", g -> "5");
    gpu("pcie_width_current", "Current PCIe link width", g -> "16");
    gpu("clock_graphics_max_mhz", "Maximum graphics clock in MHz", g -> "1980");
    gpu("clock_memory_max_mhz", "Maximum memory clock in MHz", g -> "2619");
    gpu("power_limit_current_watts", "Current power limit in watts", g -> "700");
    gpu("power_limit_max_watts", "Maximum power limit in watts", g -> "700");
    gpu("performance_state", "GPU performance state (0=P0 fastest, 15=P15 idlest)", g -> "0");
    gpu("temperature_threshold_slowdown_celsius", "GPU slowdown threshold in Celsius", g -> "87");
    gpu("temperature_threshold_shutdown_celsius", "GPU shutdown threshold in Celsius", g -> "92");
    gpu("temperature_threshold_max_operating_celsius", "GPU operating threshold", g -> "85");
    gpu("temperature_threshold_acoustic_celsius", "GPU acoustic threshold", g -> "80");
    gpu("numa_node_id", "NUMA node of the GPU", g -> String.valueOf(g.index / 4));
    gpu("gsp_firmware_mode", "GSP firmware mode (0=disabled, 1=enabled, 2=default)", g -> "1");
    gpu("sm_occupancy", "SM occupancy fraction (0.0-1.0)", g -> fixed(4, g.occupancy));
    gpu("memory_bandwidth_utilization", "Memory bandwidth used", g -> fixed(4, g.bandwidth));
    add("all_smi_ane_utilization", "ANE utilization in mW", "gauge", perGpu(g -> "", gpu -> "0"));
    add(
        "all_smi_gpu_gsp_firmware_version_info",
        "GSP firmware version",
        "gauge",
        perGpu(g -> ", version=\"550.54.15\"", gpu -> "1"));
    add(
        "all_smi_energy_consumed_joules_total",
        "Energy consumed",
        "counter",
        perGpu(g -> "", g -> fixed(3, g.energy)));
  }

  private void gpu(String name, String help, Function<HostModel.Gpu, String> value) {
    add("all_smi_gpu_" + name, help, "gauge", perGpu(g -> "", value));
  }

  private List<Line> perGpu(
      Function<HostModel.Gpu, String> moreLabels, Function<HostModel.Gpu, String> value) {
    List<Line> lines = new ArrayList<>();
    for (HostModel.Gpu gpu : host.gpus) {
      lines.add(new Line(device(gpu) + moreLabels.apply(gpu), value.apply(gpu)));
    }
    return lines;
  }

  private String device(HostModel.Gpu gpu) {
    return "gpu=\""
        + MODEL
        + "\", instance=\""
        + host.name
        + "\", gpu_uuid=\""
        + gpu.uuid
        + "\", gpu_index=\""
        + gpu.index
        + '"';
  }

  private static String deviceTexts(HostModel.Gpu gpu) {
    return ", type=\"GPU\", driver_version=\"550.54.15\", cuda_version=\"12.4\","
        + " architecture=\"Hopper\", brand=\"NvidiaRTX\", pcie_generation=\"5\","
        + " compute_mode=\"Default\", performance_state=\"P0\","
        + " vbios_version=\"96.00.74.00.01\", ecc_mode_current=\"Enabled\","
        + " mig_mode_current=\"Disabled\", power_limit_default=\"700.0\"";
  }

  private void nvLinks() {
    List<Line> lines = new ArrayList<>();
    for (HostModel.Gpu gpu : host.gpus) {
      for (int link = 0; link < 4; link++) {
        String labels = device(gpu) + ", link_index=\"" + link + "\", remote_type=\"switch\"";
        lines.add(new Line(labels, "1"));
      }
    }
    add("all_smi_nvlink_remote_device_type", "NvLink remote endpoint per link", "gauge", lines);
  }

  private void processFamilies() {
    process("memory_used_bytes", "Process GPU memory used in bytes", p -> String.valueOf(p.memory));
    process(
        "start_time_seconds",
        "Wall-clock seconds since the process started",
        p -> String.valueOf(p.seconds));
    process("cpu_percent", "Process CPU utilization percentage", p -> fixed(2, p.cpu));
  }

  private void process(String name, String help, Function<HostModel.Process, String> value) {
    List<Line> lines = new ArrayList<>();
    for (HostModel.Process p : host.processes) {
      lines.add(new Line(labels(p), value.apply(p)));
    }
    add("all_smi_process_" + name, help, "gauge", lines);
  }

  private String labels(HostModel.Process p) {
    return "pid=\""
        + p.pid
        + "\", name=\""
        + p.program
        + "\", user=\""
        + p.user
        + "\", device_id=\""
        + p.gpu.index
        + "\", gpu_index=\""
        + p.gpu.index
        + "\", device_uuid=\""
        + p.gpu.uuid
        + "\", command=\""
        + p.command.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\", instance=\""
        + host.name
        + "\", host=\""
        + host.name
        + '"';
  }

  private void machineFamilies() {
    String here = labels(host.name) + ", hostname=\"" + host.name + "\", index=\"0\"";
    String cpu = "cpu_model=\"AMD EPYC 9654 96-Core Processor\", " + here;
    add("all_smi_cpu_utilization", "CPU utilization", cpu, fixed(2, host.cpuLoad));
    add("all_smi_cpu_socket_count", "CPU sockets", cpu, "2");
    add("all_smi_cpu_core_count", "CPU cores", cpu, "192");
    add("all_smi_cpu_thread_count", "CPU threads", cpu, "384");
    add("all_smi_cpu_frequency_mhz", "CPU frequency", cpu, "3100");
    add("all_smi_cpu_temperature_celsius", "CPU temperature", cpu, "58");
    add("all_smi_cpu_power_consumption_watts", "CPU power", cpu, "412.5");
    long total = 2_164_663_517_184L;
    add("all_smi_memory_total_bytes", "Memory total", here, String.valueOf(total));
    add("all_smi_memory_used_bytes", "Memory used", here, String.valueOf(host.memoryUsed));
    add(
        "all_smi_memory_available_bytes",
        "Memory available",
        here,
        String.valueOf(total - host.memoryUsed));
    add("all_smi_memory_free_bytes", "Memory free", here, String.valueOf(total / 2));
    add("all_smi_memory_buffers_bytes", "Memory for buffers", here, "123456789");
    add("all_smi_memory_cached_bytes", "Memory for caches", here, "98765432100");
    disks("total_bytes", "Total disk space in bytes", 7_681_501_126_656L);
    disks("available_bytes", "Available disk space in bytes", 2_560_500_375_552L);
    double watts = host.gpus.stream().mapToDouble(g -> g.power).sum();
    add("all_smi_chassis_power_watts", "Total chassis power", here, fixed(1, watts));
  }

  private void disks(String name, String help, long bytes) {
    List<Line> lines = new ArrayList<>();
    for (String mount : List.of("/", "/data", "/scratch")) {
      String labels =
          labels(host.name) + ", mount_point=\"" + mount + "\", index=\"" + lines.size() + '"';
      lines.add(new Line(labels, String.valueOf(bytes)));
    }
    add("all_smi_disk_" + name, help, "gauge", lines);
  }

  private static String labels(String instance) {
    return "instance=\"" + instance + '"';
  }

  private void add(String name, String help, String labels, String value) {
    add(name, help, "gauge", List.of(new Line(labels, value)));
  }

  private void add(String name, String help, String type, List<Line> lines) {
    families.add(new Family(name, help, type, lines));
  }

  private static String fixed(int digits, double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private String text(Layout layout) {
    StringBuilder out = new StringBuilder(160_000);
    if (layout == Layout.CONFORMANT) {
      for (Family family : families) {
        head(out, family);
        family.lines.forEach(line -> sample(out, family, line));
      }
      return out.toString();
    }
    int most = families.stream().mapToInt(f -> f.lines.size()).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (Family family : families) {
        if (i < family.lines.size()) {
          head(out, family);
          sample(out, family, family.lines.get(i));
        }
      }
    }
    return out.toString();
  }

  private static void head(StringBuilder out, Family family) {
    out.append("# HELP ").append(family.name).append(' ').append(family.help).append('\n');
    out.append("# TYPE ").append(family.name).append(' ').append(family.type).append('\n');
  }

  private static void sample(StringBuilder out, Family family, Line line) {
    out.append(family.name).append('{').append(line.labels).append("} ");
    out.append(line.value).append('\n');
  }
}
