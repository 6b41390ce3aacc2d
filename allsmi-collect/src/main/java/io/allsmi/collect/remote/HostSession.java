package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.HostSnapshot;

/** Reads of a host with the tool that was found on it. */
interface HostSession {
  /** Prepares a shell that was just started. */
  void begin(HostShell shell) throws HostReadException;

  /**
   * Reads once.
   *
   * @param end as of {@link System#nanoTime()}
   */
  HostSnapshot read(HostShell shell, long end) throws HostReadException, InterruptedException;

  /** Whether the shell has to be started anew before the next read. */
  boolean isStuck();
}
