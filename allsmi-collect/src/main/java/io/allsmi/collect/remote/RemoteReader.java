package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;

/**
 * Reads one host again and again through shells on it. For one thread at a time; any thread may
 * close.
 */
public interface RemoteReader extends AutoCloseable {
  /**
   * Reads the host now. A program of the host that did not answer in time is waited for by the next
   * read: no second one is started beside it.
   *
   * @param deadline how long it may take
   * @throws HostReadException when there are no readings; {@code UNSUPPORTED} when the host has
   *     nothing that its devices could be read with, {@code TIMEOUT} when it took too long, {@code
   *     UNREACHABLE} when the connection broke off
   * @throws InterruptedException when this thread was interrupted
   */
  HostSnapshot read(Duration deadline) throws HostReadException, InterruptedException;

  /** Ends what runs on the host. */
  @Override
  void close();
}
