package io.allsmi.core.jobs;

import io.allsmi.core.GpuInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Adds up GPUs of jobs. */
final class GpuAdder {
  private static final long UNKNOWN = -1;
  private static final double MICRO = 1e6;

  /** How far below the median a straggler is at least, points of percent. */
  private static final double STANDS_OUT = 20;

  private final Instant now;
  private int active;
  private int parked;
  private int idle;
  private int unused;
  private int unknown;
  private int more;
  private long used = UNKNOWN;
  private long total = UNKNOWN;
  private long power = UNKNOWN;
  private long limit = UNKNOWN;
  private long wasted;
  private double[] loads = new double[8];
  private int measured;
  private double load;
  private @Nullable JobGpu least;
  private double lowest = Double.MAX_VALUE;

  /** Starts with no GPU; time is wasted until a moment. */
  GpuAdder(Instant now) {
    this.now = now;
  }

  void add(JobGpu gpu) {
    used = sum(used, gpu.memoryUsedBytes());
    total = sum(total, gpu.memoryTotalBytes());
    power = sum(power, gpu.powerMicrowatts());
    if (!gpu.isCounted()) {
      return;
    }
    GpuUseSince use = gpu.use();
    switch (use.use()) {
      case ACTIVE -> active++;
      case PARKED -> parked++;
      case IDLE -> idle++;
      case UNUSED -> unused++;
      case UNKNOWN -> unknown++;
    }
    if (use.use().isWasted()) {
      wasted = sum(wasted, use.seconds(now));
    }
    if (gpu.part() == JobGpu.Part.WHOLE && gpu.reading().isPresent()) {
      measure(gpu, gpu.reading().get());
    }
  }

  /** GPUs of which nothing is known but that they are there. */
  void addUnknown(int count) {
    more = (int) Math.min(Integer.MAX_VALUE, (long) more + count);
  }

  private void measure(JobGpu gpu, GpuInfo reading) {
    OptionalDouble most = reading.powerLimitWatts();
    if (most.isPresent()) {
      limit = sum(limit, OptionalLong.of(Math.round(most.getAsDouble() * MICRO)));
    }
    double percent = reading.utilizationPercent().orElse(UNKNOWN);
    if (percent < 0 || percent > 100) {
      return; // more than all of a device is no reading
    }
    if (measured == loads.length) {
      loads = Arrays.copyOf(loads, measured * 2);
    }
    loads[measured++] = percent;
    load += percent;
    if (percent < lowest) {
      lowest = percent;
      least = gpu;
    }
  }

  /** A sum in which -1 means that nothing is known yet; it stays at the largest long. */
  static long sum(long sum, OptionalLong part) {
    if (part.isEmpty()) {
      return sum;
    }
    long added = Math.max(0, sum) + part.getAsLong();
    return added < 0 ? Long.MAX_VALUE : added;
  }

  private static OptionalLong reading(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  GpuSums sums() {
    GpuUseCounts uses = new GpuUseCounts(active, parked, idle, unused, unknown).plusUnknown(more);
    return new GpuSums(
        uses,
        utilization(),
        measured == 0 ? OptionalDouble.empty() : OptionalDouble.of(load / measured),
        reading(used),
        reading(total),
        reading(power),
        reading(limit),
        uses.isKnown() ? OptionalLong.of(wasted) : OptionalLong.empty());
  }

  private Optional<Utilization> utilization() {
    if (measured == 0) {
      return Optional.empty();
    }
    double[] sorted = Arrays.copyOf(loads, measured);
    Arrays.sort(sorted);
    double median = (sorted[(measured - 1) / 2] + sorted[measured / 2]) / 2;
    boolean standsOut = sorted[0] <= median / 2 && median - sorted[0] >= STANDS_OUT;
    return Optional.of(
        new Utilization(
            sorted[0],
            median,
            sorted[measured - 1],
            standsOut ? Optional.ofNullable(least) : Optional.empty()));
  }
}
