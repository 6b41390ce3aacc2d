package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.GpuUseWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the GPUs of the hosts were at in their last readings: at most {@link #SAMPLES} for each, by
 * host and GPU. Takes one snapshot after another and stays as it is; a reading that is shown again
 * is one reading, and a snapshot older than the one before begins anew.
 */
public final class GpuHistory {
  /** How many readings of a GPU are kept. */
  public static final int SAMPLES = 60;

  /** A reading without a utilisation. */
  public static final byte UNKNOWN = -1;

  /** Of no host. */
  static final GpuHistory EMPTY = new GpuHistory(Instant.MIN, Map.of());

  private static final short[] NONE = {};
  private static final List<Lane> ORDER = List.of(Lane.values());
  private static final int LANES = ORDER.size();

  private final Instant at;
  private final Map<String, OfHost> hosts;

  private GpuHistory(Instant at, Map<String, OfHost> hosts) {
    this.at = at;
    this.hosts = hosts;
  }

  /** A figure that is remembered. */
  public enum Lane {
    /** Percent of the device. */
    UTILISATION,
    /** Percent of its memory. */
    MEMORY,
    /** Degrees Celsius. */
    TEMPERATURE,
    /** Watts. */
    POWER
  }

  private record OfHost(Instant at, List<OfGpu> gpus) {
    @Nullable OfGpu find(int place, Object key) {
      if (place < gpus.size() && gpus.get(place).key.equals(key)) {
        return gpus.get(place);
      }
      return gpus.stream().filter(gpu -> gpu.key.equals(key)).findFirst().orElse(null);
    }
  }

  /** One GPU: a figure of each lane, reading after reading. */
  private static final class OfGpu {
    private final Object key;
    private final short[] figures;
    private final @Nullable Instant quietSince;

    OfGpu(Object key, short[] figures, @Nullable Instant quietSince) {
      this.key = key;
      this.figures = figures;
      this.quietSince = quietSince;
    }
  }

  /**
   * This history and the readings of the next snapshot; hosts that are not listed are forgotten.
   */
  GpuHistory plus(ClusterSnapshot snapshot) {
    boolean back = snapshot.takenAt().isBefore(at);
    Map<String, OfHost> next = new HashMap<>(snapshot.hosts().size() * 2);
    for (HostSnapshot host : snapshot.hosts()) {
      @Nullable OfHost before = back ? null : hosts.get(host.hostId());
      if (before != null && !host.takenAt().isAfter(before.at())) {
        next.put(host.hostId(), before);
      } else if (host.status().state().countsInSums()) {
        next.put(host.hostId(), extended(before, host));
      } else if (before != null) {
        next.put(host.hostId(), before);
      }
    }
    return new GpuHistory(snapshot.takenAt(), next);
  }

  private static OfHost extended(@Nullable OfHost before, HostSnapshot host) {
    List<OfGpu> gpus = new ArrayList<>(host.gpus().size());
    for (int i = 0; i < host.gpus().size(); i++) {
      GpuInfo gpu = host.gpus().get(i);
      Object key = key(gpu, i);
      @Nullable OfGpu old = before == null ? null : before.find(i, key);
      gpus.add(new OfGpu(key, figures(old, gpu), quietSince(old, gpu, host.takenAt())));
    }
    return new OfHost(host.takenAt(), gpus);
  }

  private static short[] figures(@Nullable OfGpu before, GpuInfo gpu) {
    short[] old = before == null ? NONE : before.figures;
    int kept = Math.min(old.length, (SAMPLES - 1) * LANES);
    short[] all = Arrays.copyOfRange(old, old.length - kept, old.length + LANES);
    for (int i = 0; i < LANES; i++) {
      OptionalDouble figure = figure(gpu, ORDER.get(i));
      all[kept + i] =
          figure.isEmpty()
              ? UNKNOWN
              : (short) Math.max(0, Math.min(Short.MAX_VALUE, Math.round(figure.getAsDouble())));
    }
    return all;
  }

  private static OptionalDouble figure(GpuInfo gpu, Lane lane) {
    return switch (lane) {
      case UTILISATION -> atMost100(gpu.utilizationPercent());
      case MEMORY ->
          gpu.memoryUsedBytes().isPresent() && gpu.memoryTotalBytes().orElse(0) > 0
              ? atMost100(
                  OptionalDouble.of(
                      100.0
                          * gpu.memoryUsedBytes().getAsLong()
                          / gpu.memoryTotalBytes().getAsLong()))
              : OptionalDouble.empty();
      case TEMPERATURE -> gpu.temperatureCelsius();
      case POWER -> gpu.powerWatts();
    };
  }

  private static OptionalDouble atMost100(OptionalDouble percent) {
    return percent.isEmpty() ? percent : OptionalDouble.of(Math.min(100, percent.getAsDouble()));
  }

  private static @Nullable Instant quietSince(
      @Nullable OfGpu before, GpuInfo gpu, Instant takenAt) {
    if (gpu.utilizationPercent().orElse(100) >= GpuUseWindow.ACTIVE_FROM_PERCENT) {
      return null;
    }
    return before == null || before.quietSince == null ? takenAt : before.quietSince;
  }

  /** By UUID, by index where there is none, by place where there is neither. */
  private static Object key(GpuInfo gpu, int place) {
    if (gpu.uuid().filter(u -> !u.isEmpty()).isPresent()) {
      return gpu.uuid().get();
    }
    return gpu.index().isPresent() ? gpu.index().getAsInt() : -1 - place;
  }

  private @Nullable OfGpu find(HostSnapshot host, GpuInfo gpu) {
    OfHost known = hosts.get(host.hostId());
    int place = GpuKeys.place(host, gpu);
    return known == null || place < 0 ? null : known.find(place, key(gpu, place));
  }

  /**
   * The utilisations of a GPU, oldest first, 0 to 100 or {@link #UNKNOWN}.
   *
   * @param gpu one of the GPUs of the host
   */
  public byte[] of(HostSnapshot host, GpuInfo gpu) {
    float[] percent = of(host, gpu, Lane.UTILISATION);
    byte[] all = new byte[percent.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = Float.isNaN(percent[i]) ? UNKNOWN : (byte) percent[i];
    }
    return all;
  }

  /**
   * The figures of a GPU in one lane, oldest first, in its unit and without fractions; NaN where a
   * reading had none.
   *
   * @param gpu one of the GPUs of the host
   */
  public float[] of(HostSnapshot host, GpuInfo gpu, Lane lane) {
    OfGpu known = find(host, gpu);
    short[] figures = known == null ? NONE : known.figures;
    float[] all = new float[figures.length / LANES];
    int place = ORDER.indexOf(lane);
    for (int i = 0; i < all.length; i++) {
      short figure = figures[i * LANES + place];
      all[i] = figure == UNKNOWN ? Float.NaN : figure;
    }
    return all;
  }

  /**
   * How long a GPU has done nothing, as far as this was seen: since the first of its last readings
   * that are all below {@link GpuUseWindow#ACTIVE_FROM_PERCENT}. Empty when the last one is not.
   *
   * @param gpu one of the GPUs of the host
   */
  public Optional<Duration> quiet(HostSnapshot host, GpuInfo gpu) {
    OfGpu known = find(host, gpu);
    return known == null || known.quietSince == null
        ? Optional.empty()
        : Optional.of(Duration.between(known.quietSince, host.takenAt()));
  }
}
