package io.allsmi.tui.draw;

import java.util.List;
import java.util.Optional;

/** One finished screen: its cells, and what lies where for the mouse. */
public final class Frame {
  private final int columns;
  private final int rows;
  private final long[] cells;
  private final List<Region> regions;

  Frame(int columns, int rows, long[] cells, List<Region> regions) {
    this.columns = columns;
    this.rows = rows;
    this.cells = cells;
    this.regions = List.copyOf(regions);
  }

  /**
   * A part of one row that answers to a click.
   *
   * @param row the row, from 0
   * @param from its first column
   * @param to the column after its last
   * @param target what was drawn there
   */
  record Region(int row, int from, int to, Object target) {
    boolean holds(int column, int atRow) {
      return row == atRow && column >= from && column < to;
    }
  }

  /** Width in cells. */
  public int columns() {
    return columns;
  }

  /** Height in rows. */
  public int rows() {
    return rows;
  }

  /** What was drawn at a place, as the panel marked it. */
  public <T> Optional<T> targetAt(int column, int row, Class<T> type) {
    return regions.stream()
        .filter(r -> r.holds(column, row) && type.isInstance(r.target()))
        .map(r -> type.cast(r.target()))
        .findFirst();
  }

  long cell(int column, int row) {
    return cells[row * columns + column];
  }

  long[] cells() {
    return cells;
  }

  /** The characters, one line per row, without trailing blanks. */
  public String text() {
    StringBuilder out = new StringBuilder(cells.length + rows);
    for (int row = 0; row < rows; row++) {
      int end = out.length();
      for (int column = 0; column < columns; column++) {
        int codePoint = Cell.codePoint(cell(column, row));
        if (codePoint != 0) {
          out.appendCodePoint(codePoint);
          end = codePoint == ' ' ? end : out.length();
        }
      }
      out.setLength(end);
      out.append('\n');
    }
    return out.toString();
  }
}
