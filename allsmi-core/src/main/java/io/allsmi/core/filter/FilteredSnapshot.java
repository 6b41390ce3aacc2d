package io.allsmi.core.filter;

import io.allsmi.core.ClusterSnapshot;
import java.util.Objects;
import java.util.Set;

/**
 * What a filter leaves of a snapshot.
 *
 * @param snapshot the hosts that match, each with the GPUs and processes that do, in their order;
 *     and the hosts of which it cannot be told because they do not report, so that sums say how
 *     much they cover. A GPU without a number that has lost one before it is numbered by its place
 * @param matches the keys of the hosts on which something is known to match; unmodifiable
 * @since 0.30.0
 */
public record FilteredSnapshot(ClusterSnapshot snapshot, Set<String> matches) {
  /** Checks the arguments and copies the set. */
  public FilteredSnapshot {
    Objects.requireNonNull(snapshot, "snapshot");
    matches = Set.copyOf(matches);
  }
}
