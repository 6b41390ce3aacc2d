package io.allsmi.core.alert;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.jobs.HeldIdleGpu;
import io.allsmi.core.jobs.HeldIdleGpus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The GPUs of one host, by UUID; by index where there is none or two are the same. */
final class HostWatch {
  /** GPUs that are remembered beside those that are listed. */
  private static final int MOST_MISSING = 256;

  private final Map<String, GpuWatch> gpus = new HashMap<>();
  private long readAt = Long.MIN_VALUE;

  /** When the host was last listed, milliseconds. */
  long listedAt;

  /** Whether the last snapshot had readings of it that count. */
  boolean counts;

  /**
   * Takes in a reading; one that is shown again, as that of a host that does not answer, is none.
   *
   * @param held what is held idle in the snapshot
   * @param gap time between two readings that is longer counts for nothing, milliseconds
   * @param kept how long a GPU that is no longer listed is remembered, milliseconds
   * @param fired what changed is added to
   */
  void add(
      HostSnapshot host,
      AlertRules rules,
      HeldIdleGpus held,
      long gap,
      long kept,
      List<Alert> fired) {
    long at = AlertEngine.millis(host.takenAt());
    if (at <= readAt) {
      return;
    }
    readAt = at;
    Reading reading = new Reading(host, fired);
    List<String> keys = keys(host.gpus());
    for (int place = 0; place < keys.size(); place++) {
      GpuInfo gpu = host.gpus().get(place);
      GpuWatch watch = gpus.computeIfAbsent(keys.get(place), key -> new GpuWatch());
      watch.listedAt = at;
      GpuWatch.Maker maker = reading.of(place);
      watch.temperature(gpu.temperatureCelsius(), rules, maker);
      watch.power(gpu.powerWatts(), rules, maker);
      watch.idle(gpu.utilizationPercent(), at, gap, rules, maker);
      watch.heldIdle(
          held.find(host.hostId(), place).map(HeldIdleGpu::length),
          gpu.utilizationPercent(),
          reading.isReleased(place),
          rules,
          maker);
    }
    forget(at, keys.size(), kept);
  }

  private void forget(long at, int listed, long kept) {
    if (gpus.size() > listed) {
      boolean tooMany = gpus.size() > listed + MOST_MISSING;
      gpus.values().removeIf(gpu -> tooMany ? gpu.listedAt < at : at - gpu.listedAt > kept);
    }
  }

  /** How its GPUs came to the levels that they are at, of those that are listed. */
  void holding(List<Alert> holding) {
    for (GpuWatch gpu : gpus.values()) {
      if (gpu.listedAt == readAt) {
        holding.addAll(gpu.holding());
      }
    }
  }

  private static List<String> keys(List<GpuInfo> gpus) {
    Set<String> seen = new HashSet<>();
    List<String> keys = new ArrayList<>(gpus.size());
    for (int place = 0; place < gpus.size(); place++) {
      GpuInfo gpu = gpus.get(place);
      String uuid = gpu.uuid().orElse("");
      String index = "#" + gpu.index().orElse(~place);
      String key = uuid.isEmpty() || seen.contains(uuid) ? index : uuid;
      keys.add(seen.add(key) ? key : "@" + place);
    }
    return keys;
  }

  /** Makes the alerts of one reading; who holds what is looked up once one is made. */
  private static final class Reading {
    private final HostSnapshot host;
    private final List<Alert> fired;
    private @Nullable Holders holders;

    Reading(HostSnapshot host, List<Alert> fired) {
      this.host = host;
      this.fired = fired;
    }

    private Holders holders() {
      Holders known = holders == null ? new Holders(host) : holders;
      holders = known;
      return known;
    }

    /** Whether the host tells its processes, and none of them holds a GPU. */
    BooleanSupplier isReleased(int place) {
      return () ->
          (host.processCollection() == ProcessCollection.COLLECTING
                  || !host.processTable().isEmpty())
              && holders().of(place).isEmpty();
    }

    GpuWatch.Maker of(int place) {
      return (rule, from, to, value, threshold, length) -> {
        Alert alert =
            new Alert(
                host.takenAt(),
                host.hostId(),
                host.hostname(),
                host.gpus().get(place).index(),
                place,
                rule,
                from,
                to,
                value,
                threshold,
                length,
                holders().of(place));
        fired.add(alert);
        return alert;
      };
    }
  }
}
