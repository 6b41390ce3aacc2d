package io.allsmi.core.table;

import java.io.IOException;
import java.util.List;

/**
 * Tables as CSV after RFC 4180 with line feeds.
 *
 * <p>A cell that a spreadsheet would run as a formula (its first character is {@code =}, {@code +},
 * {@code -}, {@code @}, a tab or a carriage return) is quoted and begins with an apostrophe;
 * numeric columns need no such guard. Control characters other than tab and line ends are dropped.
 *
 * @since 0.30.0
 */
public final class Csv {
  private Csv() {}

  /**
   * Writes a header of the columns' keys and one line per row.
   *
   * @throws IOException when the output does
   */
  public static <R> void write(List<Column<R>> columns, Iterable<? extends R> rows, Appendable out)
      throws IOException {
    String separator = "";
    for (Column<R> column : columns) {
      out.append(separator).append(cell(column.key(), false));
      separator = ",";
    }
    out.append('\n');
    for (R row : rows) {
      separator = "";
      for (Column<R> column : columns) {
        out.append(separator).append(cell(column.csv().apply(row), column.numeric()));
        separator = ",";
      }
      out.append('\n');
    }
  }

  /**
   * One cell.
   *
   * @param numeric whether it is a number, which is not guarded
   */
  static String cell(String text, boolean numeric) {
    String clean = printable(text);
    boolean guard = !numeric && !clean.isEmpty() && "=+-@\t\r".indexOf(clean.charAt(0)) >= 0;
    if (!guard && clean.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0)) {
      return clean;
    }
    return '"' + (guard ? "'" : "") + clean.replace("\"", "\"\"") + '"';
  }

  private static String printable(String text) {
    if (text.codePoints().noneMatch(Csv::isDropped)) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().filter(c -> !isDropped(c)).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isDropped(int c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F);
  }
}
