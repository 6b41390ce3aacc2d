package io.allsmi.cli;

/** The command line was wrong in a way that only shows when it is carried out. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
