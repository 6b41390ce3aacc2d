package io.allsmi.core.html;

import io.allsmi.core.table.CellWidth;
import java.io.IOException;

/** HTML that is well-formed XML too, written piece by piece. Texts from outside are escaped. */
final class Markup {
  private static final int TENTHS = 10;

  private final Appendable out;

  Markup(Appendable out) {
    this.out = out;
  }

  /** Markup of ours, as it is. */
  Markup raw(String markup) throws IOException {
    out.append(markup);
    return this;
  }

  /** A text from anywhere. */
  Markup text(String text) throws IOException {
    out.append(escaped(text));
    return this;
  }

  /** A coordinate, to a tenth of a unit. */
  Markup number(double number) throws IOException {
    out.append(coordinate(number));
    return this;
  }

  /**
   * A text without what ends markup or an attribute, what reorders text, and what XML does not
   * have.
   */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    CellWidth.clean(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case 0xFFFE, 0xFFFF -> safe.append('\uFFFD');
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  static String coordinate(double number) {
    long tenths = Math.round(number * TENTHS);
    String whole = Long.toString(tenths / TENTHS);
    long rest = Math.abs(tenths % TENTHS);
    String sign = tenths < 0 && tenths > -TENTHS ? "-" : "";
    return rest == 0 ? whole : sign + whole + "." + rest;
  }
}
