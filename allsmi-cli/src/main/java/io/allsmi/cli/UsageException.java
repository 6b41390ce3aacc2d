package io.allsmi.cli;

/** The command line was wrong in a way that only shows when it is carried out. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String detail;

  UsageException(String message) {
    this(message, "");
  }

  /** With lines to show below the message. */
  UsageException(String message, String detail) {
    super(message);
    this.detail = detail;
  }

  /** Lines to show below the message; empty for none. */
  String detail() {
    return detail;
  }
}
