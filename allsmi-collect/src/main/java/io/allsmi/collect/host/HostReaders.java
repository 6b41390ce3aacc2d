package io.allsmi.collect.host;

import java.util.Optional;

/**
 * Knows how to read one kind of targets, and owns what their readers share.
 *
 * @since 0.30
 */
public interface HostReaders extends AutoCloseable {
  /** Whether a target is of this kind. */
  boolean canRead(HostTarget target);

  /** A reader of this host; empty when it is of another kind. Nothing is opened yet. */
  Optional<HostReader> readerOf(HostTarget target);

  /** Releases what the readers share; closing twice is allowed. */
  @Override
  void close();
}
