package io.allsmi.collect;

import io.allsmi.core.ClusterSnapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest snapshot, for whoever waits for one. Safe for many threads. */
final class SnapshotBoard {
  private @Nullable ClusterSnapshot newest;
  private boolean isTaken = true;
  private boolean closed;

  synchronized void put(ClusterSnapshot snapshot) {
    newest = snapshot;
    isTaken = false;
    notifyAll();
  }

  /** The newest one, also when it was taken before. */
  synchronized Optional<ClusterSnapshot> newest() {
    return Optional.ofNullable(newest);
  }

  /** Waits for one that was not taken yet; empty after the close. */
  synchronized Optional<ClusterSnapshot> take() throws InterruptedException {
    while (isTaken && !closed) {
      wait();
    }
    if (closed) {
      return Optional.empty();
    }
    isTaken = true;
    return newest();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
