package io.allsmi.collect.internal;

import io.allsmi.core.FailureKind;

/** A request that brought no page: why, for programs and for people. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  /** The message is one line without the host's name. */
  public FetchException(FailureKind kind, String message) {
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
