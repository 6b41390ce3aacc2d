package io.allsmi.core.exposition;

import io.allsmi.core.AppleSiliconInfo;
import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.exposition.PageWriter.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes a host's snapshot as a page of the Prometheus text format that strict readers accept and
 * that stays within the limits of the readers in the field. {@link ScrapeReader} reads it back.
 *
 * <p>What is unknown is left out. Start times are written as seconds elapsed at {@link
 * HostSnapshot#takenAt()}. Command lines take at most 256 bytes, names of programs and users 128,
 * with a note of how much was cut, such as {@code ...(120 bytes truncated)}.
 */
public final class ExpositionWriter {
  static final int COMMAND_BYTES = 256;
  static final int NAME_BYTES = 128;

  private final HostSnapshot host;
  private final String hostname;
  private final PageWriter page = new PageWriter();

  private ExpositionWriter(HostSnapshot host) {
    this.host = host;
    this.hostname = Utf8.cutVisibly(host.hostname(), NAME_BYTES);
  }

  /**
   * The page of a host.
   *
   * @param host any snapshot; one without readings gives a page that says that the host is not up
   * @return UTF-8 text that ends with a line end
   */
  public static byte[] write(HostSnapshot host) {
    ExpositionWriter writer = new ExpositionWriter(host);
    writer.status();
    for (int i = 0; i < host.gpus().size(); i++) {
      writer.gpu(host.gpus().get(i), i);
    }
    host.processes().forEach(writer::process);
    host.cpus().forEach(writer::cpu);
    host.memory().forEach(writer::memory);
    host.storage().forEach(writer::disk);
    host.chassis().ifPresent(writer::chassis);
    return writer.page.page();
  }

  private void status() {
    String labels = labels().add("instance", hostname).add("hostname", hostname).toString();
    page.add(Family.UP, labels, host.status().state().countsInSums() ? 1 : 0);
    if (host.processCollection() != ProcessCollection.UNDECIDED) {
      boolean on = host.processCollection() == ProcessCollection.COLLECTING;
      page.add(Family.PROCESS_COLLECTION_ENABLED, labels, on ? 1 : 0);
    }
  }

  private void gpu(GpuInfo gpu, int position) {
    int index = gpu.index().orElse(position);
    String name = orElse(Utf8.cutVisibly(gpu.name(), NAME_BYTES), "GPU");
    String uuid = gpu.uuid().orElse(hostname + "-gpu-" + index);
    String labels = gpuLabels(name, uuid, index).toString();
    put(Family.GPU_UTILIZATION, labels, gpu.utilizationPercent());
    put(Family.GPU_MEMORY_USED, labels, gpu.memoryUsedBytes());
    put(Family.GPU_MEMORY_TOTAL, labels, gpu.memoryTotalBytes());
    put(Family.GPU_TEMPERATURE, labels, gpu.temperatureCelsius());
    put(Family.GPU_POWER, labels, gpu.powerWatts());
    put(Family.GPU_FREQUENCY, labels, gpu.graphicsClockMhz());
    put(Family.ANE_UTILIZATION, labels, gpu.aneMilliwatts());
    put(Family.DLA_UTILIZATION, labels, gpu.dlaUtilizationPercent());
    put(Family.GPU_PCIE_GEN, labels, gpu.pcieGeneration());
    put(Family.GPU_PCIE_WIDTH, labels, gpu.pcieWidth());
    put(Family.GPU_CLOCK_MAX, labels, gpu.graphicsClockMaxMhz());
    put(Family.GPU_MEMORY_CLOCK_MAX, labels, gpu.memoryClockMaxMhz());
    put(Family.GPU_POWER_LIMIT, labels, gpu.powerLimitWatts());
    put(Family.GPU_POWER_LIMIT_MAX, labels, gpu.powerLimitMaxWatts());
    put(Family.GPU_PERFORMANCE_STATE, labels, gpu.performanceState());
    put(Family.GPU_FAN_SPEED, labels, gpu.fanSpeedRpm());
    put(Family.GPU_THRESHOLD_SLOWDOWN, labels, gpu.thresholds().slowdown());
    put(Family.GPU_THRESHOLD_SHUTDOWN, labels, gpu.thresholds().shutdown());
    put(Family.GPU_THRESHOLD_MAX_OPERATING, labels, gpu.thresholds().maxOperating());
    put(Family.GPU_THRESHOLD_ACOUSTIC, labels, gpu.thresholds().acoustic());
    put(Family.GPU_NUMA_NODE, labels, gpu.numaNode());
    put(Family.GPU_GSP_MODE, labels, gpu.gspFirmwareMode());
    put(Family.GPU_SM_OCCUPANCY, labels, gpu.smOccupancy());
    put(Family.GPU_MEMORY_BANDWIDTH, labels, gpu.memoryBandwidthUtilization());
    gpuTexts(gpu, name, uuid, index);
    gpu.mig().ifPresent(mig -> partitions(mig, name, uuid, index));
    gpu.vgpu().ifPresent(vgpu -> virtuals(vgpu, name, uuid, index));
  }

  private Labels gpuLabels(String name, String uuid, int index) {
    return labels()
        .add("gpu", name)
        .add("instance", hostname)
        .add("gpu_uuid", uuid)
        .add("gpu_index", Integer.toString(index));
  }

  private void gpuTexts(GpuInfo gpu, String name, String uuid, int index) {
    Labels info = gpuLabels(name, uuid, index).add("type", orElse(gpu.deviceType(), "GPU"));
    for (String first : List.of("driver_version", "cuda_version")) {
      String value = gpu.detail().get(first);
      if (value != null) {
        info.addIfRoom(first, value);
      }
    }
    gpu.detail()
        .forEach(
            (key, value) -> {
              String label = labelName(key);
              if (!label.equals("driver_version") && !label.equals("cuda_version")) {
                info.addIfRoom(label, value);
              }
            });
    page.add(Family.GPU_INFO, info.toString(), 1);
    gpu.gspFirmwareVersion()
        .ifPresent(
            version ->
                page.add(
                    Family.GPU_GSP_VERSION,
                    gpuLabels(name, uuid, index).addIfRoom("version", version).toString(),
                    1));
    for (NvLink link : gpu.nvLinks()) {
      Labels labels =
          gpuLabels(name, uuid, index)
              .add("link_index", Integer.toString(link.index()))
              .add("remote_type", link.remoteType());
      link.bandwidthMbPerSecond()
          .ifPresent(mb -> labels.add("bandwidth_mb_s", Integer.toString(mb)));
      page.add(Family.NVLINK, labels.toString(), 1);
    }
  }

  private Labels partLabels(String name, String uuid, int index) {
    return labels()
        .add("gpu_index", Integer.toString(index))
        .add("gpu_uuid", uuid)
        .add("gpu", name)
        .add("instance", hostname)
        .add("host", hostname);
  }

  private void partitions(MigInfo mig, String name, String uuid, int index) {
    page.add(Family.GPU_MIG_MODE, partLabels(name, uuid, index).toString(), mig.enabled() ? 1 : 0);
    for (MigInfo.Instance part : mig.instances()) {
      String labels =
          partLabels(name, uuid, index)
              .add("mig_instance", Integer.toString(part.index()))
              .add("mig_uuid", part.uuid())
              .add("mig_profile", part.profile())
              .add("gpu_instance_id", text(part.gpuInstanceId()))
              .add("compute_instance_id", text(part.computeInstanceId()))
              .toString();
      put(Family.MIG_UTILIZATION, labels, part.utilizationPercent());
      put(Family.MIG_MEMORY_UTILIZATION, labels, part.memoryUtilizationPercent());
      put(Family.MIG_MEMORY_USED, labels, part.memoryUsedBytes());
      put(Family.MIG_MEMORY_TOTAL, labels, part.memoryTotalBytes());
    }
  }

  private void virtuals(VgpuInfo vgpu, String name, String uuid, int index) {
    vgpu.hostMode()
        .ifPresent(
            mode -> {
              int number = mode.equals("NonSriov") ? 0 : mode.equals("Sriov") ? 1 : 2;
              String labels = partLabels(name, uuid, index).add("host_mode", mode).toString();
              page.add(Family.VGPU_HOST_MODE, labels, number);
            });
    Labels scheduler = partLabels(name, uuid, index);
    vgpu.adaptiveRoundRobinSupported()
        .ifPresent(supported -> scheduler.add("arr_supported", supported.toString()));
    put(Family.VGPU_SCHEDULER_STATE, scheduler.toString(), vgpu.schedulerState());
    put(
        Family.VGPU_SCHEDULER_POLICY,
        partLabels(name, uuid, index).toString(),
        vgpu.schedulerPolicy());
    for (VgpuInfo.Instance instance : vgpu.instances()) {
      String labels =
          partLabels(name, uuid, index)
              .add("vgpu_id", Integer.toString(instance.id()))
              .add("vgpu_uuid", instance.uuid())
              .add("vgpu_type", instance.type())
              .add("vgpu_vm_id", instance.vmId())
              .toString();
      put(Family.VGPU_UTILIZATION, labels, instance.utilizationPercent());
      put(Family.VGPU_MEMORY_UTILIZATION, labels, instance.memoryUtilizationPercent());
      put(Family.VGPU_MEMORY_USED, labels, instance.memoryUsedBytes());
      put(Family.VGPU_MEMORY_TOTAL, labels, instance.memoryTotalBytes());
      instance.active().ifPresent(on -> page.add(Family.VGPU_ACTIVE, labels, on ? 1 : 0));
    }
  }

  /** A row without a device carries index 0, no UUID and no bytes: readers know it by that. */
  private void process(ProcessInfo process) {
    String index = Integer.toString(process.deviceIndex().orElse(0));
    Labels labels =
        labels()
            .add("pid", Integer.toString(process.pid()))
            .add("name", Utf8.cutVisibly(process.name(), NAME_BYTES))
            .add("user", Utf8.cutVisibly(process.user().orElse(""), NAME_BYTES))
            .add("device_id", index)
            .add("gpu_index", index)
            .add("device_uuid", process.deviceUuid().orElse(""))
            .add("host", hostname);
    process.uid().ifPresent(uid -> labels.add("uid", Integer.toString(uid)));
    process.details().jobId().ifPresent(job -> labels.addIfRoom("job_id", job));
    labels.add("command", command(process.command(), labels.room()));
    String text = labels.toString();
    if (process.gpuMemoryBytes().isEmpty() && !process.holdsDevice()) {
      page.add(Family.PROCESS_MEMORY, text, 0);
    } else {
      put(Family.PROCESS_MEMORY, text, process.gpuMemoryBytes());
    }
    process.startedAt().ifPresent(at -> page.add(Family.PROCESS_START, text, elapsed(at)));
    put(Family.PROCESS_CPU, text, process.cpuPercent());
  }

  private static String command(String command, int room) {
    int most = COMMAND_BYTES;
    String cut = Utf8.cutVisibly(command, most);
    while (Utf8.length(PageWriter.escape(cut)) > room - 16 && most > 32) {
      most -= 32;
      cut = Utf8.cutVisibly(command, most);
    }
    return cut;
  }

  private double elapsed(Instant startedAt) {
    return Math.max(0, Duration.between(startedAt, host.takenAt()).toSeconds());
  }

  private void cpu(CpuInfo cpu) {
    Labels base = cpuLabels(cpu);
    String labels = base.toString();
    put(Family.CPU_UTILIZATION, labels, cpu.utilizationPercent());
    put(Family.CPU_SOCKETS, labels, cpu.socketCount());
    put(Family.CPU_CORES, labels, cpu.coreCount());
    put(Family.CPU_THREADS, labels, cpu.threadCount());
    put(Family.CPU_FREQUENCY, labels, cpu.frequencyMhz());
    put(Family.CPU_TEMPERATURE, labels, cpu.temperatureCelsius());
    put(Family.CPU_POWER, labels, cpu.powerWatts());
    cpu.appleSilicon().ifPresent(apple -> apple(apple, labels));
    String info =
        cpuLabels(cpu)
            .add("architecture", cpu.architecture())
            .add("platform_type", cpu.platformType())
            .toString();
    page.add(Family.CPU_INFO, info, 1);
    for (CpuInfo.Socket socket : cpu.sockets()) {
      String of = part(cpu).add("socket_id", Integer.toString(socket.id())).toString();
      put(Family.SOCKET_UTILIZATION, of, socket.utilizationPercent());
      put(Family.SOCKET_FREQUENCY, of, socket.frequencyMhz());
      put(Family.SOCKET_TEMPERATURE, of, socket.temperatureCelsius());
    }
    for (CpuInfo.Core core : cpu.cores()) {
      String of =
          part(cpu)
              .add("core_id", Integer.toString(core.id()))
              .add("core_type", coreLetter(core.type()))
              .toString();
      page.add(Family.CORE_UTILIZATION, of, core.utilizationPercent());
    }
  }

  private Labels cpuLabels(CpuInfo cpu) {
    return labels()
        .add("cpu_model", cpu.model())
        .add("instance", hostname)
        .add("hostname", hostname)
        .add("index", Integer.toString(cpu.index()));
  }

  private Labels part(CpuInfo cpu) {
    return labels()
        .add("cpu_model", cpu.model())
        .add("instance", hostname)
        .add("hostname", hostname)
        .add("cpu_index", Integer.toString(cpu.index()));
  }

  private static String coreLetter(String type) {
    return switch (type) {
      case "Super" -> "S";
      case "Performance" -> "P";
      case "Efficiency" -> "E";
      default -> "C";
    };
  }

  private void apple(AppleSiliconInfo apple, String labels) {
    put(Family.CPU_S_CORES, labels, apple.superCores().count());
    put(Family.CPU_P_CORES, labels, apple.performanceCores().count());
    put(Family.CPU_E_CORES, labels, apple.efficiencyCores().count());
    put(Family.CPU_S_UTILIZATION, labels, apple.superCores().utilizationPercent());
    put(Family.CPU_P_UTILIZATION, labels, apple.performanceCores().utilizationPercent());
    put(Family.CPU_E_UTILIZATION, labels, apple.efficiencyCores().utilizationPercent());
    put(Family.CPU_S_FREQUENCY, labels, apple.superCores().frequencyMhz());
    put(Family.CPU_P_FREQUENCY, labels, apple.performanceCores().frequencyMhz());
    put(Family.CPU_E_FREQUENCY, labels, apple.efficiencyCores().frequencyMhz());
    put(Family.CPU_GPU_CORES, labels, apple.gpuCoreCount());
    put(Family.CPU_ANE_OPS, labels, apple.aneOpsPerSecond());
  }

  private void memory(MemoryInfo memory) {
    String labels =
        labels()
            .add("instance", hostname)
            .add("hostname", hostname)
            .add("index", Integer.toString(memory.index()))
            .toString();
    put(Family.MEMORY_TOTAL, labels, memory.totalBytes());
    put(Family.MEMORY_USED, labels, memory.usedBytes());
    put(Family.MEMORY_AVAILABLE, labels, memory.availableBytes());
    put(Family.MEMORY_FREE, labels, memory.freeBytes());
    put(Family.MEMORY_UTILIZATION, labels, memory.utilizationPercent());
    put(Family.SWAP_TOTAL, labels, memory.swapTotalBytes());
    put(Family.SWAP_USED, labels, memory.swapUsedBytes());
    put(Family.SWAP_FREE, labels, memory.swapFreeBytes());
    put(Family.MEMORY_BUFFERS, labels, memory.buffersBytes());
    put(Family.MEMORY_CACHED, labels, memory.cachedBytes());
  }

  private void disk(StorageInfo disk) {
    String labels =
        labels()
            .add("instance", hostname)
            .add("mount_point", Utf8.cutVisibly(disk.mountPoint(), COMMAND_BYTES))
            .add("index", Integer.toString(disk.index()))
            .toString();
    put(Family.DISK_TOTAL, labels, disk.totalBytes());
    put(Family.DISK_AVAILABLE, labels, disk.availableBytes());
  }

  private void chassis(ChassisInfo chassis) {
    String labels = chassisLabels().toString();
    if (!chassis.detail().isEmpty()) {
      Labels info = chassisLabels();
      chassis.detail().forEach((key, value) -> info.addIfRoom(labelName(key), value));
      page.add(Family.CHASSIS_INFO, info.toString(), 1);
    }
    put(Family.CHASSIS_POWER, labels, chassis.totalPowerWatts());
    chassis
        .thermalPressure()
        .ifPresent(
            level ->
                page.add(
                    Family.CHASSIS_THERMAL_PRESSURE,
                    chassisLabels().add("level", level).toString(),
                    1));
    put(Family.CHASSIS_CPU_POWER, labels, chassis.cpuPowerWatts());
    put(Family.CHASSIS_GPU_POWER, labels, chassis.gpuPowerWatts());
    put(Family.CHASSIS_ANE_POWER, labels, chassis.anePowerWatts());
    put(Family.CHASSIS_INLET, labels, chassis.inletTemperatureCelsius());
    put(Family.CHASSIS_OUTLET, labels, chassis.outletTemperatureCelsius());
    for (ChassisInfo.Fan fan : chassis.fans()) {
      String of =
          chassisLabels()
              .add("fan_id", Integer.toString(fan.id()))
              .add("fan_name", fan.name())
              .toString();
      put(Family.FAN_SPEED, of, fan.speedRpm());
    }
  }

  private Labels chassisLabels() {
    return labels().add("hostname", hostname).add("instance", hostname);
  }

  private static Labels labels() {
    return new Labels();
  }

  private void put(Family family, String labels, OptionalDouble reading) {
    if (reading.isPresent()) {
      page.add(family, labels, reading.getAsDouble());
    }
  }

  private void put(Family family, String labels, OptionalLong reading) {
    if (reading.isPresent()) {
      page.add(family, labels, (double) reading.getAsLong());
    }
  }

  private void put(Family family, String labels, OptionalInt reading) {
    if (reading.isPresent()) {
      page.add(family, labels, reading.getAsInt());
    }
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  /** Lower case, everything that is no letter or digit an underscore, never a digit first. */
  static String labelName(String key) {
    StringBuilder name = new StringBuilder(key.length() + 1);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (digit && i == 0) {
        name.append('_');
      }
      name.append(letter || digit ? Character.toLowerCase(c) : '_');
    }
    return name.length() == 0 ? "_" : name.toString();
  }
}
