package io.allsmi.collect.host;

import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads one host, one read at a time: the seam between the poller and whatever a host is reached
 * over.
 *
 * @since 0.30
 */
public interface HostReader extends AutoCloseable {
  /**
   * Prepares a read; nothing happens yet.
   *
   * @param connectTimeout how long connecting may take
   * @param deadline how long the whole read may take
   */
  Read read(Duration connectTimeout, Duration deadline);

  /**
   * How long a read may take where the poller's own deadline is too short for this kind of host;
   * empty when that one suits.
   */
  default Optional<Duration> ownDeadline() {
    return Optional.empty();
  }

  /**
   * Whether the next read can begin at once; false while it has to wait for something else than the
   * host's answer first, such as its turn to connect. It then takes no place of one that is quick.
   */
  default boolean isReady() {
    return true;
  }

  /** Releases connections; any thread, also while a read is under way. Closing twice is allowed. */
  @Override
  default void close() {}

  /** One read. */
  interface Read {
    /**
     * Reads; blocks for the deadline or, where the system does not heed it, longer.
     *
     * @throws HostReadException when there are no readings
     */
    HostSnapshot run() throws HostReadException;

    /** Ends it from another thread, soon if not at once. May block. */
    void cut();
  }
}
