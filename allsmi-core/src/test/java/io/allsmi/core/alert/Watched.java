package io.allsmi.core.alert;

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
import java.util.List;

/** Hosts and their GPUs made by hand for the tests of this package. */
final class Watched {
  static final Instant START = Instant.parse("2026-04-20T12:00:00Z");
  static final long GIB = 1L << 30;

  private Watched() {}

  static Instant at(long second) {
    return START.plusSeconds(second);
  }

  static ClusterSnapshot cluster(long second, HostSnapshot... hosts) {
    return cluster(second, List.of(hosts));
  }

  static ClusterSnapshot cluster(long second, List<HostSnapshot> hosts) {
    return new ClusterSnapshot(
        at(second), ClusterSnapshot.Source.REMOTE, Duration.ofSeconds(3), hosts);
  }

  static HostSnapshot host(String name, long second, List<GpuInfo> gpus, ProcessInfo... rows) {
    return HostSnapshot.builder(name + ":9090", at(second), HostStatus.up(Transport.HTTP))
        .hostname(name)
        .address(name + ":9090")
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(gpus)
        .processes(List.of(rows))
        .build();
  }

  static HostSnapshot down(String name, long second) {
    HostStatus status = HostStatus.down(Transport.HTTP, FailureKind.TIMEOUT, "no answer within 5s");
    return HostSnapshot.builder(name + ":9090", at(second), status).hostname(name).build();
  }

  static GpuInfo.Builder gpu(int index) {
    return GpuInfo.builder().index(index).uuid("GPU-" + index);
  }

  static GpuInfo hot(double celsius) {
    return gpu(2).temperatureCelsius(celsius).build();
  }

  static GpuInfo busy(int index, double percent) {
    return gpu(index).utilizationPercent(percent).build();
  }

  static ProcessInfo row(String user, int gpu, long bytes) {
    return ProcessInfo.builder(7)
        .user(user)
        .command("train")
        .deviceUuid("GPU-" + gpu)
        .gpuMemoryBytes(bytes)
        .build();
  }
}
