package com.example.slurm;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.HttpTarget;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.core.usage.UserHostUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Finds GPUs that are held and do nothing: a process has memory on them, and they are used less
 * than {@link #IDLE_BELOW_PERCENT}. One look is one moment; a site asks a few times before it
 * writes to anybody.
 */
public final class IdleGpus {
  /** Below this utilisation a GPU is idle. */
  public static final double IDLE_BELOW_PERCENT = 5;

  private final List<HttpTarget> targets;

  IdleGpus(List<HttpTarget> targets) {
    this.targets = List.copyOf(targets);
  }

  /**
   * Looks at some nodes.
   *
   * @param nodeNames as {@code scontrol show hostnames} prints them
   * @param port where the exporter listens on each
   */
  public static IdleGpus of(List<String> nodeNames, int port) {
    return new IdleGpus(nodeNames.stream().map(name -> HttpTarget.of(name, port)).toList());
  }

  /**
   * The idle GPUs that one user holds.
   *
   * @param user the account name
   * @param gpus how many
   * @param vramBytes how much memory the user holds on them
   * @param powerMicrowatts the user's share of what they draw; absent when it is not known
   * @param nodes where they are
   */
  public record Holding(
      String user,
      int gpus,
      OptionalLong vramBytes,
      OptionalLong powerMicrowatts,
      List<String> nodes) {
    /** One line for an epilog or a mail. */
    public String line() {
      String memory = vramBytes.isPresent() ? gibibytes(vramBytes.getAsLong()) : "unknown memory";
      String power = powerMicrowatts.isPresent() ? watts(powerMicrowatts.getAsLong()) : "? W";
      return user
          + " holds "
          + gpus
          + (gpus == 1 ? " idle GPU (" : " idle GPUs (")
          + memory
          + ", "
          + power
          + ") on "
          + String.join(", ", nodes);
    }

    private static String gibibytes(long bytes) {
      return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }

    private static String watts(long microwatts) {
      return String.format(Locale.ROOT, "%.0f W", microwatts / 1e6);
    }
  }

  /** Asks every node once; who holds no idle GPU is not in the list. */
  public List<Holding> read() throws InterruptedException {
    try (ClusterPoller poller = ClusterPoller.open(targets)) {
      return holdings(poller.readOnce().hosts());
    }
  }

  /** The library adds up whatever hosts it is given: here, hosts without their busy GPUs. */
  static List<Holding> holdings(List<HostSnapshot> hosts) {
    UserAggregation usage =
        UserAggregator.aggregate(hosts.stream().map(IdleGpus::idlePart).toList());
    return usage.users().stream().filter(user -> user.gpus() > 0).map(IdleGpus::holding).toList();
  }

  private static HostSnapshot idlePart(HostSnapshot host) {
    List<GpuInfo> idle = new ArrayList<>();
    for (GpuInfo gpu : host.gpus()) {
      // A GPU that does not tell its utilisation is not known to be idle.
      if (gpu.utilizationPercent().orElse(100) < IDLE_BELOW_PERCENT) {
        idle.add(gpu);
      }
    }
    List<ProcessInfo> holders =
        host.processes().stream()
            .filter(process -> process.gpuMemoryBytes().orElse(0) > 0)
            .filter(process -> idle.stream().anyMatch(gpu -> isOn(process, gpu)))
            .toList();
    return host.toBuilder().gpus(idle).processes(holders).build();
  }

  private static boolean isOn(ProcessInfo process, GpuInfo gpu) {
    return process.deviceUuid().isPresent()
        ? process.deviceUuid().equals(gpu.uuid())
        : process.deviceIndex().isPresent() && process.deviceIndex().equals(gpu.index());
  }

  private static Holding holding(UserAggregate user) {
    List<String> nodes = user.hosts().stream().map(UserHostUsage::hostname).toList();
    return new Holding(user.user(), user.gpus(), user.vramBytes(), user.powerMicrowatts(), nodes);
  }
}
