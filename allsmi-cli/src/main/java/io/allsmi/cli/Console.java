package io.allsmi.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out data
 * @param err everything else
 */
record Console(PrintStream out, PrintStream err) {
  /** One line of complaint, with the program's name in front and no control characters in it. */
  void complain(String message) {
    StringBuilder line = new StringBuilder("allsmi: ");
    message.codePoints().filter(c -> !Character.isISOControl(c)).forEach(line::appendCodePoint);
    err.println(line);
    err.flush();
  }
}
