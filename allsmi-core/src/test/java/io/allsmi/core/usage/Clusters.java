package io.allsmi.core.usage;

import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Hosts made by hand and by chance for the tests of this package. */
final class Clusters {
  static final Instant NOW = Instant.parse("2026-04-20T12:34:56Z");
  static final long GIB = 1L << 30;

  private static final String[] USERS = {"ann", "bob", "root", "", "?", "unknown", "1001", "zoë"};
  private static final long[] MEMORY = {0, 1, 7, GIB, 3 * GIB, 80 * GIB};
  private static final long[] HOSTILE = {0, 1, GIB, Long.MAX_VALUE, Long.MAX_VALUE / 2};

  private Clusters() {}

  static HostSnapshot.Builder host(String id) {
    return host(id, HostStatus.up(Transport.HTTP));
  }

  static HostSnapshot.Builder host(String id, HostStatus status) {
    return HostSnapshot.builder(id, NOW, status);
  }

  static HostStatus status(HostState state, String message) {
    return new HostStatus(
        state, Transport.HTTP, Optional.of(FailureKind.TIMEOUT), message, 1, Optional.empty());
  }

  static GpuInfo gpu(int index, double watts) {
    return GpuInfo.builder().index(index).uuid("GPU-" + index).powerWatts(watts).build();
  }

  static ProcessInfo.Builder row(int pid, String user) {
    return ProcessInfo.builder(pid).user(user).command("cmd-" + pid);
  }

  static ProcessInfo.Builder row(int pid, String user, int gpu, long bytes) {
    return row(pid, user).deviceUuid("GPU-" + gpu).deviceIndex(gpu).gpuMemoryBytes(bytes);
  }

  /** A cluster by chance, the same for the same seed; a hostile one holds absurd readings. */
  static List<HostSnapshot> random(long seed, boolean hostile) {
    Random random = new Random(seed);
    List<HostSnapshot> hosts = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      hosts.add(randomHost(random, "host-" + i, hostile));
    }
    Collections.shuffle(hosts, random);
    return hosts;
  }

  private static HostSnapshot randomHost(Random random, String id, boolean hostile) {
    HostState[] states = {HostState.UP, HostState.UP, HostState.LATE, HostState.STALE};
    int gpus = random.nextInt(8) == 0 ? 70 : random.nextInt(5);
    List<GpuInfo> devices = new ArrayList<>();
    for (int i = 0; i < gpus; i++) {
      devices.add(randomGpu(random, i, hostile));
    }
    List<ProcessInfo> rows = new ArrayList<>();
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      rows.add(randomRow(random, gpus, hostile));
    }
    return host(id, status(states[random.nextInt(states.length)], "late"))
        .gpus(devices)
        .processes(rows)
        .build();
  }

  private static GpuInfo randomGpu(Random random, int index, boolean hostile) {
    GpuInfo.Builder gpu = GpuInfo.builder();
    if (random.nextInt(4) > 0) {
      gpu.index(index);
    }
    if (random.nextInt(4) > 0) {
      gpu.uuid("GPU-" + index);
    }
    if (random.nextInt(4) > 0) {
      gpu.powerWatts(hostile ? Math.pow(10, random.nextInt(290)) : random.nextInt(700_000) / 1e3);
    }
    return gpu.build();
  }

  private static ProcessInfo randomRow(Random random, int gpus, boolean hostile) {
    ProcessInfo.Builder row = ProcessInfo.builder(random.nextInt(20));
    if (random.nextInt(8) > 0) {
      row.user(USERS[random.nextInt(USERS.length)]);
    }
    int device = random.nextInt(gpus + 2);
    if (random.nextInt(4) > 0) {
      row.deviceUuid("GPU-" + device);
    }
    if (random.nextBoolean()) {
      row.deviceIndex(device);
    }
    if (random.nextInt(5) > 0) {
      long[] choice = hostile ? HOSTILE : MEMORY;
      row.gpuMemoryBytes(choice[random.nextInt(choice.length)]);
    }
    if (random.nextBoolean()) {
      row.startedAt(NOW.minusMillis(random.nextInt(1_000_000) - 1000));
    }
    if (hostile && random.nextInt(4) == 0) {
      row.startedAt(Instant.ofEpochMilli((Long.MAX_VALUE - 1) * (random.nextBoolean() ? 1 : -1)));
    }
    if (random.nextBoolean()) {
      row.cpuPercent(random.nextInt(3));
    }
    return row.command(random.nextInt(5) == 0 ? "" : "cmd-" + random.nextInt(4)).build();
  }
}
