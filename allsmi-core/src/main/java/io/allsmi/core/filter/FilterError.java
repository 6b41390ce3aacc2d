package io.allsmi.core.filter;

import io.allsmi.core.internal.Shown;
import java.util.Objects;

/**
 * Why a text is no filter.
 *
 * @param position where in the text it goes wrong: the place of a character, or the length of the
 *     text when something is missing at its end
 * @param expected what could stand there, for people
 * @param got what stands there instead, for people; printable and short
 * @since 0.30.0
 */
public record FilterError(int position, String expected, String got) implements ParsedFilter {
  private static final int LONGEST = 40;

  /** Checks the arguments and makes {@code got} printable. */
  public FilterError {
    if (position < 0) {
      throw new IllegalArgumentException("position: expected at least 0, got " + position);
    }
    Objects.requireNonNull(expected, "expected");
    got = Shown.marked(got, LONGEST);
  }

  /** One line: {@code filter: expected …, got …}. */
  public String message() {
    return "filter: expected " + expected + ", got " + got;
  }
}
