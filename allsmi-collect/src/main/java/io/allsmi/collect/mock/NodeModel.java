package io.allsmi.collect.mock;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/** The truth about one node at any step of time. */
final class NodeModel {
  static final int SECONDS_PER_TICK = 3;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long DRIVER_BYTES = 620 * MIB;

  private final String name;
  private final int node;
  private final Noise noise;
  private final DeviceModel device;
  private final int gpuCount;
  private final boolean reportsProcesses;
  private final List<Workload> workloads;

  NodeModel(MockOptions options, int node, boolean reportsProcesses) {
    this.node = node;
    this.name = "node-%04d".formatted(node + 1);
    this.noise = new Noise(options.seed());
    this.device = DeviceModel.of(options.platform(), node);
    this.gpuCount = device.isApple() ? 1 : options.gpusPerNode();
    this.reportsProcesses = reportsProcesses;
    this.workloads = Habits.of(noise, node, device.isApple() ? 0 : gpuCount);
  }

  String name() {
    return name;
  }

  HostSnapshot at(long tick, Instant takenAt, String hostId) {
    List<GpuInfo> gpus = new ArrayList<>();
    for (int i = 0; i < gpuCount; i++) {
      gpus.add(gpu(i, tick));
    }
    return HostSnapshot.builder(hostId, takenAt, HostStatus.up(Transport.HTTP))
        .hostname(name)
        .address(hostId)
        .processCollection(
            reportsProcesses ? ProcessCollection.COLLECTING : ProcessCollection.NOT_COLLECTING)
        .gpus(gpus)
        .cpus(List.of(cpu(tick)))
        .memory(List.of(memory(tick)))
        .chassis(chassis(gpus))
        .storage(storage())
        .processes(reportsProcesses ? processes(tick, takenAt) : List.of())
        .build();
  }

  private GpuInfo gpu(int index, long tick) {
    double busy = 0;
    long used = DRIVER_BYTES;
    for (Workload w : workloads) {
      if (w.devices().contains(index)) {
        busy += w.utilization();
        used += held(w, tick);
      }
    }
    double drift = busy > 0 ? 6 * noise.walk(key(index), tick) : 0;
    double utilization = Math.rint(Math.max(0, Math.min(100, busy + drift)));
    double range = device.powerLimitWatts() - device.idleWatts();
    double watts =
        device.idleWatts()
            + range * 0.92 * utilization / 100
            + 3 * noise.walk(key(index) + 1, tick);
    return GpuInfo.builder()
        .index(index)
        .uuid(uuid(index))
        .name(device.name())
        .deviceType(device.type())
        .utilizationPercent(utilization)
        .memoryUsedBytes(Math.min(used, device.memoryBytes()))
        .memoryTotalBytes(device.memoryBytes())
        .temperatureCelsius(Math.rint(31 + 44 * watts / device.powerLimitWatts()))
        .powerWatts(rounded(watts))
        .powerLimitWatts(device.powerLimitWatts())
        .powerLimitMaxWatts(device.powerLimitWatts())
        .graphicsClockMhz((int) (device.clockMhz() * (utilization > 0 ? 0.97 : 0.18)))
        .detail(device.detail())
        .build();
  }

  private List<ProcessInfo> processes(long tick, Instant takenAt) {
    List<ProcessInfo> rows = new ArrayList<>();
    for (Workload w : workloads) {
      if (w.devices().isEmpty()) {
        rows.add(row(w, tick, takenAt).deviceIndex(0).gpuMemoryBytes(0).build());
      }
      for (int index : w.devices()) {
        ProcessInfo.Builder row = row(w, tick, takenAt).deviceUuid(uuid(index)).deviceIndex(index);
        rows.add(row.gpuMemoryBytes(held(w, tick)).build());
      }
    }
    return rows;
  }

  private ProcessInfo.Builder row(Workload w, long tick, Instant takenAt) {
    double cpu = Math.max(0, w.cpuPercent() * (1 + 0.2 * noise.walk(key(w.pid()), tick)));
    ProcessInfo.Builder row =
        ProcessInfo.builder(w.pid())
            .name(w.name())
            .command(w.command())
            .cpuPercent(rounded(cpu))
            .startedAt(takenAt.minusSeconds(w.elapsedSeconds() + tick * SECONDS_PER_TICK));
    return w.user().isEmpty() ? row : row.user(w.user());
  }

  /** Whole MiB, as drivers count. */
  private long held(Workload w, long tick) {
    double breath = w.utilization() > 0 ? 1 + 0.01 * noise.walk(key(w.pid()) + 2, tick) : 1;
    return (long) (device.memoryBytes() * w.memoryShare() * breath) / MIB * MIB;
  }

  private CpuInfo cpu(long tick) {
    double busy = 18 + 12 * noise.walk(key(-1), tick);
    boolean apple = device.isApple();
    return CpuInfo.builder()
        .model(apple ? "Apple M3 Ultra" : "AMD EPYC 9654 96-Core Processor")
        .architecture(apple ? "arm64" : "x86_64")
        .platformType(apple ? "AppleSilicon" : "Amd")
        .socketCount(apple ? 1 : 2)
        .coreCount(apple ? 28 : 192)
        .threadCount(apple ? 28 : 384)
        .frequencyMhz(apple ? 4050 : 2400)
        .utilizationPercent(rounded(busy))
        .temperatureCelsius(Math.rint(44 + busy / 2))
        .build();
  }

  private MemoryInfo memory(long tick) {
    long total = device.isApple() ? 192 * GIB : 2048 * GIB;
    double share = 0.42 + 0.1 * noise.walk(key(-2), tick);
    long used = (long) (total * share) / MIB * MIB;
    return new MemoryInfo(
        0,
        OptionalLong.of(total),
        OptionalLong.of(used),
        OptionalLong.of(total - used),
        OptionalLong.of((total - used) / 2),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.of(rounded(100.0 * used / total)));
  }

  private static ChassisInfo chassis(List<GpuInfo> gpus) {
    double watts = gpus.stream().mapToDouble(g -> g.powerWatts().orElse(0)).sum() * 1.18 + 350;
    return new ChassisInfo(
        OptionalDouble.of(rounded(watts)),
        OptionalDouble.of(24),
        OptionalDouble.of(41),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        List.of(),
        Map.of());
  }

  private static List<StorageInfo> storage() {
    return List.of(
        new StorageInfo(0, "/", OptionalLong.of(960 * GIB), OptionalLong.of(611 * GIB)),
        new StorageInfo(1, "/data", OptionalLong.of(30_720 * GIB), OptionalLong.of(9_011 * GIB)));
  }

  private String uuid(int index) {
    return device.uuidPrefix() + new UUID(noise.bits(key(index), 7), noise.bits(key(index), 8));
  }

  private long key(long what) {
    return node * 10_000_003L + what * 4;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
