package io.allsmi.collect;

import java.io.IOException;

/**
 * Says which hosts there are, again and again, so that hosts come and go while a poller runs.
 *
 * @since 0.30
 * @implSpec Called by one thread at a time, about once an interval and never on the thread that
 *     schedules requests, so it may block for a while.
 */
@FunctionalInterface
public interface HostSupplier {
  /**
   * The hosts as of now.
   *
   * @throws IOException when they cannot be told; a running poller keeps the hosts it has
   */
  HostList current() throws IOException;
}
