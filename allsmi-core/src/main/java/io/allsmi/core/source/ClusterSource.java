package io.allsmi.core.source;

import io.allsmi.core.ClusterSnapshot;
import java.io.IOException;
import java.util.Optional;

/**
 * Something that yields snapshots of a cluster: a poller, a recording, a query to a server.
 *
 * <p>To callers: one thread polls at a time, any thread may close. A host that cannot be read is in
 * the snapshot with its failure; only a source that cannot work at all throws.
 *
 * @implSpec A closed source ends a waiting {@link #poll()} promptly with an empty result.
 */
public interface ClusterSource extends AutoCloseable {
  /**
   * Waits for a snapshot that is newer than the one returned last; snapshots nobody waited for are
   * skipped.
   *
   * @return the newest snapshot; empty when the source has ended or was closed
   * @throws IOException when the source itself cannot be read
   * @throws InterruptedException when the waiting thread is interrupted
   */
  Optional<ClusterSnapshot> poll() throws IOException, InterruptedException;

  /** Releases threads and connections; closing twice is allowed. */
  @Override
  void close();
}
