package io.allsmi.tui.draw;

/**
 * One character cell packed into a {@code long}: 21 bits of code point, 9 of foreground, 9 of
 * background, 4 of attributes. A colour is 0 for the terminal's own, else 1 + its number among 256.
 *
 * <p>A wide character is its own cell followed by one of code point 0 with the same looks.
 */
public final class Cell {
  /** Bold attribute. */
  public static final int BOLD = 1;

  /** Faint attribute. */
  public static final int DIM = 2;

  /** Underline attribute. */
  public static final int UNDERLINE = 4;

  /** Reverse video attribute. */
  public static final int REVERSE = 8;

  /** A space in the terminal's own colours. */
  public static final long BLANK = ' ';

  private static final int FOREGROUND_SHIFT = 21;
  private static final int BACKGROUND_SHIFT = 30;
  private static final int ATTRIBUTES_SHIFT = 39;
  private static final int COLOUR_MASK = 0x1ff;
  private static final long CODE_POINT_MASK = (1L << FOREGROUND_SHIFT) - 1;
  private static final long BACKGROUND_BITS = (long) COLOUR_MASK << BACKGROUND_SHIFT;

  private Cell() {}

  /** The looks of a cell without its character. */
  public static long looks(int foreground, int background, int attributes) {
    return (long) foreground << FOREGROUND_SHIFT
        | (long) background << BACKGROUND_SHIFT
        | (long) attributes << ATTRIBUTES_SHIFT;
  }

  static long of(int codePoint, long looks) {
    return looks | codePoint;
  }

  static int codePoint(long cell) {
    return (int) (cell & CODE_POINT_MASK);
  }

  static long looks(long cell) {
    return cell & ~CODE_POINT_MASK;
  }

  static int foreground(long cell) {
    return (int) (cell >>> FOREGROUND_SHIFT) & COLOUR_MASK;
  }

  static int background(long cell) {
    return (int) (cell >>> BACKGROUND_SHIFT) & COLOUR_MASK;
  }

  static int attributes(long cell) {
    return (int) (cell >>> ATTRIBUTES_SHIFT);
  }

  /** The same cell on another background, with more attributes. */
  static long on(long cell, long looks) {
    long kept = background(looks) == 0 ? cell : cell & ~BACKGROUND_BITS;
    return kept | (looks & BACKGROUND_BITS) | ((long) attributes(looks) << ATTRIBUTES_SHIFT);
  }

  /** The same character with other looks. */
  static long withLooks(long cell, long looks) {
    return (cell & CODE_POINT_MASK) | looks;
  }
}
