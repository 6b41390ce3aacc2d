package io.allsmi.collect.command;

import java.io.IOException;
import java.time.Duration;

/**
 * A program did not end in time.
 *
 * @since 0.30
 */
public final class CommandTimeoutException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Says which and when.
   *
   * @param program its name
   * @param limit how long it might take
   */
  public CommandTimeoutException(String program, Duration limit) {
    super(program + ": expected it to end within " + limit.toMillis() / 1000.0 + " s, got no end");
  }
}
