package io.allsmi.benchmarks;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** The frames of a made-up cluster's recording: its hosts, each 8 GPUs, 50 processes, 128 cores. */
final class FrameModel {
  private static final int GPUS = 8;
  private static final int PROCESSES = 50;
  private static final int CORES = 128;
  private static final long MEMORY = 1L << 40;

  private final List<HostModel> hosts = new ArrayList<>();
  private final Random random = new Random(5);
  private Instant time = Instant.parse("2026-11-20T12:00:00Z");

  FrameModel(int count) {
    for (int i = 0; i < count; i++) {
      hosts.add(new HostModel(i, GPUS, PROCESSES));
    }
  }

  /** The cluster three seconds later. */
  ClusterSnapshot next() {
    time = time.plusMillis(3000);
    List<HostSnapshot> snapshots = new ArrayList<>();
    for (HostModel host : hosts) {
      host.step();
      snapshots.add(snapshot(host));
    }
    return new ClusterSnapshot(
        time, ClusterSnapshot.Source.REMOTE, Duration.ofSeconds(3), snapshots);
  }

  private HostSnapshot snapshot(HostModel host) {
    return HostSnapshot.builder(host.name + ":9090", time, HostStatus.up(Transport.HTTP))
        .hostname(host.name)
        .address(host.name + ":9090")
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(host.gpus.stream().map(FrameModel::gpu).toList())
        .cpus(List.of(cpu(host)))
        .memory(List.of(memory(host)))
        .chassis(chassis(host))
        .processes(host.processes.stream().map(this::process).toList())
        .build();
  }

  private static GpuInfo gpu(HostModel.Gpu gpu) {
    return GpuInfo.builder()
        .index(gpu.index)
        .uuid(gpu.uuid)
        .name("NVIDIA H100 80GB HBM3")
        .deviceType("GPU")
        .utilizationPercent(gpu.utilization)
        .memoryUsedBytes(gpu.memoryUsed)
        .memoryTotalBytes(80L << 30)
        .temperatureCelsius(gpu.temperature)
        .powerWatts(thousandths(gpu.power))
        .powerLimitWatts(700)
        .graphicsClockMhz(gpu.clock)
        .performanceState(0)
        .numaNode(gpu.index / 4)
        .thresholds(
            new TemperatureThresholds(
                OptionalInt.of(87), OptionalInt.of(92), OptionalInt.of(85), OptionalInt.empty()))
        .smOccupancy(thousandths(gpu.occupancy))
        .memoryBandwidthUtilization(thousandths(gpu.bandwidth))
        .detail(Map.of("cuda_version", "13.0", "driver_version", "580.82.07", "lib_name", "CUDA"))
        .build();
  }

  private CpuInfo cpu(HostModel host) {
    List<CpuInfo.Core> cores = new ArrayList<>(CORES);
    for (int i = 0; i < CORES; i++) {
      cores.add(new CpuInfo.Core(i, "Standard", random.nextInt(1001) / 10.0));
    }
    return CpuInfo.builder()
        .model("AMD EPYC 9554 64-Core Processor")
        .architecture("x86_64")
        .platformType("Amd")
        .socketCount(2)
        .coreCount(CORES)
        .threadCount(CORES)
        .frequencyMhz(3100)
        .utilizationPercent(thousandths(host.cpuLoad))
        .temperatureCelsius(62)
        .sockets(List.of(socket(host, 0), socket(host, 1)))
        .cores(cores)
        .build();
  }

  private static CpuInfo.Socket socket(HostModel host, int id) {
    return new CpuInfo.Socket(
        id,
        OptionalInt.of(CORES / 2),
        OptionalInt.of(CORES / 2),
        OptionalDouble.of(thousandths(host.cpuLoad)),
        OptionalDouble.of(61),
        OptionalInt.of(3100));
  }

  private static MemoryInfo memory(HostModel host) {
    return new MemoryInfo(
        0,
        OptionalLong.of(MEMORY),
        OptionalLong.of(host.memoryUsed),
        OptionalLong.of(MEMORY - host.memoryUsed),
        OptionalLong.of(MEMORY - 2 * host.memoryUsed),
        OptionalLong.of(1 << 20),
        OptionalLong.of(host.memoryUsed),
        OptionalLong.of(0),
        OptionalLong.of(0),
        OptionalLong.of(0),
        OptionalDouble.of(thousandths(100.0 * host.memoryUsed / MEMORY)));
  }

  private static ChassisInfo chassis(HostModel host) {
    double watts = host.gpus.stream().mapToDouble(gpu -> gpu.power).sum();
    return new ChassisInfo(
        OptionalDouble.of(thousandths(watts + 800)),
        OptionalDouble.of(27.8),
        OptionalDouble.of(41.5),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        List.of(),
        Map.of("product_name", "DGX H100"));
  }

  private ProcessInfo process(HostModel.Process process) {
    return ProcessInfo.builder(process.pid)
        .user(process.user)
        .name(process.program)
        .command(process.command)
        .deviceUuid(process.gpu.uuid)
        .deviceIndex(process.gpu.index)
        .gpuMemoryBytes(process.memory)
        .startedAt(time.minusSeconds(process.seconds))
        .cpuPercent(Math.round(process.cpu * 100) / 100.0)
        .build();
  }

  private static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
