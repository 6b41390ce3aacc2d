package io.allsmi.core.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The sums over some GPUs that jobs were given. A sum covers the GPUs with that reading; shares of
 * a GPU (shard, MPS) are no GPUs, and add their memory and their part of the draw.
 *
 * @param uses what these GPUs are at
 * @param utilization how evenly the whole GPUs among them work; absent when none reports it
 * @param utilizationPercent the mean over the same GPUs, percent, 0–100
 * @param vramUsedBytes device memory in use, bytes; absent when none reports it
 * @param vramTotalBytes device memory, bytes; absent when none reports it
 * @param powerMicrowatts draw; absent when none reports it
 * @param powerLimitMicrowatts limits in force of the whole GPUs; absent when none reports one
 * @param wastedGpuSeconds for how long they have been parked, idle or unused without a break, added
 *     up; a lower bound where nobody looked before. Absent when the use of none is known, 0 of no
 *     GPU
 * @since 0.30.0
 */
public record GpuSums(
    GpuUseCounts uses,
    Optional<Utilization> utilization,
    OptionalDouble utilizationPercent,
    OptionalLong vramUsedBytes,
    OptionalLong vramTotalBytes,
    OptionalLong powerMicrowatts,
    OptionalLong powerLimitMicrowatts,
    OptionalLong wastedGpuSeconds) {
  /** Checks the arguments. */
  public GpuSums {
    Objects.requireNonNull(uses, "uses");
    Objects.requireNonNull(utilization, "utilization");
    Objects.requireNonNull(utilizationPercent, "utilizationPercent");
    Objects.requireNonNull(vramUsedBytes, "vramUsedBytes");
    Objects.requireNonNull(vramTotalBytes, "vramTotalBytes");
    Objects.requireNonNull(powerMicrowatts, "powerMicrowatts");
    Objects.requireNonNull(powerLimitMicrowatts, "powerLimitMicrowatts");
    Objects.requireNonNull(wastedGpuSeconds, "wastedGpuSeconds");
  }

  /**
   * The sums over some GPUs.
   *
   * @param now until when time is wasted
   */
  public static GpuSums of(List<JobGpu> gpus, Instant now) {
    GpuAdder adder = new GpuAdder(now);
    for (JobGpu gpu : gpus) {
      adder.add(gpu);
    }
    return adder.sums();
  }

  /** How many GPUs there are, partitions counted each. */
  public int gpus() {
    return uses.all();
  }

  /** How many have a process; absent when the use of none of them is known, 0 of no GPU. */
  public OptionalInt gpusUsed() {
    return uses.usedIfKnown();
  }
}
