package io.allsmi.collect;

import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same five hosts for every source: two that are busy, an idle one that reports processes, one
 * that reports none, and one that cannot be reached. A source may give them other host ids and
 * statuses; what users have on them must come out the same.
 */
public final class FakeCluster {
  /** When the readings were taken. */
  public static final Instant TAKEN_AT = Instant.parse("2026-01-05T10:00:00Z");

  private static final long GIB = 1L << 30;

  private FakeCluster() {}

  /** The hosts: busy-1, busy-2, idle, silent, gone. */
  public static List<HostSnapshot> hosts() {
    return List.of(
        host("busy-1", ProcessCollection.COLLECTING, List.of(200.0, 400.0), busy1()),
        host("busy-2", ProcessCollection.COLLECTING, List.of(300.0, 90.0), busy2()),
        host("idle", ProcessCollection.COLLECTING, List.of(70.0), List.of()),
        host("silent", ProcessCollection.NOT_COLLECTING, List.of(500.0), List.of()),
        HostSnapshot.builder(
                "gone",
                TAKEN_AT,
                HostStatus.down(Transport.HTTP, FailureKind.REFUSED, "connection refused"))
            .build());
  }

  private static List<ProcessInfo> busy1() {
    return List.of(
        onDevice(100, "mira", "python3 train.py", "busy-1", 0, 60 * GIB, 7200),
        onDevice(100, "mira", "python3 train.py", "busy-1", 1, 60 * GIB, 7200),
        onDevice(101, "jonas", "vllm serve \"m\"", "busy-1", 1, 20 * GIB, 90_000),
        elsewhere(1, "root", "/sbin/init", 900_000),
        elsewhere(200, "mira", "-bash", 8000));
  }

  private static List<ProcessInfo> busy2() {
    ProcessInfo.Builder unknown =
        ProcessInfo.builder(300)
            .name("worker")
            .command("./worker")
            .deviceUuid("GPU-busy-2-0")
            .deviceIndex(0)
            .gpuMemoryBytes(10 * GIB)
            .startedAt(TAKEN_AT.minusSeconds(60));
    return List.of(
        onDevice(100, "mira", "python3 train.py", "busy-2", 0, 30 * GIB, 7100),
        unknown.build(),
        elsewhere(1, "root", "/sbin/init", 800_000));
  }

  private static HostSnapshot host(
      String name, ProcessCollection collection, List<Double> watts, List<ProcessInfo> processes) {
    List<GpuInfo> gpus =
        IntStream.range(0, watts.size()).mapToObj(i -> gpu(name, i, watts.get(i))).toList();
    return HostSnapshot.builder(name, TAKEN_AT, HostStatus.up(Transport.HTTP))
        .hostname(name)
        .processCollection(collection)
        .gpus(gpus)
        .processes(processes)
        .build();
  }

  private static GpuInfo gpu(String host, int index, double watts) {
    return GpuInfo.builder()
        .index(index)
        .uuid("GPU-" + host + "-" + index)
        .name("NVIDIA H200")
        .utilizationPercent(50)
        .memoryUsedBytes(81 * GIB)
        .memoryTotalBytes(141 * GIB)
        .powerWatts(watts)
        .build();
  }

  private static ProcessInfo onDevice(
      int pid, String user, String command, String host, int gpu, long bytes, long elapsed) {
    return row(pid, user, command, elapsed)
        .deviceUuid("GPU-" + host + "-" + gpu)
        .deviceIndex(gpu)
        .gpuMemoryBytes(bytes)
        .build();
  }

  private static ProcessInfo elsewhere(int pid, String user, String command, long elapsed) {
    return row(pid, user, command, elapsed).gpuMemoryBytes(0).build();
  }

  private static ProcessInfo.Builder row(int pid, String user, String command, long elapsed) {
    return ProcessInfo.builder(pid)
        .user(user)
        .name("p")
        .command(command)
        .cpuPercent(5)
        .startedAt(TAKEN_AT.minusSeconds(elapsed));
  }
}
