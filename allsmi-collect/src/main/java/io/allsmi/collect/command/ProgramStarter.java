package io.allsmi.collect.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Starts programs that go on until they are closed, on one machine.
 *
 * @implSpec Safe for use by several threads.
 * @since 0.30
 */
@FunctionalInterface
public interface ProgramStarter {
  /**
   * Starts a program.
   *
   * @param command its name and its arguments
   * @param timeout how long starting may take
   * @throws IOException when it cannot be started
   */
  RunningProgram start(List<String> command, Duration timeout) throws IOException;
}
