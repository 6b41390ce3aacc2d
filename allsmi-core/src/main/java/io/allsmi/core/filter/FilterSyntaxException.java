package io.allsmi.core.filter;

import io.allsmi.core.internal.Shown;

/** Leads from anywhere in the parser to its end; never leaves this package. */
final class FilterSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final int position;
  private final String expected;
  private final String got;

  FilterSyntaxException(int position, String expected, String got) {
    super(expected, null, false, false);
    this.position = position;
    this.expected = expected;
    this.got = got;
  }

  /** The error, moved so many characters to the right. */
  FilterSyntaxException at(int offset) {
    return new FilterSyntaxException(position + offset, expected, got);
  }

  FilterError error() {
    return new FilterError(position, expected, got);
  }

  /** A part of the text as messages show it. */
  static String quoted(String text) {
    return "'" + Shown.marked(text, 24) + "'";
  }
}
