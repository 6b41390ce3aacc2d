package io.allsmi.collect.ssh.key;

import java.io.IOException;

/**
 * Bytes or a text that are no key.
 *
 * @since 0.30
 */
public final class SshKeyException extends IOException {
  private static final long serialVersionUID = 1;

  /** The message is one line: what was expected and what was found. */
  public SshKeyException(String message) {
    super(message);
  }

  /** What was expected and what was found. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
