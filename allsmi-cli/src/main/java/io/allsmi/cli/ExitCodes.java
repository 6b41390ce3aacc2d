package io.allsmi.cli;

/** What the program's exit status says. */
final class ExitCodes {
  /** It was done. */
  static final int DONE = 0;

  /** It could not be done: a file, a host, a terminal or a port was not there. */
  static final int FAILED = 1;

  /** The command line was wrong. */
  static final int USAGE = 2;

  private ExitCodes() {}
}
