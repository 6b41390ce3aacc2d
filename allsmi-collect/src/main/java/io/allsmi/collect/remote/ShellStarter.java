package io.allsmi.collect.remote;

import java.io.IOException;
import java.time.Duration;

/** Starts a program on one host. */
@FunctionalInterface
public interface ShellStarter {
  /**
   * Starts it.
   *
   * @param command what the account's login shell gets to run
   * @param timeout how long starting may take
   * @throws IOException when it cannot be started
   */
  RemoteShell start(String command, Duration timeout) throws IOException;
}
