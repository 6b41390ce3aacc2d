package io.allsmi.tui;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MigInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.VgpuInfo;
import io.allsmi.tui.state.Reducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A machine of our own making that tells everything a machine can tell. */
public final class TestMachine {
  private static final long GIB = 1L << 30;

  private TestMachine() {}

  /** The first of two hosts tells everything; its readings depend on the step, 3 s apart. */
  public static ClusterSnapshot at(int step) {
    HostSnapshot told = told(step);
    ClusterSnapshot all = TestCluster.of(List.of(told, TestCluster.host(2, 2, step)));
    return new ClusterSnapshot(
        all.takenAt().plusSeconds(3L * step), all.source(), Duration.ofSeconds(3), all.hosts());
  }

  /** A view that has seen so many snapshots; its clock stands at the last one. */
  public static TestView seen(int columns, int rows, int steps) {
    TestView view = new TestView(columns, rows, at(0));
    for (int step = 1; step < steps; step++) {
      view.snapshot(at(step));
    }
    view.state(Reducer.tick(view.state(), TestCluster.NOW.plusSeconds(3L * (steps - 1))));
    return view;
  }

  private static HostSnapshot told(int step) {
    HostSnapshot host = TestCluster.host(1, 3, step);
    List<GpuInfo> gpus = new ArrayList<>(host.gpus());
    gpus.set(0, gpu(gpus.get(0)));
    gpus.set(1, quiet(gpus.get(1)));
    gpus.set(2, partitioned(gpus.get(2)));
    List<ProcessInfo> processes = host.processes().stream().map(TestMachine::process).toList();
    return HostSnapshot.builder(host.hostId(), host.takenAt().plusSeconds(3L * step), host.status())
        .hostname(host.hostname())
        .address(host.address())
        .processCollection(host.processCollection())
        .gpus(gpus)
        .cpus(List.of(cpu(step)))
        .memory(host.memory())
        .storage(host.storage())
        .chassis(host.chassis().orElseThrow())
        .processes(processes)
        .build();
  }

  private static GpuInfo gpu(GpuInfo gpu) {
    List<NvLink> links = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      links.add(new NvLink(i, i < 12 ? "switch" : "gpu", OptionalInt.of(26_562)));
    }
    return gpu.toBuilder()
        .thresholds(
            new TemperatureThresholds(
                OptionalInt.of(90), OptionalInt.of(95), OptionalInt.of(87), OptionalInt.empty()))
        .graphicsClockMaxMhz(1980)
        .memoryClockMaxMhz(3201)
        .performanceState(0)
        .numaNode(0)
        .gspFirmwareMode(1)
        .gspFirmwareVersion("580.82")
        .smOccupancy(0.67)
        .memoryBandwidthUtilization(0.42)
        .nvLinks(links)
        .detail(
            Map.of(
                "driver_version", "580.82",
                "cuda_version", "13.0",
                "clock_event_reasons", "sw_power_cap",
                "memory_clock_mhz", "3201",
                "pci_bus_id", "00000000:1B:00.0",
                "ecc_mode_current", "Enabled",
                "ecc_errors_corrected", "4",
                "ecc_errors_uncorrected", "0",
                "serial", "1324023012345"))
        .build();
  }

  private static GpuInfo quiet(GpuInfo gpu) {
    return gpu.toBuilder().utilizationPercent(1).performanceState(8).build();
  }

  private static GpuInfo partitioned(GpuInfo gpu) {
    List<MigInfo.Instance> parts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      parts.add(
          new MigInfo.Instance(
              i,
              "MIG-" + i,
              "3g.71gb",
              OptionalInt.of(i + 1),
              OptionalInt.of(0),
              OptionalDouble.of(42 - 40 * i),
              OptionalDouble.empty(),
              OptionalLong.of((12 + i) * GIB),
              OptionalLong.of(71 * GIB)));
    }
    VgpuInfo vgpu =
        new VgpuInfo(
            Optional.of("Sriov"),
            OptionalInt.of(2),
            OptionalInt.of(1),
            Optional.of(true),
            List.of(
                new VgpuInfo.Instance(
                    0,
                    "vgpu-0",
                    "GRID H200-8C",
                    "vm-1",
                    Optional.of(true),
                    OptionalDouble.of(55),
                    OptionalDouble.empty(),
                    OptionalLong.of(8 * GIB),
                    OptionalLong.of(16 * GIB))));
    return gpu.toBuilder().mig(new MigInfo(true, parts)).vgpu(vgpu).build();
  }

  private static CpuInfo cpu(int step) {
    List<CpuInfo.Core> cores = new ArrayList<>();
    for (int i = 0; i < 192; i++) {
      cores.add(new CpuInfo.Core(i, "Standard", (i * 37 + step * 11) % 101));
    }
    List<CpuInfo.Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      sockets.add(
          new CpuInfo.Socket(
              i,
              OptionalInt.of(96),
              OptionalInt.of(192),
              OptionalDouble.of(20 + 8 * i),
              OptionalDouble.of(61 + i),
              OptionalInt.of(3100)));
    }
    return CpuInfo.builder()
        .model("EPYC 9654")
        .socketCount(2)
        .coreCount(192)
        .frequencyMhz(3100)
        .utilizationPercent(24)
        .temperatureCelsius(62)
        .powerWatts(410)
        .sockets(sockets)
        .cores(cores)
        .build();
  }

  /** What only the host itself tells of a process depends on its number. */
  private static ProcessInfo process(ProcessInfo process) {
    int pid = process.pid();
    return process.toBuilder()
        .details(
            ProcessDetails.builder()
                .state(pid % 2 == 0 ? "R" : "S")
                .residentBytes((1003 - pid % 1000) * (GIB / 16))
                .gpuUtilizationPercent(pid % 7 * 10)
                .build())
        .build();
  }
}
