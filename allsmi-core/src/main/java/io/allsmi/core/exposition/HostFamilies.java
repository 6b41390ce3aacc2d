package io.allsmi.core.exposition;

import io.allsmi.core.AppleSiliconInfo;
import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.exposition.PageWriter.Labels;
import io.allsmi.core.internal.Utf8;

/** Writes the families of the machine around the GPUs: CPU, memory, disks, chassis. */
final class HostFamilies {
  private final PageWriter page;
  private final String hostname;

  HostFamilies(PageWriter page, String hostname) {
    this.page = page;
    this.hostname = hostname;
  }

  void write(CpuInfo cpu) {
    Labels base = cpuLabels(cpu);
    String labels = base.toString();
    page.add(Family.CPU_UTILIZATION, labels, cpu.utilizationPercent());
    page.add(Family.CPU_SOCKETS, labels, cpu.socketCount());
    page.add(Family.CPU_CORES, labels, cpu.coreCount());
    page.add(Family.CPU_THREADS, labels, cpu.threadCount());
    page.add(Family.CPU_FREQUENCY, labels, cpu.frequencyMhz());
    page.add(Family.CPU_TEMPERATURE, labels, cpu.temperatureCelsius());
    page.add(Family.CPU_POWER, labels, cpu.powerWatts());
    cpu.appleSilicon().ifPresent(apple -> apple(apple, labels));
    String info =
        cpuLabels(cpu)
            .add("architecture", cpu.architecture())
            .add("platform_type", cpu.platformType())
            .toString();
    page.add(Family.CPU_INFO, info, 1);
    for (CpuInfo.Socket socket : cpu.sockets()) {
      String of = part(cpu).add("socket_id", Integer.toString(socket.id())).toString();
      page.add(Family.SOCKET_UTILIZATION, of, socket.utilizationPercent());
      page.add(Family.SOCKET_FREQUENCY, of, socket.frequencyMhz());
      page.add(Family.SOCKET_TEMPERATURE, of, socket.temperatureCelsius());
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
    page.add(Family.CPU_S_CORES, labels, apple.superCores().count());
    page.add(Family.CPU_P_CORES, labels, apple.performanceCores().count());
    page.add(Family.CPU_E_CORES, labels, apple.efficiencyCores().count());
    page.add(Family.CPU_S_UTILIZATION, labels, apple.superCores().utilizationPercent());
    page.add(Family.CPU_P_UTILIZATION, labels, apple.performanceCores().utilizationPercent());
    page.add(Family.CPU_E_UTILIZATION, labels, apple.efficiencyCores().utilizationPercent());
    page.add(Family.CPU_S_FREQUENCY, labels, apple.superCores().frequencyMhz());
    page.add(Family.CPU_P_FREQUENCY, labels, apple.performanceCores().frequencyMhz());
    page.add(Family.CPU_E_FREQUENCY, labels, apple.efficiencyCores().frequencyMhz());
    page.add(Family.CPU_GPU_CORES, labels, apple.gpuCoreCount());
    page.add(Family.CPU_ANE_OPS, labels, apple.aneOpsPerSecond());
  }

  void write(MemoryInfo memory) {
    String labels =
        labels()
            .add("instance", hostname)
            .add("hostname", hostname)
            .add("index", Integer.toString(memory.index()))
            .toString();
    page.add(Family.MEMORY_TOTAL, labels, memory.totalBytes());
    page.add(Family.MEMORY_USED, labels, memory.usedBytes());
    page.add(Family.MEMORY_AVAILABLE, labels, memory.availableBytes());
    page.add(Family.MEMORY_FREE, labels, memory.freeBytes());
    page.add(Family.MEMORY_UTILIZATION, labels, memory.utilizationPercent());
    page.add(Family.SWAP_TOTAL, labels, memory.swapTotalBytes());
    page.add(Family.SWAP_USED, labels, memory.swapUsedBytes());
    page.add(Family.SWAP_FREE, labels, memory.swapFreeBytes());
    page.add(Family.MEMORY_BUFFERS, labels, memory.buffersBytes());
    page.add(Family.MEMORY_CACHED, labels, memory.cachedBytes());
  }

  void write(StorageInfo disk) {
    String labels =
        labels()
            .add("instance", hostname)
            .add("mount_point", Utf8.cutVisibly(disk.mountPoint(), ExpositionWriter.COMMAND_BYTES))
            .add("index", Integer.toString(disk.index()))
            .toString();
    page.add(Family.DISK_TOTAL, labels, disk.totalBytes());
    page.add(Family.DISK_AVAILABLE, labels, disk.availableBytes());
  }

  void write(ChassisInfo chassis) {
    String labels = chassisLabels().toString();
    if (!chassis.detail().isEmpty()) {
      Labels info = chassisLabels();
      chassis.detail().forEach((key, value) -> info.addIfRoom(PageWriter.labelName(key), value));
      page.add(Family.CHASSIS_INFO, info.toString(), 1);
    }
    page.add(Family.CHASSIS_POWER, labels, chassis.totalPowerWatts());
    chassis
        .thermalPressure()
        .ifPresent(
            level ->
                page.add(
                    Family.CHASSIS_THERMAL_PRESSURE,
                    chassisLabels().add("level", level).toString(),
                    1));
    page.add(Family.CHASSIS_CPU_POWER, labels, chassis.cpuPowerWatts());
    page.add(Family.CHASSIS_GPU_POWER, labels, chassis.gpuPowerWatts());
    page.add(Family.CHASSIS_ANE_POWER, labels, chassis.anePowerWatts());
    page.add(Family.CHASSIS_INLET, labels, chassis.inletTemperatureCelsius());
    page.add(Family.CHASSIS_OUTLET, labels, chassis.outletTemperatureCelsius());
    for (ChassisInfo.Fan fan : chassis.fans()) {
      String of =
          chassisLabels()
              .add("fan_id", Integer.toString(fan.id()))
              .add("fan_name", fan.name())
              .toString();
      page.add(Family.FAN_SPEED, of, fan.speedRpm());
    }
  }

  private Labels chassisLabels() {
    return labels().add("hostname", hostname).add("instance", hostname);
  }

  private Labels labels() {
    return page.labels();
  }
}
