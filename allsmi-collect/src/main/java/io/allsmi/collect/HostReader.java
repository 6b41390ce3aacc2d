package io.allsmi.collect;

import io.allsmi.collect.internal.FetchException;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;

/** Reads one host, one read at a time: the seam between the poller and the network. */
interface HostReader {
  /** Prepares a read; nothing happens yet. */
  Read read(Duration connectTimeout, Duration deadline);

  /** One read. */
  interface Read {
    /** Reads; blocks for the deadline or, where the system does not heed it, longer. */
    HostSnapshot run() throws FetchException;

    /** Ends it from another thread, soon if not at once. May block. */
    void cut();
  }
}
