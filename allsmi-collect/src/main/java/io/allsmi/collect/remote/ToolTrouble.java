package io.allsmi.collect.remote;

import io.allsmi.collect.remote.Block.Section;
import io.allsmi.core.Issue;
import io.allsmi.core.internal.Utf8;

/** Says what went wrong with a program of a host. */
final class ToolTrouble {
  private static final int LONGEST_QUOTE = 120;

  private ToolTrouble() {}

  /** Of a program that ended otherwise than well. */
  static Issue of(String program, Section section) {
    return new Issue(0, message(program, section));
  }

  /** The same as one line. */
  static String message(String program, Section section) {
    if (section.isTimedOut()) {
      return program + ": expected an answer within 15 s, got none; the host may be busy";
    }
    if (section.status == 126 || section.status == 127) {
      return program + ": expected a program that can be run, got exit status " + section.status;
    }
    String line = Utf8.printable(section.text().strip().split("\n", 2)[0]).strip();
    String quote = Utf8.cut(line, LONGEST_QUOTE);
    return program
        + ": expected success, got exit status "
        + section.status
        + (quote.isEmpty() ? "" : ": '" + quote + "'");
  }

  /** Of an output that was not understood in full. */
  static Issue in(String program, Issue issue) {
    return new Issue(0, program + " " + issue);
  }
}
