package io.allsmi.tui.state;

import io.allsmi.core.CpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MemoryInfo;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The sums over the processors and the main memory of hosts.
 *
 * @param cores the cores of those that tell
 * @param cpuPercent the mean of the processors that report it, each weighted by its cores
 * @param memoryUsedBytes over the hosts that report both figures
 * @param memoryTotalBytes over the same hosts
 */
public record Machines(
    int cores,
    OptionalDouble cpuPercent,
    OptionalLong memoryUsedBytes,
    OptionalLong memoryTotalBytes) {

  static Machines of(List<HostSnapshot> hosts) {
    Sums sums = new Sums();
    for (HostSnapshot host : hosts) {
      host.cpus().forEach(sums::add);
      host.memory().forEach(sums::add);
    }
    return sums.machines();
  }

  private static final class Sums {
    private long cores;
    private double weight;
    private double load;
    private long used;
    private long total;
    private boolean memoryKnown;

    void add(CpuInfo cpu) {
      cores += cpu.coreCount().orElse(0);
      if (cpu.utilizationPercent().isPresent()) {
        int share = Math.max(1, cpu.coreCount().orElse(1));
        weight += share;
        load += share * cpu.utilizationPercent().getAsDouble();
      }
    }

    void add(MemoryInfo memory) {
      if (memory.usedBytes().isPresent() && memory.totalBytes().isPresent()) {
        memoryKnown = true;
        used = saturated(used + memory.usedBytes().getAsLong());
        total = saturated(total + memory.totalBytes().getAsLong());
      }
    }

    /** Absurd readings must not turn into a negative sum. */
    private static long saturated(long sum) {
      return sum < 0 ? Long.MAX_VALUE : sum;
    }

    Machines machines() {
      return new Machines(
          (int) Math.min(Integer.MAX_VALUE, cores),
          weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(load / weight),
          memoryKnown ? OptionalLong.of(used) : OptionalLong.empty(),
          memoryKnown ? OptionalLong.of(total) : OptionalLong.empty());
    }
  }
}
