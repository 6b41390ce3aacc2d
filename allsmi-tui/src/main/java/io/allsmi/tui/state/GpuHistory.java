package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the GPUs of the hosts were at in their last readings: at most {@link #SAMPLES} numbers for
 * each, by host and GPU. Takes one snapshot after another and stays as it is; a reading that is
 * shown again is one reading, and a snapshot older than the one before begins anew.
 */
public final class GpuHistory {
  /** How many readings of a GPU are kept. */
  public static final int SAMPLES = 32;

  /** A reading without a utilisation. */
  public static final byte UNKNOWN = -1;

  /** Of no host. */
  static final GpuHistory EMPTY = new GpuHistory(Instant.MIN, Map.of());

  private static final byte[] NONE = {};

  private final Instant at;
  private final Map<String, OfHost> hosts;

  private GpuHistory(Instant at, Map<String, OfHost> hosts) {
    this.at = at;
    this.hosts = hosts;
  }

  private record OfHost(Instant at, List<Object> keys, List<byte[]> samples) {
    byte[] samples(int place, Object key) {
      if (place < keys.size() && keys.get(place).equals(key)) {
        return samples.get(place);
      }
      int found = keys.indexOf(key);
      return found < 0 ? NONE : samples.get(found);
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
    Object[] keys = new Object[host.gpus().size()];
    List<byte[]> samples = new ArrayList<>(keys.length);
    for (int i = 0; i < keys.length; i++) {
      GpuInfo gpu = host.gpus().get(i);
      keys[i] = key(gpu, i);
      byte[] old = before == null ? NONE : before.samples(i, keys[i]);
      int kept = Math.min(old.length, SAMPLES - 1);
      byte[] all = Arrays.copyOfRange(old, old.length - kept, old.length + 1);
      all[kept] = percent(gpu);
      samples.add(all);
    }
    return new OfHost(host.takenAt(), List.of(keys), samples);
  }

  private static byte percent(GpuInfo gpu) {
    return gpu.utilizationPercent().isEmpty()
        ? UNKNOWN
        : (byte) Math.max(0, Math.min(100, Math.round(gpu.utilizationPercent().getAsDouble())));
  }

  /** By UUID, by index where there is none, by place where there is neither. */
  private static Object key(GpuInfo gpu, int place) {
    if (gpu.uuid().filter(u -> !u.isEmpty()).isPresent()) {
      return gpu.uuid().get();
    }
    return gpu.index().isPresent() ? gpu.index().getAsInt() : -1 - place;
  }

  /**
   * The readings of a GPU, oldest first, 0 to 100 or {@link #UNKNOWN}.
   *
   * @param gpu one of the GPUs of the host
   */
  public byte[] of(HostSnapshot host, GpuInfo gpu) {
    OfHost known = hosts.get(host.hostId());
    int place = host.gpus().indexOf(gpu);
    return known == null || place < 0 ? NONE : known.samples(place, key(gpu, place)).clone();
  }
}
