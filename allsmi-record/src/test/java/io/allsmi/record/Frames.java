package io.allsmi.record;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Snapshots to record: small, each different, the same for the same number. */
final class Frames {
  static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  static final Duration INTERVAL = Duration.ofSeconds(3);

  private Frames() {}

  /** Number {@code n} of a recording without gaps. */
  static ClusterSnapshot frame(int n) {
    return frame(n, START.plus(INTERVAL.multipliedBy(n)));
  }

  static ClusterSnapshot frame(int n, Instant at) {
    return cluster(n, at, 2, 1);
  }

  /** Hosts, each with a GPU and some processes; the last is down in every seventh. */
  static ClusterSnapshot cluster(int n, Instant at, int hosts, int processes) {
    List<HostSnapshot> all = new ArrayList<>();
    for (int h = 0; h < hosts; h++) {
      String id = "10.0.0." + h + ":9090";
      boolean down = n % 7 == 6 && h == hosts - 1;
      HostStatus status =
          down
              ? HostStatus.down(Transport.HTTP, FailureKind.TIMEOUT, "no answer within 5s")
              : HostStatus.up(Transport.HTTP);
      HostSnapshot.Builder host =
          HostSnapshot.builder(id, at, status).hostname("node-" + h).address(id);
      if (!down) {
        host.gpus(List.of(gpu(n, h))).processes(rows(n, h, processes));
      }
      all.add(host.build());
    }
    return new ClusterSnapshot(at, ClusterSnapshot.Source.REMOTE, INTERVAL, all);
  }

  private static GpuInfo gpu(int n, int host) {
    return GpuInfo.builder()
        .uuid("GPU-" + host)
        .index(0)
        .name("NVIDIA H200")
        .deviceType("GPU")
        .utilizationPercent((n * 13 + host) % 101)
        .memoryTotalBytes(141L << 30)
        .memoryUsedBytes((long) (n % 140) << 30)
        .powerWatts(300 + n % 50)
        .build();
  }

  private static List<ProcessInfo> rows(int n, int host, int count) {
    List<ProcessInfo> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          ProcessInfo.builder(1000 + i)
              .user(i % 2 == 0 ? "mira" : "jonas")
              .command("python3 train.py --step " + n)
              .deviceUuid("GPU-" + host)
              .deviceIndex(0)
              .gpuMemoryBytes((n + i + 1L) << 20)
              .build());
    }
    return rows;
  }
}
