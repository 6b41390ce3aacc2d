package io.allsmi.core.source;

import io.allsmi.core.HostSnapshot;
import java.time.Instant;

/**
 * One host that is read whenever the caller asks. The caller paces it: there is no thread and no
 * clock behind it.
 *
 * <p>For one thread at a time; any thread may close.
 */
public interface HostSource extends AutoCloseable {
  /**
   * Reads the host now. What cannot be read is missing and is an issue of the snapshot; nothing is
   * thrown.
   *
   * @param takenAt now
   */
  HostSnapshot read(Instant takenAt);

  /** Releases what reading needs; closing twice is allowed. */
  @Override
  void close();
}
