package io.allsmi.record;

import io.allsmi.core.ClusterSnapshot;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A snapshot of a recording, and its place.
 *
 * @param ordinal how many snapshots come before it in the recording
 * @param seq the number its line has; absent in lines of other programs
 * @param offset from the first snapshot to this one; never negative
 * @param snapshot what was recorded
 * @since 0.30.0
 */
public record RecordedSnapshot(
    long ordinal, OptionalLong seq, Duration offset, ClusterSnapshot snapshot) {
  /** Checks the arguments. */
  public RecordedSnapshot {
    Objects.requireNonNull(seq, "seq");
    Objects.requireNonNull(offset, "offset");
    Objects.requireNonNull(snapshot, "snapshot");
  }
}
