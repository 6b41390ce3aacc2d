package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.remote.RemoteShell;
import java.io.IOException;
import java.time.Duration;

/**
 * A host that was logged in to.
 *
 * @implSpec Safe for use by several threads.
 */
public interface SshConnection extends AutoCloseable {
  /**
   * Starts a program.
   *
   * @param command what the account's login shell gets to run
   * @param timeout how long starting may take
   * @throws IOException when it cannot be started, as when the host allows no more sessions or the
   *     connection is gone
   */
  RemoteShell start(String command, Duration timeout) throws IOException;

  /** Whether it can still be used, as far as is known. */
  boolean isOpen();

  /** Ends the connection and what was started over it; closing twice is allowed. */
  @Override
  void close();
}
