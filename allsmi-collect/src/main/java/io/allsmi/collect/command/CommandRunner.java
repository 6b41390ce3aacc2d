package io.allsmi.collect.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Runs programs on one machine.
 *
 * @implSpec Safe for use by several threads. A program is given no input and no shell, its output
 *     is bounded, and after the limit nothing of it is waited for.
 * @since 0.30
 */
public interface CommandRunner {
  /**
   * Runs a program to its end.
   *
   * @param command its name and its arguments
   * @param limit how long it may take
   * @return what it wrote and how it ended, whatever its exit status
   * @throws CommandTimeoutException when it did not end in time; it was told to end
   * @throws IOException when it cannot be run, or its output not be read
   * @throws InterruptedException when this thread was interrupted; the program was told to end
   */
  CommandResult run(List<String> command, Duration limit) throws IOException, InterruptedException;
}
