package io.allsmi.benchmarks;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessDetails;
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
import java.util.SplittableRandom;

/**
 * What a recorder is given over hours: hosts whose readings walk from frame to frame. How a reading
 * walks decides how far its recording can be compressed, so that each has the step, the digits and
 * the share of standing still of the data that the goals were set with: watts to three digits,
 * cores to four, memory in whole pages that changes for every fifth process.
 */
final class WalkModel {
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long DEVICE_MEMORY = 80L << 30;
  private static final long MEMORY = 2_164_663_517_184L;
  private static final long PAGE = 4096;
  private static final long CHUNK = 2L << 20;
  private static final int USERS = 100;
  private static final String[] PROGRAMS = {
    "python3", "pt_main_thread", "vllm", "containerd-shim", "node", "python"
  };
  private static final String[] COMMANDS = {
    "python3 train.py --bs=128 --epochs=100 --model=llama-70b --lr 3e-4 --data /mnt/c4/part-%05d",
    "python -m torch.distributed.run --nproc_per_node=8 pretrain.py --config conf/%05d.yaml",
    "vllm serve /models/phi-4-14b --max-num-seqs 4 --port %d",
    "containerd-shim-runc-v2 -namespace k8s.io -id abc%05d",
    "node /srv/app/worker.js --env prod --shard %d",
    "python eval.py --split=val --checkpoint=epoch_%d.pt --note \"nightly\" --out C:\\tmp"
  };
  private static final Map<String, String> DETAIL =
      Map.ofEntries(
          Map.entry("Driver Version", "550.54.15"),
          Map.entry("CUDA Version", "12.4"),
          Map.entry("Brand", "NvidiaRTX"),
          Map.entry("architecture", "Hopper"),
          Map.entry("pcie_gen_max", "5"),
          Map.entry("pcie_width_max", "16"),
          Map.entry("compute_mode", "Default"),
          Map.entry("power_limit_default", "700.0"),
          Map.entry("power_limit_min", "200.0"),
          Map.entry("ecc_mode_current", "Enabled"),
          Map.entry("mig_mode_current", "Disabled"),
          Map.entry("vbios_version", "96.00.74.00.01"));

  private final List<Host> hosts = new ArrayList<>();
  private final ClusterSnapshot.Source source;
  private Instant time = START;

  WalkModel(int hostCount, int gpus, int processes, int cores) {
    for (int i = 0; i < hostCount; i++) {
      hosts.add(new Host(i, gpus, processes, cores));
    }
    source = hostCount == 1 ? ClusterSnapshot.Source.LOCAL : ClusterSnapshot.Source.REMOTE;
  }

  /** A hundred hosts with 8 GPUs, 50 processes and 128 cores each. */
  static WalkModel cluster() {
    return new WalkModel(100, 8, 50, 128);
  }

  /** One host with a GPU, 16 cores and no process. */
  static WalkModel small() {
    return new WalkModel(1, 1, 0, 16);
  }

  /** The hosts three seconds later. */
  ClusterSnapshot next() {
    List<HostSnapshot> snapshots = new ArrayList<>(hosts.size());
    for (Host host : hosts) {
      snapshots.add(host.snapshot(time));
      host.step();
    }
    ClusterSnapshot cluster = new ClusterSnapshot(time, source, INTERVAL, snapshots);
    time = time.plus(INTERVAL);
    return cluster;
  }

  private static double digits(double value, double scale) {
    return Math.round(value * scale) / scale;
  }

  private static double within(double least, double most, double value) {
    return Math.min(most, Math.max(least, value));
  }

  /** A host, its devices and its processes. */
  private static final class Host {
    private final SplittableRandom random;
    private final String name;
    private final String id;
    private final List<Gpu> gpus = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final double[] cores;
    private final long cached;
    private long used;

    Host(int number, int gpuCount, int processCount, int coreCount) {
      random = new SplittableRandom(1_000_003L + number);
      name = String.format("node-%04d", number);
      id = String.format("10.0.%d.%d:9090", number >> 8, number & 255);
      for (int i = 0; i < gpuCount; i++) {
        gpus.add(new Gpu(random, i));
      }
      for (int i = 0; i < processCount; i++) {
        rows.add(new Row(random, gpus.get(i % gpuCount)));
      }
      cores = new double[coreCount];
      for (int i = 0; i < coreCount; i++) {
        cores[i] = random.nextDouble() * 100;
      }
      used = random.nextLong(1L << 36, 1L << 40);
      cached = random.nextLong(1L << 34, 1L << 38);
    }

    void step() {
      gpus.forEach(gpu -> gpu.step(random));
      rows.forEach(row -> row.step(random));
      for (int i = 0; i < cores.length; i++) {
        cores[i] = within(0, 100, cores[i] + random.nextDouble() * 8 - 4);
      }
      used = Math.max(1L << 34, used + random.nextInt(-4096, 4097) * PAGE);
    }

    HostSnapshot snapshot(Instant at) {
      double watts = digits(gpus.stream().mapToDouble(gpu -> gpu.watts).sum(), 1e3);
      return HostSnapshot.builder(id, at, HostStatus.up(Transport.HTTP))
          .hostname(name)
          .address(id)
          .processCollection(ProcessCollection.COLLECTING)
          .gpus(gpus.stream().map(Gpu::info).toList())
          .cpus(List.of(cpu()))
          .memory(List.of(memory()))
          .chassis(chassis(watts))
          .processes(rows.stream().map(Row::info).toList())
          .build();
    }

    private CpuInfo cpu() {
      List<CpuInfo.Core> each = new ArrayList<>(cores.length);
      double sum = 0;
      for (int i = 0; i < cores.length; i++) {
        each.add(new CpuInfo.Core(i, "Standard", digits(cores[i], 1e4)));
        sum += cores[i];
      }
      double mean = digits(sum / cores.length, 1e4);
      return CpuInfo.builder()
          .model("AMD EPYC 9654 96-Core Processor")
          .architecture("x86_64")
          .platformType("Amd")
          .socketCount(2)
          .coreCount(cores.length)
          .threadCount(2 * cores.length)
          .baseFrequencyMhz(2400)
          .maxFrequencyMhz(3700)
          .cacheSizeMb(384)
          .utilizationPercent(mean)
          .temperatureCelsius(58)
          .powerWatts(412.5)
          .sockets(List.of(socket(0, mean), socket(1, mean)))
          .cores(each)
          .build();
    }

    private CpuInfo.Socket socket(int number, double mean) {
      return new CpuInfo.Socket(
          number,
          OptionalInt.of(cores.length / 2),
          OptionalInt.of(cores.length),
          OptionalDouble.of(mean),
          OptionalDouble.of(58),
          OptionalInt.of(3100));
    }

    private MemoryInfo memory() {
      return new MemoryInfo(
          0,
          OptionalLong.of(MEMORY),
          OptionalLong.of(used),
          OptionalLong.of(MEMORY - used),
          OptionalLong.of(Math.max(0, MEMORY - used - cached)),
          OptionalLong.of(123_456_789),
          OptionalLong.of(cached),
          OptionalLong.of(0),
          OptionalLong.of(0),
          OptionalLong.of(0),
          OptionalDouble.of(digits(100.0 * used / MEMORY, 1e4)));
    }

    private static ChassisInfo chassis(double watts) {
      return new ChassisInfo(
          OptionalDouble.of(watts),
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
  }

  /** A device and its readings. */
  private static final class Gpu {
    private final String uuid;
    private final int index;
    private final double occupancy;
    private final double bandwidth;
    private int utilization;
    private int temperature;
    private long used;
    private double watts;
    private int clock;

    Gpu(SplittableRandom random, int index) {
      this.index = index;
      uuid =
          String.format(
              "GPU-%08x-%04x-%04x-%04x-%012x",
              random.nextInt(),
              random.nextInt(1 << 16),
              random.nextInt(1 << 16),
              random.nextInt(1 << 16),
              random.nextLong() & 0xffff_ffff_ffffL);
      utilization = random.nextInt(101);
      temperature = random.nextInt(30, 85);
      used = random.nextLong(DEVICE_MEMORY);
      watts = random.nextDouble(60, 700);
      clock = random.nextInt(210, 1981);
      occupancy = random.nextDouble();
      bandwidth = random.nextDouble();
    }

    void step(SplittableRandom random) {
      utilization = (int) within(0, 100, utilization + random.nextInt(-5, 6));
      int warmer = random.nextInt(5);
      temperature = (int) within(28, 90, temperature + (warmer == 0 ? -1 : warmer == 4 ? 1 : 0));
      if (random.nextInt(10) < 3) {
        long changed = used + random.nextInt(-64, 65) * CHUNK;
        used = Math.min(DEVICE_MEMORY, Math.max(0, changed));
      }
      watts = within(60, 700, watts + random.nextDouble() * 30 - 15);
      int faster = random.nextInt(4);
      clock = (int) within(210, 1980, clock + (faster == 0 ? -15 : faster == 3 ? 15 : 0));
    }

    GpuInfo info() {
      List<NvLink> links = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        links.add(new NvLink(i, "switch", OptionalInt.empty()));
      }
      return GpuInfo.builder()
          .index(index)
          .uuid(uuid)
          .name("NVIDIA H100 80GB HBM3")
          .deviceType("GPU")
          .utilizationPercent(utilization)
          .memoryUsedBytes(used)
          .memoryTotalBytes(DEVICE_MEMORY)
          .temperatureCelsius(temperature)
          .powerWatts(digits(watts, 1e3))
          .powerLimitWatts(700)
          .powerLimitMaxWatts(700)
          .graphicsClockMhz(clock)
          .graphicsClockMaxMhz(1980)
          .memoryClockMaxMhz(2619)
          .performanceState(0)
          .thresholds(
              new TemperatureThresholds(
                  OptionalInt.of(87), OptionalInt.of(92), OptionalInt.of(85), OptionalInt.empty()))
          .pcieGeneration(5)
          .pcieWidth(16)
          .numaNode(index / 4)
          .gspFirmwareMode(1)
          .gspFirmwareVersion("550.54.15")
          .nvLinks(links)
          .smOccupancy(digits(occupancy, 1e4))
          .memoryBandwidthUtilization(digits(bandwidth, 1e4))
          .detail(DETAIL)
          .build();
    }
  }

  /** A process on one device. */
  private static final class Row {
    private final Gpu gpu;
    private final int pid;
    private final int parent;
    private final String user;
    private final String program;
    private final String command;
    private final Instant started;
    private final int threads;
    private final long virtual;
    private long memory;
    private long resident;
    private long cpuSeconds;
    private double cpu;
    private int utilization;

    Row(SplittableRandom random, Gpu gpu) {
      this.gpu = gpu;
      pid = random.nextInt(1000, 4_194_304);
      parent = random.nextInt(1, 4_194_304);
      int kind = random.nextInt(COMMANDS.length);
      program = PROGRAMS[kind];
      command = String.format(COMMANDS[kind], random.nextInt(100_000));
      user = String.format("u%03d", random.nextInt(USERS));
      memory = random.nextInt(1, 40_001) * CHUNK;
      started = START.minusSeconds(random.nextInt(10, 900_000));
      cpu = random.nextDouble() * 1600;
      resident = random.nextLong(1L << 24, 1L << 36);
      virtual = random.nextLong(1L << 30, 1L << 40);
      threads = random.nextInt(1, 301);
      utilization = random.nextInt(101);
      cpuSeconds = random.nextInt(1_000_001);
    }

    void step(SplittableRandom random) {
      cpuSeconds += (long) (cpu * 3 / 100);
      cpu = Math.max(0, cpu + random.nextDouble() * 16 - 8);
      if (random.nextInt(5) == 0) {
        memory = Math.max(CHUNK, memory + random.nextInt(-8, 9) * CHUNK);
        resident = Math.max(1L << 20, resident + random.nextInt(-4096, 4097) * PAGE);
      }
      utilization = (int) within(0, 100, utilization + random.nextInt(-5, 6));
    }

    ProcessInfo info() {
      return ProcessInfo.builder(pid)
          .user(user)
          .name(program)
          .command(command)
          .deviceUuid(gpu.uuid)
          .deviceIndex(gpu.index)
          .gpuMemoryBytes(memory)
          .startedAt(started)
          .cpuPercent(digits(cpu, 1e2))
          .details(
              ProcessDetails.builder()
                  .parentPid(parent)
                  .state("S")
                  .cpuTimeSeconds(cpuSeconds)
                  .residentBytes(resident)
                  .virtualBytes(virtual)
                  .memoryPercent(digits(100.0 * resident / MEMORY, 1e4))
                  .gpuUtilizationPercent(utilization)
                  .nice(0)
                  .priority(20)
                  .threads(threads)
                  .build())
          .build();
    }
  }
}
