package io.allsmi.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One made-up host: eight GPUs, fifty processes, and readings that drift from step to step. */
final class HostModel {
  private static final int USERS = 100;
  private static final long MIB = 1L << 20;
  private static final long MEMORY_TOTAL = 80L << 30;
  private static final String[] PROGRAMS = {"python3", "torchrun", "vllm", "pt_main_thread"};
  private static final String[] COMMANDS = {
    "python3 train.py --model=llama-3-70b --batch-size=128 --lr 3e-4 --data /data/c4/part-%05d",
    "torchrun --nproc-per-node=8 pretrain.py --config conf/run-%05d.yaml --resume latest",
    "vllm serve /models/phi-4-14b --tensor-parallel-size 4 --max-num-seqs 256 --port %d",
    "python3 eval.py --split=val --checkpoint=epoch_%d.pt --note \"nightly run\" --out C:\\tmp"
  };

  final String name;
  final List<Gpu> gpus = new ArrayList<>();
  final List<Process> processes = new ArrayList<>();
  private final Random random;
  long memoryUsed;
  double cpuLoad;

  HostModel(int number, int gpuCount, int processCount) {
    this.random = new Random(7919L * number + 13);
    this.name = String.format("node-%04d", number);
    for (int i = 0; i < gpuCount; i++) {
      gpus.add(new Gpu(i));
    }
    for (int i = 0; i < processCount; i++) {
      processes.add(new Process(gpus.get(i % gpuCount)));
    }
    this.memoryUsed = (64L << 30) + between(0, 1 << 24) * 4096L;
    this.cpuLoad = random.nextDouble() * 100;
  }

  /** Three seconds later: the readings are others, the series are the same. */
  void step() {
    for (Gpu gpu : gpus) {
      gpu.drift();
    }
    for (Process process : processes) {
      process.drift();
    }
    memoryUsed = Math.max(1L << 34, memoryUsed + between(-4096, 4096) * 4096L);
    cpuLoad = within(0, 100, cpuLoad + random.nextDouble() * 8 - 4);
  }

  /** One process ends and another begins: of 404 series 3 go and 3 come, 1.5 % in all. */
  void replaceOneProcess() {
    int at = random.nextInt(processes.size());
    processes.set(at, new Process(processes.get(at).gpu));
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private static double within(double least, double most, double value) {
    return Math.min(most, Math.max(least, value));
  }

  /** A device and its readings. */
  final class Gpu {
    final int index;
    final String uuid;
    int utilization;
    int temperature;
    long memoryUsed;
    double power;
    int clock;
    double energy;
    double occupancy;
    double bandwidth;

    private Gpu(int index) {
      this.index = index;
      this.uuid =
          String.format(
              "GPU-%08x-%04x-%04x-%04x-%012x",
              random.nextInt(),
              random.nextInt(1 << 16),
              random.nextInt(1 << 16),
              random.nextInt(1 << 16),
              random.nextLong() & 0xffff_ffff_ffffL);
      this.utilization = between(0, 100);
      this.temperature = between(30, 84);
      this.memoryUsed = between(1, 81_000) * MIB;
      this.power = between(60, 699) + random.nextDouble();
      this.clock = between(210, 1980);
      this.energy = 1e6 + random.nextDouble() * 1e9;
      this.occupancy = random.nextDouble();
      this.bandwidth = random.nextDouble();
    }

    private void drift() {
      utilization = (int) within(0, 100, utilization + between(-5, 5));
      temperature = (int) within(28, 90, temperature + between(-1, 1));
      memoryUsed = Math.min(MEMORY_TOTAL, Math.max(MIB, memoryUsed + between(-64, 64) * MIB));
      power = within(60, 700, power + random.nextDouble() * 30 - 15);
      clock = (int) within(210, 1980, clock + between(-15, 15));
      energy += power * 3;
      occupancy = within(0, 1, occupancy + random.nextDouble() * 0.1 - 0.05);
      bandwidth = within(0, 1, bandwidth + random.nextDouble() * 0.1 - 0.05);
    }
  }

  /** A process on one device. */
  final class Process {
    final Gpu gpu;
    final int pid = between(1000, 4_194_303);
    final String user = String.format("user%02d", random.nextInt(USERS));
    final String program;
    final String command;
    long memory = between(1, 40_000) * 2 * MIB;
    int seconds = between(10, 900_000);
    double cpu = random.nextDouble() * 1600;

    private Process(Gpu gpu) {
      this.gpu = gpu;
      int kind = random.nextInt(COMMANDS.length);
      this.program = PROGRAMS[kind];
      this.command = String.format(COMMANDS[kind], random.nextInt(100_000));
    }

    private void drift() {
      seconds += 3;
      cpu = Math.max(0, cpu + random.nextDouble() * 16 - 8);
      if (random.nextInt(5) == 0) {
        memory = Math.max(2 * MIB, memory + between(-8, 8) * 2 * MIB);
      }
    }
  }
}
