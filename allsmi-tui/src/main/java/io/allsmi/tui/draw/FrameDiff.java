package io.allsmi.tui.draw;

import java.util.Arrays;

/**
 * Turns a frame into the bytes that change a terminal from the frame before it. Owns one buffer
 * that it fills anew for each frame; nothing is allocated once the buffer has its size. One thread.
 */
public final class FrameDiff {
  private static final int UNKNOWN = -1;
  private static final long NO_LOOKS = -1;
  private static final int SHORT_GAP = 3;
  private static final int WORTH_ERASING = 4;

  private final Sgr sgr;
  private final ByteBuilder out = new ByteBuilder();
  private long[] shown = new long[0];
  private int columns;
  private int rows;
  private boolean valid;
  private int cursorX;
  private int cursorY;
  private long looks;

  /** For a terminal with 256 colours, or 16. */
  public FrameDiff(boolean colours256) {
    this.sgr = new Sgr(colours256);
  }

  /** Forgets what the terminal shows: the next frame is written whole. */
  public void invalidate() {
    valid = false;
  }

  /** The bytes of the last {@link #encode}: the first so many of this array. */
  public byte[] bytes() {
    return out.array();
  }

  /** Encodes a frame; returns how many bytes of {@link #bytes} it takes, 0 when nothing changed. */
  public int encode(Frame next) {
    out.clear();
    cursorX = UNKNOWN;
    looks = NO_LOOKS;
    if (!valid || next.columns() != columns || next.rows() != rows) {
      startOver(next);
    }
    for (int y = 0; y < rows; y++) {
      encodeRow(next.cells(), y);
    }
    if (out.length() > 0) {
      out.ascii("\u001b[m");
    }
    System.arraycopy(next.cells(), 0, shown, 0, shown.length);
    return out.length();
  }

  private void startOver(Frame next) {
    columns = next.columns();
    rows = next.rows();
    if (shown.length != columns * rows) {
      shown = new long[columns * rows];
    }
    Arrays.fill(shown, Cell.BLANK);
    out.ascii("\u001b[m\u001b[2J");
    looks = 0;
    valid = true;
  }

  private void encodeRow(long[] next, int y) {
    int start = y * columns;
    int mismatch = Arrays.mismatch(next, start, start + columns, shown, start, start + columns);
    if (mismatch < 0) {
      return;
    }
    int end = columns;
    while (next[start + end - 1] == shown[start + end - 1]) {
      end--;
    }
    int erasable = erasableFrom(next, start);
    for (int x = mismatch; x < end; x++) {
      if (next[start + x] == shown[start + x]) {
        continue;
      }
      if (x >= erasable && columns - x >= WORTH_ERASING) {
        moveTo(x, y, next);
        look(0);
        out.ascii("\u001b[K");
        return;
      }
      int lead = Cell.codePoint(next[start + x]) == 0 && x > 0 ? x - 1 : x;
      moveTo(lead, y, next);
      write(next[start + lead], lead);
      x = lead + (isWide(next, start, lead) ? 1 : 0);
    }
  }

  /** The column from which on a row is blank in the terminal's own colours. */
  private int erasableFrom(long[] next, int start) {
    int x = columns;
    while (x > 0 && next[start + x - 1] == Cell.BLANK) {
      x--;
    }
    return x;
  }

  private boolean isWide(long[] next, int start, int x) {
    return x + 1 < columns && Cell.codePoint(next[start + x + 1]) == 0;
  }

  private void write(long cell, int x) {
    look(Cell.looks(cell));
    int codePoint = Cell.codePoint(cell);
    out.utf8(codePoint == 0 ? ' ' : codePoint);
    boolean certain = Text.width(codePoint) == 1;
    cursorX = certain && x + 1 < columns ? x + 1 : UNKNOWN;
  }

  private void look(long wanted) {
    if (wanted != looks) {
      sgr.change(out, looks, wanted);
      looks = wanted;
    }
  }

  private void moveTo(int x, int y, long[] next) {
    if (cursorX == x && cursorY == y) {
      return;
    }
    if (cursorX != UNKNOWN && cursorY == y && x > cursorX) {
      if (x - cursorX <= SHORT_GAP && sameLooks(next, y * columns, cursorX, x)) {
        for (int i = cursorX; i < x; i++) {
          out.utf8(Cell.codePoint(next[y * columns + i]));
        }
      } else {
        forward(x - cursorX);
      }
    } else {
      position(x, y);
    }
    cursorX = x;
    cursorY = y;
  }

  /** Whether cells between two changed ones can be written again without a change of looks. */
  private boolean sameLooks(long[] next, int start, int from, int to) {
    for (int i = from; i < to; i++) {
      int codePoint = Cell.codePoint(next[start + i]);
      if (Cell.looks(next[start + i]) != looks || codePoint < ' ' || codePoint > '~') {
        return false;
      }
    }
    return true;
  }

  private void forward(int cells) {
    out.ascii("\u001b[");
    if (cells > 1) {
      out.number(cells);
    }
    out.ascii("C");
  }

  private void position(int x, int y) {
    out.ascii("\u001b[");
    if (y > 0 || x > 0) {
      out.number(y + 1);
    }
    if (x > 0) {
      out.ascii(";");
      out.number(x + 1);
    }
    out.ascii("H");
  }
}
