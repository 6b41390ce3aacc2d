package io.allsmi.core.json;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A host with a reading of every kind, and devices that report almost nothing. */
public final class Snapshots {
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.789Z");

  private Snapshots() {}

  public static HostSnapshot full() {
    return HostSnapshot.builder("dgx-01", NOON, HostStatus.up(Transport.LOCAL))
        .hostname("dgx-01")
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(List.of(gpu(), GpuInfo.builder().index(1).name("=cmd, \"x\"").build()))
        .cpus(List.of(cpu()))
        .memory(List.of(memory()))
        .chassis(chassis())
        .storage(List.of(new StorageInfo(0, "/", OptionalLong.of(100), OptionalLong.of(40))))
        .processes(processes())
        .issues(List.of(new Issue(0, "storage: expected a size, got none")))
        .build();
  }

  private static GpuInfo gpu() {
    return GpuInfo.builder()
        .index(0)
        .uuid("GPU-abc123")
        .name("NVIDIA H200")
        .deviceType("GPU")
        .utilizationPercent(45)
        .memoryUsedBytes(12_884_901_888L)
        .memoryTotalBytes(150_323_855_360L)
        .temperatureCelsius(58.4)
        .powerWatts(285.5)
        .graphicsClockMhz(1410)
        .performanceState(0)
        .smOccupancy(0.42)
        .nvLinks(List.of(new NvLink(0, "switch", OptionalInt.empty())))
        .mig(
            new MigInfo(
                true,
                List.of(
                    new MigInfo.Instance(
                        3,
                        "MIG-1",
                        "1g.18gb",
                        OptionalInt.of(7),
                        OptionalInt.of(0),
                        OptionalDouble.of(12),
                        OptionalDouble.empty(),
                        OptionalLong.of(5),
                        OptionalLong.of(9)))))
        .detail(Map.of("Driver Version", "580.82.07", "cuda_version", "13.0"))
        .build();
  }

  private static CpuInfo cpu() {
    return CpuInfo.builder()
        .model("AMD EPYC 7742")
        .architecture("x86_64")
        .platformType("Amd")
        .socketCount(1)
        .coreCount(128)
        .threadCount(128)
        .frequencyMhz(3100)
        .utilizationPercent(59)
        .cores(List.of(new CpuInfo.Core(0, "Standard", 12.5)))
        .sockets(
            List.of(
                new CpuInfo.Socket(
                    0,
                    OptionalInt.of(64),
                    OptionalInt.of(128),
                    OptionalDouble.of(59),
                    OptionalDouble.empty(),
                    OptionalInt.of(3100))))
        .build();
  }

  private static MemoryInfo memory() {
    return new MemoryInfo(
        0,
        OptionalLong.of(1000),
        OptionalLong.of(400),
        OptionalLong.of(600),
        OptionalLong.of(300),
        OptionalLong.of(100),
        OptionalLong.of(200),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.of(40));
  }

  private static ChassisInfo chassis() {
    return new ChassisInfo(
        OptionalDouble.of(1285.5),
        OptionalDouble.of(27.8),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(new ChassisInfo.Fan(1, "FAN1", OptionalInt.of(9000), OptionalInt.empty())),
        List.of(new ChassisInfo.PowerSupply(0, "PSU1", "Ok", OptionalDouble.of(640))),
        Map.of("product_name", "DGX H200"));
  }

  private static List<ProcessInfo> processes() {
    ProcessInfo trains =
        ProcessInfo.builder(1234)
            .user("alice")
            .uid(1001)
            .name("python")
            .command("python train.py, \"a\"")
            .deviceUuid("GPU-abc123")
            .deviceIndex(0)
            .gpuMemoryBytes(2_000_683_008L)
            .cpuPercent(12.5)
            .startedAt(NOON.minusSeconds(90))
            .details(ProcessDetails.builder().state("R").parentPid(1).nice(0).jobId("77").build())
            .build();
    ProcessInfo other = ProcessInfo.builder(2).name("sshd").build();
    return List.of(trains, other);
  }
}
