package io.allsmi.core.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The GPUs of a cluster that are held idle at one moment; see {@link HeldIdle}. Does not change and
 * may be shared.
 *
 * @since 0.30.0
 */
public final class HeldIdleGpus {
  /** No GPU. */
  public static final HeldIdleGpus NONE = new HeldIdleGpus(List.of());

  private final List<HeldIdleGpu> gpus;
  private final Map<String, Map<Integer, HeldIdleGpu>> byHost = new HashMap<>();

  /** These GPUs, kept in their order. */
  HeldIdleGpus(List<HeldIdleGpu> gpus) {
    this.gpus = List.copyOf(gpus);
    for (HeldIdleGpu gpu : this.gpus) {
      byHost.computeIfAbsent(gpu.hostId(), id -> new LinkedHashMap<>()).put(gpu.place(), gpu);
    }
  }

  /**
   * What some holders hold idle together.
   *
   * @param gpus how many GPUs
   * @param longest for how long the one that has been so for the longest, as far as was seen
   */
  public record Share(int gpus, Duration longest) {
    /** Checks the arguments. */
    public Share {
      Objects.requireNonNull(longest, "longest");
    }

    private Share plus(Share other) {
      boolean isLonger = longest.compareTo(other.longest) >= 0;
      return new Share(gpus + other.gpus, isLonger ? longest : other.longest);
    }
  }

  /** All of them, in the order of the hosts and of their GPUs; unmodifiable. */
  public List<HeldIdleGpu> gpus() {
    return gpus;
  }

  /**
   * One of them.
   *
   * @param hostId the key of its host
   * @param place its place among {@link io.allsmi.core.HostSnapshot#gpus()}
   * @return empty for a GPU that is not held idle
   */
  public Optional<HeldIdleGpu> find(String hostId, int place) {
    return Optional.ofNullable(byHost.getOrDefault(hostId, Map.of()).get(place));
  }

  /** How many have been so for a time or longer. */
  public int count(Duration atLeast) {
    int count = 0;
    for (HeldIdleGpu gpu : gpus) {
      count += gpu.length().compareTo(atLeast) >= 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * What each user holds idle for a time or longer; a user who holds none is not in it. A GPU that
   * several users hold counts for each of them, from when each came.
   */
  public Map<String, Share> byUser(Duration atLeast) {
    return by(HeldIdleGpu.Holder::user, atLeast);
  }

  /**
   * What each group of holders holds idle for a time or longer.
   *
   * @param group the group of a holder; one that has several on a GPU holds it since the first came
   * @param atLeast how long at least
   * @return by group; unmodifiable
   */
  public Map<String, Share> by(Function<HeldIdleGpu.Holder, String> group, Duration atLeast) {
    Map<String, Share> shares = new HashMap<>();
    for (HeldIdleGpu gpu : gpus) {
      Map<String, Instant> since = new HashMap<>();
      for (HeldIdleGpu.Holder holder : gpu.holders()) {
        since.merge(
            group.apply(holder), holder.since(), (one, other) -> one.isBefore(other) ? one : other);
      }
      since.forEach(
          (name, from) -> {
            Duration length = Duration.between(from, gpu.seenAt());
            if (length.compareTo(atLeast) >= 0) {
              shares.merge(name, new Share(1, length), Share::plus);
            }
          });
    }
    return Collections.unmodifiableMap(shares);
  }
}
