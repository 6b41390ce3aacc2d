package io.allsmi.tui;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
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

/** A cluster of our own making: six hosts in every state, whose figures depend on a step. */
public final class TestCluster {
  /** When the snapshots are taken. */
  public static final Instant NOW = Instant.parse("2026-11-20T14:32:07Z");

  private static final long GIB = 1L << 30;
  private static final String[] USERS = {"inureyes", "yeonji", "mira", "jeongkyu"};
  private static final String[] COMMANDS = {
    "python train.py --bs=128 --epochs=90 --lr=3e-4",
    "/opt/llm/infer -m /models/phi-4 --port 8000",
    "jupyter-lab --no-browser",
    "python eval.py --split=val"
  };

  private TestCluster() {}

  /** The hosts given as they are, asked every 3 s. */
  public static ClusterSnapshot of(List<HostSnapshot> hosts) {
    return new ClusterSnapshot(
        NOW.minusMillis(400), ClusterSnapshot.Source.REMOTE, Duration.ofSeconds(3), hosts);
  }

  /** Three hosts that are up, one stale, one down and one that was never reached. */
  public static ClusterSnapshot mixed() {
    List<HostSnapshot> hosts = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      hosts.add(host(i, 4, 0));
    }
    hosts.add(stale(host(4, 2, 0)));
    hosts.add(down(5));
    hosts.add(pending(6));
    return of(hosts);
  }

  /** Hosts that are all up. */
  public static ClusterSnapshot healthy(int count, int gpus, int step) {
    List<HostSnapshot> hosts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      hosts.add(host(i, gpus, step));
    }
    return of(hosts);
  }

  /** A host whose name and processes depend on its number. */
  public static HostSnapshot host(int number, int gpus, int step) {
    String name = name(number);
    List<GpuInfo> devices = new ArrayList<>();
    List<ProcessInfo> processes = new ArrayList<>();
    for (int i = 0; i < gpus; i++) {
      int user = (number + i / 2) % USERS.length;
      long held = (20 + (number * 37L + i * 23L) % 110) * GIB;
      devices.add(gpu(name, i, number, step, held + GIB));
      processes.add(process(number, i, user, held));
    }
    processes.add(
        ProcessInfo.builder(612)
            .user("root")
            .uid(0)
            .command("containerd-shim")
            .startedAt(NOW.minusSeconds(817_353))
            .build());
    return up(name, number).gpus(devices).processes(processes).build();
  }

  /** What a host has beside its GPUs. */
  public static HostSnapshot.Builder up(String name, int number) {
    return HostSnapshot.builder(
            "10.0.0." + number + ":9090", NOW.minusMillis(400), HostStatus.up(Transport.HTTP))
        .hostname(name)
        .address("10.0.0." + number + ":9090")
        .processCollection(ProcessCollection.COLLECTING)
        .cpus(
            List.of(
                CpuInfo.builder()
                    .model("EPYC 9654")
                    .coreCount(192)
                    .frequencyMhz(3100)
                    .utilizationPercent(24)
                    .temperatureCelsius(62)
                    .powerWatts(410)
                    .build()))
        .memory(List.of(memory(412, 1008)))
        .storage(
            List.of(
                new StorageInfo(0, "/", OptionalLong.of(880 * GIB), OptionalLong.of(410 * GIB)),
                new StorageInfo(
                    1, "/data", OptionalLong.of(12_288 * GIB), OptionalLong.of(10_035 * GIB))))
        .chassis(chassis());
  }

  private static String name(int number) {
    return "node-" + String.format("%04d", number);
  }

  private static GpuInfo gpu(String host, int index, int number, int step, long used) {
    double load = (number * 31 + index * 17 + step * 7) % 101;
    return GpuInfo.builder()
        .index(index)
        .uuid("GPU-" + host + "-" + index)
        .name("NVIDIA H200 141GB")
        .utilizationPercent(load)
        .memoryUsedBytes(used)
        .memoryTotalBytes(141 * GIB)
        .temperatureCelsius(35 + load / 2 + (index == 2 ? 10 : 0))
        .powerWatts(110 + load * 5.5)
        .powerLimitWatts(700)
        .graphicsClockMhz((int) (345 + load * 16))
        .pcieGeneration(5)
        .pcieWidth(16)
        .detail(Map.of("driver_version", "580.82", "cuda_version", "13.0"))
        .build();
  }

  private static ProcessInfo process(int number, int index, int user, long held) {
    return ProcessInfo.builder(1000 * number + index)
        .user(USERS[user])
        .uid(1000 + user)
        .command(COMMANDS[user])
        .deviceUuid("GPU-" + name(number) + "-" + index)
        .deviceIndex(index)
        .gpuMemoryBytes(held)
        .cpuPercent(95.5 + index)
        .startedAt(NOW.minusSeconds(3_600L * number * number + index * 61L))
        .build();
  }

  private static MemoryInfo memory(long usedGib, long totalGib) {
    return new MemoryInfo(
        0,
        OptionalLong.of(totalGib * GIB),
        OptionalLong.of(usedGib * GIB),
        OptionalLong.of((totalGib - usedGib) * GIB),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.of(8 * GIB),
        OptionalLong.of(GIB / 2),
        OptionalLong.empty(),
        OptionalDouble.empty());
  }

  private static ChassisInfo chassis() {
    return new ChassisInfo(
        OptionalDouble.of(4_210),
        OptionalDouble.of(24),
        OptionalDouble.of(41),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(
            new ChassisInfo.Fan(0, "front", OptionalInt.of(8_400), OptionalInt.of(16_000)),
            new ChassisInfo.Fan(1, "rear", OptionalInt.of(8_350), OptionalInt.of(16_000))),
        List.of(new ChassisInfo.PowerSupply(0, "PSU1", "Ok", OptionalDouble.of(2_100))),
        Map.of());
  }

  /** The same host, silent for 37 s. */
  public static HostSnapshot stale(HostSnapshot host) {
    return failing(host, HostState.STALE, NOW.minusSeconds(37), 9);
  }

  /** The same host, silent for 5 s. */
  public static HostSnapshot late(HostSnapshot host) {
    return failing(host, HostState.LATE, NOW.minusSeconds(5), 1);
  }

  private static HostSnapshot failing(
      HostSnapshot host, HostState state, Instant lastData, int attempts) {
    HostStatus status =
        new HostStatus(
            state,
            Transport.HTTP,
            Optional.of(FailureKind.TIMEOUT),
            "timed out after 5 s",
            attempts,
            Optional.of(NOW.plusSeconds(12)));
    return HostSnapshot.builder(host.hostId(), lastData, status)
        .hostname(host.hostname())
        .address(host.address())
        .processCollection(host.processCollection())
        .gpus(host.gpus())
        .cpus(host.cpus())
        .memory(host.memory())
        .storage(host.storage())
        .processes(host.processes())
        .build();
  }

  /** A host that has never answered. */
  public static HostSnapshot down(int number) {
    HostStatus status =
        new HostStatus(
            HostState.DOWN,
            Transport.HTTP,
            Optional.of(FailureKind.REFUSED),
            "connection refused",
            40,
            Optional.of(NOW.plusSeconds(12)));
    return HostSnapshot.builder("10.0.0." + number + ":9090", NOW, status)
        .hostname(name(number))
        .address("10.0.0." + number + ":9090")
        .build();
  }

  /** A host whose first answer is awaited. */
  public static HostSnapshot pending(int number) {
    return HostSnapshot.builder(
            "10.0.0." + number + ":9090", NOW, HostStatus.pending(Transport.HTTP))
        .hostname(name(number))
        .build();
  }

  /** Hosts over SSH in every state, and a warning that is about all of them. */
  public static ClusterSnapshot overSsh() {
    List<HostSnapshot> hosts = new ArrayList<>();
    hosts.add(overSsh(1, 2, "dgx-01", HostStatus.up(Transport.SSH_NVIDIA_SMI)));
    hosts.add(overSsh(2, 1, "dgx-02:2201", HostStatus.up(Transport.SSH_NATIVE)));
    hosts.add(overSsh(3, 0, "new", HostStatus.pending(Transport.SSH)));
    String[] why = {
      "no key was accepted (tried: id_ed25519, id_rsa)",
      "host key is not in /home/alice/.ssh/known_hosts; add it with 'ssh-keyscan key >> FILE'",
      "no answer within 10s",
      "connection broke off",
      "expected nvidia-smi, amd-smi or rocm-smi, got none"
    };
    FailureKind[] kinds = {
      FailureKind.UNAUTHORIZED,
      FailureKind.HOST_KEY_REJECTED,
      FailureKind.TIMEOUT,
      FailureKind.UNREACHABLE,
      FailureKind.UNSUPPORTED
    };
    String[] names = {"auth", "key", "slow", "gone", "bare"};
    for (int i = 0; i < kinds.length; i++) {
      HostState state = kinds[i] == FailureKind.UNREACHABLE ? HostState.STALE : HostState.DOWN;
      HostStatus status =
          new HostStatus(
              state,
              state == HostState.STALE ? Transport.SSH_AMD_SMI : Transport.SSH,
              Optional.of(kinds[i]),
              why[i],
              i + 1,
              Optional.of(NOW.plusSeconds(12)));
      hosts.add(overSsh(4 + i, state == HostState.STALE ? 1 : 0, names[i], status));
    }
    List<Issue> issues =
        List.of(
            new Issue(
                0,
                "ssh: host keys are not checked (--ssh-strict-host-key no);"
                    + " anyone on the way can pretend to be these hosts"));
    return new ClusterSnapshot(
        NOW.minusMillis(400), ClusterSnapshot.Source.SSH, Duration.ofSeconds(3), hosts, issues);
  }

  private static HostSnapshot overSsh(int number, int gpus, String name, HostStatus status) {
    HostSnapshot made = host(number, gpus, 0);
    Instant seen = status.failure().isEmpty() ? made.takenAt() : NOW.minusSeconds(37);
    String host = name.contains(":") ? name : name + ":22";
    return HostSnapshot.builder("alice@" + host, seen, status)
        .hostname(gpus == 0 ? "" : name(number))
        .address("ssh://alice@" + name)
        .gpus(made.gpus())
        .processes(gpus == 0 ? List.of() : made.processes())
        .build();
  }

  /** A host that answers and reports no processes. */
  public static HostSnapshot notCollecting(int number) {
    HostSnapshot host = host(number, 1, 0);
    return host.toBuilder()
        .processes(List.of())
        .processCollection(ProcessCollection.NOT_COLLECTING)
        .build();
  }

  /** A host of which nobody can tell whether it reports processes. */
  public static HostSnapshot undecided(int number) {
    HostSnapshot host = host(number, 1, 0);
    return host.toBuilder()
        .processes(List.of())
        .processCollection(ProcessCollection.UNDECIDED)
        .build();
  }
}
