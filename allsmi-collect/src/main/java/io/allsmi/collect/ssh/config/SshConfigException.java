package io.allsmi.collect.ssh.config;

import io.allsmi.core.internal.Shown;
import java.io.IOException;

/**
 * A configuration that {@code ssh} would not accept either, so that a host cannot be reached as it
 * was meant to be. The message is one line that names the file and the line where there is one:
 * {@code /home/ann/.ssh/config line 3: expected …, got …}.
 *
 * @since 0.30
 */
public final class SshConfigException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_SHOWN = 80;

  /** With a message for people. */
  public SshConfigException(String message) {
    super(message);
  }

  /** A text from a file, fit to be shown. */
  static String shown(String text) {
    return Shown.marked(text, LONGEST_SHOWN);
  }
}
