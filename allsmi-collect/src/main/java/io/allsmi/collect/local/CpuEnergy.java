package io.allsmi.collect.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the processors draw: from the energy counters of RAPL between two reads, which most systems
 * let root read only, else from the power meters of an NVIDIA Grace board.
 */
final class CpuEnergy {
  private static final String CLASS = "/sys/class/powercap";
  private static final double MOST_WATTS = 100_000;

  private final SystemFiles files;
  private Map<String, Long> before = Map.of();
  private double secondsBefore;

  CpuEnergy(SystemFiles files) {
    this.files = files;
  }

  /** Watts of all processors since the last read; absent at the first. */
  OptionalDouble watts(Moment now, List<Hwmon> devices) {
    Map<String, Long> counters = new HashMap<>();
    for (String domain : files.names(CLASS)) {
      if (isPackage(domain)) {
        files
            .number(CLASS + "/" + domain + "/energy_uj")
            .ifPresent(microjoules -> counters.put(domain, microjoules));
      }
    }
    OptionalDouble watts = counters.isEmpty() ? metered(devices) : since(counters, now.seconds());
    before = counters;
    secondsBefore = now.seconds();
    return watts;
  }

  /** {@code intel-rapl:0}, not its parts ({@code :0:0}) nor the second way to it (-mmio). */
  private boolean isPackage(String domain) {
    return domain.startsWith("intel-rapl:")
        && Numbers.whole(domain.substring("intel-rapl:".length())).isPresent()
        && files.line(CLASS + "/" + domain + "/name").orElse("").startsWith("package");
  }

  private OptionalDouble since(Map<String, Long> counters, double seconds) {
    double elapsed = seconds - secondsBefore;
    if (!before.keySet().equals(counters.keySet()) || elapsed <= 0) {
      return OptionalDouble.empty();
    }
    double microjoules = 0;
    for (Map.Entry<String, Long> counter : counters.entrySet()) {
      long used = counter.getValue() - before.getOrDefault(counter.getKey(), 0L);
      if (used < 0) {
        OptionalLong range = files.number(CLASS + "/" + counter.getKey() + "/max_energy_range_uj");
        if (range.isEmpty() || used + range.getAsLong() < 0) {
          return OptionalDouble.empty();
        }
        used += range.getAsLong();
      }
      microjoules += used;
    }
    double watts = microjoules / 1e6 / elapsed;
    return watts <= MOST_WATTS ? OptionalDouble.of(watts) : OptionalDouble.empty();
  }

  private static OptionalDouble metered(List<Hwmon> devices) {
    double microwatts = 0;
    boolean any = false;
    for (Hwmon device : devices) {
      for (Hwmon.Sensor meter : device.sensors("power", "average")) {
        if (device.text("power", meter, "oem_info").startsWith("Grace Power")) {
          microwatts += meter.value();
          any = true;
        }
      }
    }
    return any && microwatts >= 0 ? OptionalDouble.of(microwatts / 1e6) : OptionalDouble.empty();
  }
}
