package io.allsmi.tui.state;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the cluster was at, one figure of each metric for each snapshot, at most {@link #SAMPLES};
 * and since when hosts are seen to be down. Takes one snapshot after another and stays as it is.
 */
public final class ClusterHistory {
  /** How many figures of a metric are kept. */
  public static final int SAMPLES = 512;

  /** Of no snapshot. */
  static final ClusterHistory EMPTY = new ClusterHistory(Map.of(), Map.of());

  private static final float[] NONE = {};

  private final Map<Metric, float[]> figures;
  private final Map<String, Instant> downSince;

  private ClusterHistory(Map<Metric, float[]> figures, Map<String, Instant> downSince) {
    this.figures = figures;
    this.downSince = downSince;
  }

  /** A figure over all hosts that count. */
  public enum Metric {
    /** Mean percent of the GPUs. */
    UTILISATION,
    /** Percent of their memory. */
    MEMORY,
    /** Sum in watts. */
    POWER,
    /** Mean in degrees Celsius. */
    TEMPERATURE,
    /** Percent of the processors. */
    CPU,
    /** Percent of the hosts' memory. */
    HOST_MEMORY;

    OptionalDouble of(Totals totals) {
      return switch (this) {
        case UTILISATION -> totals.utilizationPercent();
        case MEMORY -> percent(totals.memoryUsedBytes(), totals.memoryTotalBytes());
        case POWER -> totals.powerWatts();
        case TEMPERATURE -> totals.temperatureCelsius();
        case CPU -> totals.machines().cpuPercent();
        case HOST_MEMORY ->
            percent(totals.machines().memoryUsedBytes(), totals.machines().memoryTotalBytes());
      };
    }

    private static OptionalDouble percent(OptionalLong used, OptionalLong total) {
      return used.isPresent() && total.orElse(0) > 0
          ? OptionalDouble.of(Math.min(100, 100.0 * used.getAsLong() / total.getAsLong()))
          : OptionalDouble.empty();
    }
  }

  /** This history and the next snapshot's figures. */
  ClusterHistory plus(Instant at, List<HostSnapshot> hosts, Totals totals) {
    Map<Metric, float[]> next = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      float[] old = figures.getOrDefault(metric, NONE);
      int kept = Math.min(old.length, SAMPLES - 1);
      float[] all = Arrays.copyOfRange(old, old.length - kept, old.length + 1);
      OptionalDouble figure = metric.of(totals);
      all[kept] = figure.isPresent() ? (float) figure.getAsDouble() : Float.NaN;
      next.put(metric, all);
    }
    Map<String, Instant> down = new HashMap<>();
    for (HostSnapshot host : hosts) {
      if (host.status().state() == HostState.DOWN) {
        down.put(host.hostId(), downSince.getOrDefault(host.hostId(), at));
      }
    }
    return new ClusterHistory(next, down);
  }

  /** The figures of a metric, oldest first; NaN where it was not known. */
  public float[] of(Metric metric) {
    return figures.getOrDefault(metric, NONE).clone();
  }

  /** The first snapshot in a row in which a host is down; empty while it is not. */
  public Optional<Instant> downSince(String hostId) {
    return Optional.ofNullable(downSince.get(hostId));
  }
}
