package io.allsmi.tui.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws one screen. Whatever lies outside is cut; nothing here throws because of a size. */
public final class Canvas {
  private final int columns;
  private final int rows;
  private final Palette palette;
  private final boolean unicode;
  private final long[] cells;
  private final List<Frame.Region> regions = new ArrayList<>();

  /** An empty screen; without {@code unicode} only ASCII is ever drawn. */
  public Canvas(int columns, int rows, Palette palette, boolean unicode) {
    this.columns = Math.max(0, columns);
    this.rows = Math.max(0, rows);
    this.palette = palette;
    this.unicode = unicode;
    this.cells = new long[this.columns * this.rows];
    Arrays.fill(cells, Cell.BLANK);
  }

  /** Width in cells. */
  public int columns() {
    return columns;
  }

  /** Height in rows. */
  public int rows() {
    return rows;
  }

  boolean unicode() {
    return unicode;
  }

  /** What was drawn; the canvas must not be used after. */
  public Frame frame() {
    return new Frame(columns, rows, cells, regions);
  }

  /** Draws text up to the right edge; returns the column after it. */
  public int text(int x, int y, String text, Role role) {
    return text(x, y, columns - x, text, role);
  }

  /**
   * Draws text in at most {@code width} cells, cut with an ellipsis; returns the column after it.
   */
  public int text(int x, int y, int width, String text, Role role) {
    if (y < 0 || y >= rows || x < 0 || width <= 0) {
      return x;
    }
    int end = Math.min(columns, x + width);
    long looks = palette.looks(role);
    String composed = Text.composed(text);
    int at = x;
    for (int i = 0; i < composed.length(); ) {
      int codePoint = composed.codePointAt(i);
      i += Character.charCount(codePoint);
      int shown = Text.shown(codePoint);
      int cellWidth = Text.width(shown);
      if (at + cellWidth > end) {
        return cut(x, at, y, end, looks);
      }
      if (cellWidth > 0) {
        at = place(at, y, shown, cellWidth, looks);
      }
    }
    return at;
  }

  /** Draws text that ends before {@code x + width}; text that is too wide is cut. */
  public void right(int x, int y, int width, String text, Role role) {
    text(
        x + Math.max(0, width - Text.width(text)),
        y,
        Math.min(width, Text.width(text)),
        text,
        role);
  }

  private int cut(int from, int at, int y, int end, long looks) {
    if (end <= from) {
      return at;
    }
    for (int x = Math.max(from, at); x < end; x++) {
      set(x, y, ' ', looks);
    }
    set(end - 1, y, '…', looks);
    return end;
  }

  private int place(int x, int y, int codePoint, int width, long looks) {
    if (!unicode && width == 2) {
      set(x, y, '?', looks);
      set(x + 1, y, '?', looks);
      return x + 2;
    }
    if (width == 2) {
      set(x + 1, y, ' ', looks);
    }
    set(x, y, codePoint, looks);
    if (width == 2) {
      cells[y * columns + x + 1] = Cell.of(0, looks);
    }
    return x + width;
  }

  /**
   * Writes one cell and keeps wide characters whole: the other half of one that is hit is blanked.
   */
  private void set(int x, int y, int codePoint, long looks) {
    int at = y * columns + x;
    if (Cell.codePoint(cells[at]) == 0 && x > 0) {
      cells[at - 1] = Cell.withLooks(Cell.BLANK, Cell.looks(cells[at - 1]));
    }
    if (x + 1 < columns && Cell.codePoint(cells[at + 1]) == 0) {
      cells[at + 1] = Cell.withLooks(Cell.BLANK, Cell.looks(cells[at + 1]));
    }
    cells[at] = Cell.of(unicode ? codePoint : Ascii.of(codePoint), looks);
  }

  /** Draws one of our own glyphs, one cell wide. */
  public void put(int x, int y, int codePoint, Role role) {
    if (x >= 0 && x < columns && y >= 0 && y < rows) {
      set(x, y, codePoint, palette.looks(role));
    }
  }

  /** Empties a row and forgets what a click on it meant. */
  public void erase(int y) {
    if (y >= 0 && y < rows) {
      Arrays.fill(cells, y * columns, (y + 1) * columns, Cell.BLANK);
      regions.removeIf(region -> region.row() == y);
    }
  }

  /** Draws a thin rule across the whole row. */
  public void rule(int y) {
    for (int x = 0; x < columns; x++) {
      put(x, y, '─', Role.DIM);
    }
  }

  /** Gives the cells of a row the background and weight of a role; their colours stay. */
  public void overlay(int y, int from, int to, Role role) {
    long looks = palette.looks(role);
    for (int x = Math.max(0, from); x < Math.min(columns, to) && y >= 0 && y < rows; x++) {
      cells[y * columns + x] = Cell.on(cells[y * columns + x], looks);
    }
    keepWhole(y, from, to);
  }

  /** Gives the cells of a row the looks of a role, whatever they were drawn with. */
  public void repaint(int y, int from, int to, Role role) {
    long looks = palette.looks(role);
    for (int x = Math.max(0, from); x < Math.min(columns, to) && y >= 0 && y < rows; x++) {
      cells[y * columns + x] = Cell.withLooks(cells[y * columns + x], looks);
    }
    keepWhole(y, from, to);
  }

  /** Gives the second half of each wide character the looks of its first. */
  private void keepWhole(int y, int from, int to) {
    if (y < 0 || y >= rows) {
      return;
    }
    for (int x = Math.max(1, from); x <= Math.min(columns - 1, to); x++) {
      int at = y * columns + x;
      if (Cell.codePoint(cells[at]) == 0) {
        cells[at] = Cell.looks(cells[at - 1]);
      }
    }
  }

  /** Says what a click on a part of a row means. */
  public void mark(int y, int from, int to, Object target) {
    regions.add(new Frame.Region(y, from, to, target));
  }
}
