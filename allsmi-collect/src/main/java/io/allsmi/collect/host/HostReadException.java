package io.allsmi.collect.host;

import io.allsmi.core.FailureKind;

/**
 * A read of a host that brought no readings: why, for programs and for people.
 *
 * @since 0.30
 */
public class HostReadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  /** The message is one line without the host's name. */
  public HostReadException(FailureKind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** Why, for programs. */
  public FailureKind kind() {
    return kind;
  }

  /** Why, for people. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
