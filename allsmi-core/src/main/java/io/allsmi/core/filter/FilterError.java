package io.allsmi.core.filter;

import io.allsmi.core.internal.Shown;
import io.allsmi.core.table.CellWidth;
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

  /** Characters of the text that are shown on each side. */
  private static final int AROUND = 60;

  /** Checks the arguments and makes {@code got} printable. */
  public FilterError {
    if (position < 0) {
      throw new IllegalArgumentException("position: expected at least 0, got " + position);
    }
    Objects.requireNonNull(expected, "expected");
    got = Shown.marked(got, LONGEST);
  }

  /**
   * The text with a mark below the place where it goes wrong, as two lines without an end:
   *
   * <pre>{@code
   * temp>hot
   *      ^
   * }</pre>
   *
   * @param text the text that was parsed; of a long one, the part around that place
   */
  public String marked(String text) {
    int at = Math.min(position, text.length());
    String before = Shown.marked(text.substring(Math.max(0, at - AROUND), at), AROUND);
    String after = Shown.marked(text.substring(at), AROUND);
    return "  " + before + after + "\n  " + " ".repeat(CellWidth.of(before)) + "^";
  }

  /** One line: {@code filter: expected …, got …}. */
  public String message() {
    return "filter: expected " + expected + ", got " + got;
  }
}
