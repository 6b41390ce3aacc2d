package io.allsmi.core.jobs;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the GPUs that somebody keeps from others and does not use: takes the snapshots of a cluster
 * one after another, and says which GPUs are held idle, since when and by whom.
 *
 * <pre>{@code
 * HeldIdle tracker = new HeldIdle();
 * for (ClusterSnapshot snapshot : snapshots) {
 *   HeldIdleGpus idle = tracker.add(snapshot);
 *   System.out.println(idle.count(Duration.ofMinutes(10)) + " GPUs are held idle");
 * }
 * }</pre>
 *
 * <p>A GPU is held idle by one reading when that reading alone makes it {@link GpuUse#PARKED}:
 * processes that do more than draw hold memory on it, and its utilisation is below the threshold.
 * It is listed from the second such reading in a row, since the first: one quiet reading between
 * two batches is none. A reading of 30 % ends it, whereas {@link GpuUseWindow} looks for the most
 * within minutes. A reading that does not tell is passed over, and while it is the last one the GPU
 * is not listed. A GPU that was not read for longer than {@link #LONGEST_GAP}, and than 3
 * intervals, begins anew, and so does all when a snapshot is older than the one before it, as after
 * a jump back in a recording. A reading that is shown again, as that of a host that does not
 * answer, is one reading.
 *
 * <p>GPUs are told apart by host and UUID, without one by host and index. It keeps something for
 * GPUs that are held idle only, and forgets hosts that are no longer listed. For one thread at a
 * time.
 *
 * @since 0.30.0
 */
public final class HeldIdle {
  /** The threshold unless another is given: {@link GpuUseWindow#ACTIVE_FROM_PERCENT}. */
  public static final double BELOW_PERCENT = GpuUseWindow.ACTIVE_FROM_PERCENT;

  /** From when on it is worth a word to everybody: 10 minutes. */
  public static final Duration NOTABLE = Duration.ofMinutes(10);

  /** A GPU may be unread for so long without a break: 5 minutes. */
  public static final Duration LONGEST_GAP = Duration.ofMinutes(5);

  private static final int INTERVALS = 3;
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);

  private final double below;
  private final Map<String, HeldIdleHost> hosts = new HashMap<>();
  private long at = Moment.NEVER;

  /** A tracker with the usual threshold. */
  public HeldIdle() {
    this(BELOW_PERCENT);
  }

  /**
   * A tracker.
   *
   * @param belowPercent below which utilisation a GPU does not work, 0 to 100
   */
  public HeldIdle(double belowPercent) {
    if (!(belowPercent >= 0 && belowPercent <= 100)) {
      throw new IllegalArgumentException("belowPercent: expected 0 to 100, got " + belowPercent);
    }
    below = belowPercent;
  }

  /**
   * Takes in the next snapshot.
   *
   * @return what is held idle in it, of the hosts that {@linkplain
   *     io.allsmi.core.HostState#countsInSums() count in sums}
   */
  public HeldIdleGpus add(ClusterSnapshot snapshot) {
    long now = Moment.millis(snapshot.takenAt());
    if (now < at) {
      hosts.clear();
    }
    at = now;
    long gap =
        Math.max(
            LONGEST_GAP.toMillis(),
            INTERVALS * Moment.millis(snapshot.interval(), LONGEST_INTERVAL));
    List<HeldIdleGpu> gpus = new ArrayList<>();
    for (HostSnapshot host : snapshot.hosts()) {
      HeldIdleHost known = hosts.computeIfAbsent(host.hostId(), id -> new HeldIdleHost());
      known.listedAt = now;
      if (host.status().state().countsInSums()) {
        known.add(host, below, gap);
        gpus.addAll(known.gpus());
      }
    }
    if (hosts.size() > snapshot.hosts().size()) {
      hosts.values().removeIf(known -> now - known.listedAt > gap);
    }
    return new HeldIdleGpus(gpus);
  }
}
