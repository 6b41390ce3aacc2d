package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import java.time.Duration;
import java.time.Instant;

/**
 * What was seen before the snapshot on the screen. It grows by the snapshots that come after each
 * other; after a jump in a recording, or a pause of more than ten intervals and a minute, it begins
 * anew, as a line must not join what does not belong together.
 *
 * @param at when the last snapshot was taken
 * @param gpus what each GPU was at
 * @param cluster what all of it was at
 */
public record Histories(Instant at, GpuHistory gpus, ClusterHistory cluster) {
  /** Nothing was seen. */
  public static final Histories EMPTY =
      new Histories(Instant.MIN, GpuHistory.EMPTY, ClusterHistory.EMPTY);

  private static final int INTERVALS = 10;
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** These and the next snapshot; one that is shown again changes nothing. */
  Histories plus(ClusterSnapshot snapshot, Totals totals) {
    Instant taken = snapshot.takenAt();
    if (taken.equals(at)) {
      return this;
    }
    Histories before = follows(snapshot) ? this : EMPTY;
    return new Histories(
        taken, before.gpus.plus(snapshot), before.cluster.plus(taken, snapshot.hosts(), totals));
  }

  private boolean follows(ClusterSnapshot snapshot) {
    if (at.equals(Instant.MIN) || snapshot.takenAt().isBefore(at)) {
      return false;
    }
    Duration since = Duration.between(at, snapshot.takenAt());
    Duration most = snapshot.interval().multipliedBy(INTERVALS);
    return since.compareTo(PAUSE) <= 0 || since.compareTo(most) <= 0;
  }
}
