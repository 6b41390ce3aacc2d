package io.allsmi.core.jobs;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers what GPUs were at, so that one quiet reading between two batches is not taken for idle:
 * takes the snapshots of a cluster one after another, and says of each GPU the most that it was at
 * within the time before its last reading.
 *
 * <pre>{@code
 * GpuUseWindow window = new GpuUseWindow();
 * for (ClusterSnapshot snapshot : snapshots) {
 *   window.add(snapshot);
 *   JobAggregation jobs = JobAggregator.aggregate(snapshot, window);
 * }
 * }</pre>
 *
 * <p>By one reading a GPU is {@link GpuUse#ACTIVE} when its utilisation (of a GPU that reports
 * none, the largest that a process reports) reaches the threshold; else its processes decide, and
 * where these are not known, or there are some and no utilisation, nothing can be told. A reading
 * that tells nothing is passed over, but where it is the last one the GPU is at least {@link
 * GpuUse#ACTIVE} or {@link GpuUse#UNKNOWN}. With a window of 5 minutes and readings of 90 %, 0 %, 0
 * % a minute apart it is active; when the utilisation stays at 0 it is {@link GpuUse#PARKED} 5
 * minutes after the last work, since the first reading without.
 *
 * <p>A GPU that was not read for longer than the window, and than 3 intervals, begins anew, and so
 * does all when a snapshot is older than the one before it, as after a jump back in a recording. A
 * reading that is shown again, as that of a host that does not answer, is one reading. GPUs are
 * told apart by host and UUID, without one by host and index, and keep what is remembered of them
 * when they change places.
 *
 * <p>It keeps 11 numbers for each GPU (8,000 GPUs: 1 MB), however long the window, and forgets
 * hosts that are no longer listed. For one thread at a time.
 *
 * @since 0.30.0
 */
public final class GpuUseWindow {
  /** The length unless another is given: 5 minutes. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  /**
   * The threshold unless another is given: 5 %, as in {@link
   * io.allsmi.core.report.ReportOptions#IDLE_BELOW_PERCENT}.
   */
  public static final double ACTIVE_FROM_PERCENT = 5;

  private static final int INTERVALS = 3;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final long length;
  private final double activeFrom;
  private final Map<String, UseHistory> hosts = new HashMap<>();
  private long at = Moment.NEVER;

  /** A window of the usual length with the usual threshold. */
  public GpuUseWindow() {
    this(LENGTH, ACTIVE_FROM_PERCENT);
  }

  /**
   * A window.
   *
   * @param length how far it looks back, 0 for the last reading alone, at most 366 days
   * @param activeFromPercent from which utilisation on a GPU works, 0 to 100
   */
  public GpuUseWindow(Duration length, double activeFromPercent) {
    if (length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("length: expected 0 to 366 days, got " + length);
    }
    if (!(activeFromPercent >= 0 && activeFromPercent <= 100)) {
      throw new IllegalArgumentException(
          "activeFromPercent: expected 0 to 100, got " + activeFromPercent);
    }
    this.length = length.toMillis();
    this.activeFrom = activeFromPercent;
  }

  /** A usual window that has seen one snapshot. */
  public static GpuUseWindow of(ClusterSnapshot snapshot) {
    GpuUseWindow window = new GpuUseWindow();
    window.add(snapshot);
    return window;
  }

  /** From which utilisation on a GPU works, percent. */
  public double activeFromPercent() {
    return activeFrom;
  }

  /** Takes in the next snapshot. */
  public void add(ClusterSnapshot snapshot) {
    long now = Moment.millis(snapshot.takenAt());
    if (now < at) {
      hosts.clear();
    }
    at = now;
    long gap = Math.max(length, INTERVALS * Moment.millis(snapshot.interval(), LONGEST));
    for (HostSnapshot host : snapshot.hosts()) {
      UseHistory history = hosts.computeIfAbsent(host.hostId(), id -> new UseHistory());
      history.listedAt = now;
      if (host.status().state().countsInSums()) {
        history.add(host, activeFrom, length, gap);
      }
    }
    if (hosts.size() > snapshot.hosts().size()) {
      hosts.values().removeIf(history -> now - history.listedAt > gap);
    }
  }

  /**
   * What a GPU is at.
   *
   * @param host a host of the last snapshot
   * @param gpu the place of the GPU among {@link HostSnapshot#gpus()}
   * @param from what was before this counts for nothing, as for a job that began then; empty for
   *     all
   * @return {@link GpuUse#UNKNOWN} for a host that does not {@linkplain
   *     io.allsmi.core.HostState#countsInSums() count in sums}
   */
  public GpuUseSince use(HostSnapshot host, int gpu, Optional<Instant> from) {
    UseHistory history = hosts.get(host.hostId());
    if (history == null || !host.status().state().countsInSums()) {
      return GpuUseSince.UNKNOWN;
    }
    return history.use(gpu, from.map(Moment::millis).orElse(Moment.NEVER), length);
  }
}
