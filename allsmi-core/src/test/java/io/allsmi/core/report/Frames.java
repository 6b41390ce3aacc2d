package io.allsmi.core.report;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Frames made by hand and by chance. */
public final class Frames {
  public static final Instant START = Instant.parse("2026-04-20T12:00:00Z");
  public static final long GIB = 1L << 30;

  private static final String[] USERS = {"ann", "bob", "root", "", "?", "unknown", "zoë", "<b>&\""};
  private static final long[] MEMORY = {0, 1, 7, GIB, 3 * GIB, 80 * GIB};

  private Frames() {}

  public static ClusterSnapshot frame(Instant at, Duration interval, HostSnapshot... hosts) {
    return new ClusterSnapshot(at, ClusterSnapshot.Source.REMOTE, interval, List.of(hosts));
  }

  public static GpuInfo.Builder gpu(int index) {
    return GpuInfo.builder().index(index).uuid("GPU-" + index).name("NVIDIA H200");
  }

  public static GpuInfo gpu(int index, double percent, double watts) {
    return gpu(index).utilizationPercent(percent).powerWatts(watts).build();
  }

  public static ProcessInfo.Builder row(String user, int gpu) {
    return ProcessInfo.builder(100 + gpu).user(user).command("run").deviceUuid("GPU-" + gpu);
  }

  public static ProcessInfo row(String user, int gpu, long bytes) {
    return row(user, gpu).gpuMemoryBytes(bytes).build();
  }

  public static HostSnapshot host(String id, List<GpuInfo> gpus, ProcessInfo... rows) {
    return HostSnapshot.builder(id + ":9090", START, HostStatus.up(Transport.HTTP))
        .hostname(id)
        .address(id + ":9090")
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(gpus)
        .processes(List.of(rows))
        .build();
  }

  public static HostSnapshot down(String id) {
    return HostSnapshot.builder(
            id + ":9090", START, HostStatus.down(Transport.HTTP, FailureKind.TIMEOUT, "no answer"))
        .address(id + ":9090")
        .build();
  }

  /** A recording by chance, the same for the same seed. */
  static List<ClusterSnapshot> random(long seed) {
    Random random = new Random(seed);
    // Before the clocks go back in Europe.
    Instant at = Instant.parse("2026-10-24T20:00:00Z").plusMillis(random.nextInt(7_200_000));
    List<ClusterSnapshot> frames = new ArrayList<>();
    int count = 1 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      List<HostSnapshot> hosts = new ArrayList<>();
      for (int host = 0; host < 3; host++) {
        hosts.add(randomHost(random, "host-" + host));
      }
      Duration interval = Duration.ofSeconds(random.nextInt(4) * 300L);
      frames.add(frame(at, interval, hosts.toArray(HostSnapshot[]::new)));
      at = at.plusMillis(random.nextInt(3_600_000) - 200_000);
    }
    return frames;
  }

  /** The same frames, each with its hosts and their rows in another order. */
  static List<ClusterSnapshot> shuffled(List<ClusterSnapshot> frames, Random random) {
    List<ClusterSnapshot> others = new ArrayList<>();
    for (ClusterSnapshot frame : frames) {
      List<HostSnapshot> hosts = new ArrayList<>();
      for (HostSnapshot host : frame.hosts()) {
        List<ProcessInfo> rows = new ArrayList<>(host.processes());
        Collections.shuffle(rows, random);
        hosts.add(host.toBuilder().processes(rows).build());
      }
      Collections.shuffle(hosts, random);
      others.add(frame(frame.takenAt(), frame.interval(), hosts.toArray(HostSnapshot[]::new)));
    }
    return others;
  }

  private static HostSnapshot randomHost(Random random, String id) {
    if (random.nextInt(6) == 0) {
      return down(id);
    }
    int gpus = random.nextInt(4);
    List<GpuInfo> devices = new ArrayList<>();
    for (int i = 0; i < gpus; i++) {
      GpuInfo.Builder gpu = GpuInfo.builder().index(i);
      if (random.nextInt(4) > 0) {
        gpu.uuid("GPU-" + i);
      }
      if (random.nextInt(4) > 0) {
        gpu.powerWatts(random.nextInt(700_000) / 1e3);
      }
      if (random.nextInt(4) > 0) {
        gpu.utilizationPercent(random.nextInt(1001) / 10.0);
      }
      devices.add(gpu.build());
    }
    List<ProcessInfo> rows = new ArrayList<>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      ProcessInfo.Builder row = ProcessInfo.builder(random.nextInt(20));
      row.user(USERS[random.nextInt(USERS.length)]);
      int device = random.nextInt(gpus + 1);
      if (random.nextInt(4) > 0) {
        row.deviceUuid("GPU-" + device);
      }
      row.deviceIndex(device);
      if (random.nextInt(5) > 0) {
        row.gpuMemoryBytes(MEMORY[random.nextInt(MEMORY.length)]);
      }
      rows.add(row.build());
    }
    ProcessCollection[] kinds = ProcessCollection.values();
    return host(id, devices, rows.toArray(ProcessInfo[]::new)).toBuilder()
        .processCollection(kinds[random.nextInt(kinds.length)])
        .build();
  }
}
