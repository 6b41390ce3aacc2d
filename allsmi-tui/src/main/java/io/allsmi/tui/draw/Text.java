package io.allsmi.tui.draw;

import io.allsmi.core.table.CellWidth;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text from outside as a terminal can show it: composed, without control, combining and
 * direction-changing characters, and measured in cells.
 */
public final class Text {
  private static final int REPLACEMENT = '\ufffd';

  private Text() {}

  /** The text in composed form; what is plain ASCII is returned as it is. */
  static String composed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x300) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  /** How many cells the text takes when drawn. */
  public static int width(String text) {
    String composed = composed(text);
    int width = 0;
    for (int i = 0; i < composed.length(); ) {
      int codePoint = composed.codePointAt(i);
      i += Character.charCount(codePoint);
      width += width(shown(codePoint));
    }
    return width;
  }

  /** The text in at most so many cells, with an ellipsis at its end where it was longer. */
  public static String cut(String text, int cells) {
    if (width(text) <= cells) {
      return text;
    }
    return cells <= 0 ? "" : text.substring(0, fitting(text, cells - 1)) + "…";
  }

  /** The end of the text in at most so many cells, after an ellipsis where it was longer. */
  public static String cutStart(String text, int cells) {
    int from = 0;
    while (width(text.substring(from)) > cells - (from == 0 ? 0 : 1) && from < text.length()) {
      from += Character.charCount(text.codePointAt(from));
    }
    return from == 0 || cells <= 0 ? text.substring(from) : "…" + text.substring(from);
  }

  /**
   * The text in lines of at most so many cells, broken at blanks; a word that is longer is broken
   * anywhere.
   */
  public static List<String> wrapped(String text, int cells) {
    List<String> lines = new ArrayList<>();
    String left = text.strip();
    while (width(left) > cells && cells > 1) {
      int fits = Math.max(1, fitting(left, cells));
      boolean isBetweenWords = fits < left.length() && left.charAt(fits) == ' ';
      int blank = isBetweenWords ? fits : left.lastIndexOf(' ', fits);
      int end = blank > 0 ? blank : fits;
      lines.add(left.substring(0, end));
      left = left.substring(end).strip();
    }
    lines.add(left);
    return lines;
  }

  /** How many characters of the text fit into so many cells. */
  private static int fitting(String text, int cells) {
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      used += width(shown(codePoint));
      if (used > cells) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return text.length();
  }

  /** The character to draw for one from outside; 0 when it must not be drawn at all. */
  static int shown(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint >= ' ' ? codePoint : control(codePoint);
    }
    if (codePoint < 0xa0) {
      return 0;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT,
          Character.CONTROL ->
          0;
      case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> REPLACEMENT;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
          ' ';
      default -> CellWidth.of(codePoint) == 0 ? 0 : codePoint;
    };
  }

  private static int control(int codePoint) {
    return codePoint == '\t' || codePoint == '\n' || codePoint == '\r' ? ' ' : 0;
  }

  /** Cells of a character that {@link #shown} returned: 0, 1 or 2. */
  static int width(int codePoint) {
    return codePoint < 0x7f ? (codePoint == 0 ? 0 : 1) : CellWidth.of(codePoint);
  }
}
