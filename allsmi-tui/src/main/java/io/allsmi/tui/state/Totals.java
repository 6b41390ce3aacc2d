package io.allsmi.tui.state;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The sums over the hosts whose readings count.
 *
 * @param hosts all hosts
 * @param up hosts whose readings count
 * @param gpus their GPUs
 * @param utilizationPercent the mean of those that report it
 * @param memoryUsedBytes over the GPUs that report both figures
 * @param memoryTotalBytes over the same GPUs
 * @param powerWatts over those that report it
 * @param powerMeanWatts the mean of those that report it
 * @param powerLimitWatts over those that report it
 * @param temperatureCelsius the mean of those that report it
 * @param temperatureDeviation its standard deviation
 * @param machines the sums over the same hosts' processors and memory
 */
public record Totals(
    int hosts,
    int up,
    int gpus,
    OptionalDouble utilizationPercent,
    OptionalLong memoryUsedBytes,
    OptionalLong memoryTotalBytes,
    OptionalDouble powerWatts,
    OptionalDouble powerMeanWatts,
    OptionalDouble powerLimitWatts,
    OptionalDouble temperatureCelsius,
    double temperatureDeviation,
    Machines machines) {

  static Totals of(List<HostSnapshot> hosts) {
    Sums sums = new Sums();
    List<HostSnapshot> up =
        hosts.stream().filter(host -> host.status().state().countsInSums()).toList();
    up.forEach(host -> host.gpus().forEach(sums::add));
    return sums.totals(hosts.size(), up.size(), Machines.of(up));
  }

  /** The sums over one host's GPUs, whatever its state. */
  public static Totals of(HostSnapshot host) {
    Sums sums = new Sums();
    host.gpus().forEach(sums::add);
    int up = host.status().state().countsInSums() ? 1 : 0;
    return sums.totals(1, up, Machines.of(List.of(host)));
  }

  private static final class Sums {
    private int gpus;
    private final Mean utilization = new Mean();
    private final Mean power = new Mean();
    private final Mean limit = new Mean();
    private final Mean temperature = new Mean();
    private long used;
    private long total;
    private boolean memoryKnown;

    void add(GpuInfo gpu) {
      gpus++;
      gpu.utilizationPercent().ifPresent(utilization::add);
      gpu.powerWatts().ifPresent(power::add);
      gpu.powerLimitWatts().ifPresent(limit::add);
      gpu.temperatureCelsius().ifPresent(temperature::add);
      if (gpu.memoryUsedBytes().isPresent() && gpu.memoryTotalBytes().isPresent()) {
        memoryKnown = true;
        used = saturated(used + gpu.memoryUsedBytes().getAsLong());
        total = saturated(total + gpu.memoryTotalBytes().getAsLong());
      }
    }

    /** Absurd readings must not turn into a negative sum. */
    private static long saturated(long sum) {
      return sum < 0 ? Long.MAX_VALUE : sum;
    }

    Totals totals(int hosts, int up, Machines machines) {
      return new Totals(
          hosts,
          up,
          gpus,
          utilization.mean(),
          memoryKnown ? OptionalLong.of(used) : OptionalLong.empty(),
          memoryKnown ? OptionalLong.of(total) : OptionalLong.empty(),
          power.sum(),
          power.mean(),
          limit.sum(),
          temperature.mean(),
          temperature.deviation(),
          machines);
    }
  }

  private static final class Mean {
    private int count;
    private double sum;
    private double squares;

    void add(double value) {
      count++;
      sum += value;
      squares += value * value;
    }

    OptionalDouble mean() {
      return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    OptionalDouble sum() {
      return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    double deviation() {
      double mean = count == 0 ? 0 : sum / count;
      return count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
    }
  }
}
