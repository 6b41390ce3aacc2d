package io.allsmi.collect.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Who runs what on a node: the same for the same seed, and much as on a real cluster. */
final class Habits {
  private static final int HOUR = 3600;
  private static final int TEAM_NODES = 6;
  private static final List<String> PEOPLE =
      List.of(
          "mira", "jonas", "yuna", "chen.wei", "fatima", "olu", "priya", "sven", "zoë", "dmitri");

  private final Noise noise;
  private final int node;
  private final int gpus;
  private final List<Workload> workloads = new ArrayList<>();
  private int pid;

  private Habits(Noise noise, int node, int gpus) {
    this.noise = noise;
    this.node = node;
    this.gpus = gpus;
    this.pid = 2000 + noise.pick(node, 1, 3000);
  }

  /** Everything that runs on a node; with 0 devices, on one whose devices tell nobody. */
  static List<Workload> of(Noise noise, int node, int gpus) {
    Habits habits = new Habits(noise, node, gpus);
    habits.daemons();
    if (gpus > 0) {
      habits.work();
    }
    habits.shells();
    return List.copyOf(habits.workloads);
  }

  /** Of six nodes two or three train together; the others serve, explore or do a bit of all. */
  private void work() {
    int team = node / TEAM_NODES;
    int trainers = 2 + noise.pick(team, 2, 2);
    int place = node % TEAM_NODES;
    if (place < trainers) {
      train(team, place, trainers);
    } else if (place == 3) {
      serve();
    } else if (place == 4) {
      explore();
    } else {
      doABitOfAll();
    }
  }

  private void train(int team, int rank, int nodes) {
    String user = PEOPLE.get(noise.pick(team, 3, PEOPLE.size()));
    long elapsed = 2L * HOUR + noise.pick(team, 4, 90 * HOUR);
    for (int gpu = 0; gpu < gpus; gpu++) {
      String command =
          ("/home/%s/envs/llm/bin/python3 -u -m torch.distributed.run --nnodes=%d --node-rank=%d"
                  + " --nproc-per-node=%d --rdzv-endpoint=node-0001:29500 train.py --model-config"
                  + " {\"hidden\": 8192, \"layers\": 80, \"heads\": 64} --data"
                  + " /data/tokens/münchen-2026 --global-batch-size 2048 --lr 3e-4"
                  + " --save /checkpoints/run-%d --local-rank %d")
              .formatted(user, nodes, rank, gpus, team, gpu);
      Use use = new Use(List.of(gpu), 0.86 + 0.01 * (gpu % 4), 94, 130);
      add(user, "python3", command, use, elapsed);
    }
  }

  private void serve() {
    long elapsed = 30L * HOUR + noise.pick(node, 5, 400 * HOUR);
    int half = Math.max(1, gpus / 2);
    String command = "vllm serve meta-llama/Llama-3.3-70B-Instruct --tensor-parallel-size " + half;
    add("svc-llm", "vllm", command, new Use(range(0, half), 0.9, 58, 210), elapsed);
    if (gpus >= 4) {
      List<Integer> next = range(half, half + gpus / 4);
      String other =
          "python3 -m sglang.launch_server --model-override-args {\"rope\": {\"type\": \"yarn\"}}";
      add("jonas", "python3", other, new Use(next, 0.72, 41, 95), elapsed / 3);
    }
  }

  private void explore() {
    for (int gpu = 0; gpu < gpus; gpu++) {
      String user = PEOPLE.get(noise.pick(node, 100 + gpu, PEOPLE.size()));
      double share = 0.04 + 0.4 * noise.fraction(node, 200 + gpu);
      String command =
          "/opt/conda/bin/python -m ipykernel_launcher -f /home/%s/.local/kernel-%d.json"
              .formatted(user, gpu);
      Use use = new Use(List.of(gpu), share, gpu % 5 == 0 ? 35 : 0, 1.5);
      add(user, "python3", command, use, HOUR + noise.pick(node, 300 + gpu, 60 * HOUR));
    }
  }

  private void doABitOfAll() {
    String inContainer = "python /app/serve.py --config '{\"batch\": 8}'";
    add("root", "python", inContainer, new Use(List.of(0), 0.35, 27, 60), 9 * HOUR);
    if (gpus > 1) {
      add("", "cuda-worker", "./cuda-worker", new Use(List.of(1), 0.12, 12, 8), HOUR / 2);
    }
    if (gpus > 2) {
      String render = "blender -b scene.blend -f 1 # 장면";
      add("yuna", "blender", render, new Use(List.of(2), 0.22, 66, 380), HOUR);
      String convert = "ffmpeg -hwaccel cuda -i in.mkv out.mp4";
      add("olu", "ffmpeg", convert, new Use(List.of(2), 0.03, 9, 140), 600);
    }
  }

  private void daemons() {
    for (Daemon daemon : Daemon.ALL) {
      Use use = Use.none(noise.fraction(node, pid));
      add(daemon.user(), daemon.name(), daemon.command(), use, 700L * HOUR + pid);
    }
  }

  private void shells() {
    int count = 6 + noise.pick(node, 6, 8);
    for (int i = 0; i < count; i++) {
      String user = PEOPLE.get(noise.pick(node, 400 + i, PEOPLE.size()));
      long elapsed = 60L + noise.pick(node, 500 + i, 20 * HOUR);
      if (i % 3 == 2) {
        add(user, "vim", "vim train.py", Use.none(0.3), elapsed);
      } else {
        add(user, "bash", "-bash", Use.none(0), elapsed);
      }
    }
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private void add(String user, String name, String command, Use use, long elapsedSeconds) {
    pid += 1 + noise.pick(node, 1000 + workloads.size(), 90);
    workloads.add(
        new Workload(
            pid,
            user,
            name,
            command,
            use.devices,
            use.memoryShare,
            use.utilization,
            use.cpuPercent,
            elapsedSeconds));
  }

  private record Use(
      List<Integer> devices, double memoryShare, double utilization, double cpuPercent) {
    static Use none(double cpuPercent) {
      return new Use(List.of(), 0, 0, cpuPercent);
    }
  }
}
