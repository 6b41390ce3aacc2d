package io.allsmi.tui.state;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.jobs.GpuUse;
import io.allsmi.core.jobs.JobGpu;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The sums over some GPUs of a job.
 *
 * @param gpus how many there are
 * @param used those with a process; absent where nothing is known of any
 * @param utilizationPercent the mean of those that report it
 * @param memoryUsedBytes over those that report it
 * @param memoryTotalBytes over those that report it
 * @param powerWatts over those that report it
 * @param powerLimitWatts over those that report it
 */
public record JobTotals(
    int gpus,
    OptionalInt used,
    OptionalDouble utilizationPercent,
    OptionalLong memoryUsedBytes,
    OptionalLong memoryTotalBytes,
    OptionalDouble powerWatts,
    OptionalDouble powerLimitWatts) {
  private static final double MICRO = 1e6;

  /** The sums; shares of a GPU are no GPUs and are left out. */
  public static JobTotals of(List<JobGpu> all) {
    List<JobGpu> gpus = all.stream().filter(JobGpu::isCounted).toList();
    double[] loads =
        gpus.stream()
            .map(gpu -> gpu.reading().map(GpuInfo::utilizationPercent))
            .flatMap(Optional::stream)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    double load = 0;
    for (double one : loads) {
      load += one;
    }
    return new JobTotals(
        gpus.size(),
        used(gpus),
        loads.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(load / loads.length),
        bytes(gpus.stream().map(JobGpu::memoryUsedBytes).toList()),
        bytes(gpus.stream().map(JobGpu::memoryTotalBytes).toList()),
        watts(gpus.stream().map(JobTotals::draw).toList()),
        watts(
            gpus.stream()
                .map(gpu -> gpu.reading().map(GpuInfo::powerLimitWatts))
                .flatMap(Optional::stream)
                .toList()));
  }

  /** Of GPUs whose node is not read nothing is known, which is not that they are unused. */
  private static OptionalInt used(List<JobGpu> gpus) {
    if (gpus.stream().allMatch(gpu -> gpu.use().use() == GpuUse.UNKNOWN)) {
      return gpus.isEmpty() ? OptionalInt.of(0) : OptionalInt.empty();
    }
    return OptionalInt.of((int) gpus.stream().filter(gpu -> gpu.use().use().isUsed()).count());
  }

  private static OptionalDouble draw(JobGpu gpu) {
    return gpu.powerMicrowatts().isPresent()
        ? OptionalDouble.of(gpu.powerMicrowatts().getAsLong() / MICRO)
        : OptionalDouble.empty();
  }

  private static OptionalLong bytes(List<OptionalLong> readings) {
    long sum = 0;
    boolean known = false;
    for (OptionalLong reading : readings) {
      known |= reading.isPresent();
      sum = sum + reading.orElse(0) < 0 ? Long.MAX_VALUE : sum + reading.orElse(0);
    }
    return known ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  private static OptionalDouble watts(List<OptionalDouble> readings) {
    double sum = 0;
    boolean known = false;
    for (OptionalDouble reading : readings) {
      known |= reading.isPresent();
      sum += reading.orElse(0);
    }
    return known ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }
}
