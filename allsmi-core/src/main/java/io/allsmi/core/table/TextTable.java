package io.allsmi.core.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables as plain aligned text, for output that is no terminal view: a header and a line per row,
 * each column as wide as its widest cell. Control characters never get into a cell.
 *
 * @since 0.30.0
 */
public final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /**
   * Writes the columns that the screen shows, of any width.
   *
   * @throws IOException when the output does
   */
  public static <R> void write(List<Column<R>> columns, Iterable<? extends R> rows, Appendable out)
      throws IOException {
    write(columns, rows, Integer.MAX_VALUE, out);
  }

  /**
   * Writes the columns that the screen shows.
   *
   * @param maxWidth cells a line may take; what does not fit is cut off
   * @throws IOException when the output does
   */
  public static <R> void write(
      List<Column<R>> columns, Iterable<? extends R> rows, int maxWidth, Appendable out)
      throws IOException {
    List<Column<R>> shown = Column.onScreen(columns);
    List<List<String>> lines = new ArrayList<>();
    lines.add(shown.stream().map(c -> CellWidth.clean(c.title())).toList());
    for (R row : rows) {
      lines.add(shown.stream().map(c -> CellWidth.clean(c.text().apply(row))).toList());
    }
    int[] widths = widths(lines, shown.size());
    for (List<String> cells : lines) {
      out.append(CellWidth.cut(line(shown, cells, widths), maxWidth)).append('\n');
    }
  }

  private static int[] widths(List<List<String>> lines, int columns) {
    int[] widths = new int[columns];
    for (List<String> cells : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], CellWidth.of(cells.get(i)));
      }
    }
    return widths;
  }

  private static <R> String line(List<Column<R>> columns, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - CellWidth.of(cell));
      boolean last = i == cells.size() - 1;
      if (columns.get(i).rightAligned()) {
        line.append(padding).append(cell);
      } else {
        line.append(cell).append(last ? "" : padding);
      }
      line.append(last ? "" : GAP);
    }
    return line.toString();
  }
}
