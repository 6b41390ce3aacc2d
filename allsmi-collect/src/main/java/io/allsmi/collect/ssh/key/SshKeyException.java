package io.allsmi.collect.ssh.key;

/**
 * Bytes or a text that are no key.
 *
 * @since 0.30
 */
public final class SshKeyException extends Exception {
  private static final long serialVersionUID = 1;

  /** The message is one line: what was expected and what was found. */
  public SshKeyException(String message) {
    super(message, null, false, false);
  }

  /** What was expected and what was found. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
