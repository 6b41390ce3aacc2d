package io.allsmi.tui.draw;

/** The looks of what was drawn, for tests of screens. */
public final class Looks {
  private Looks() {}

  /** Whether all that can be seen in a row right of its cursor looks as a role does. */
  public static boolean areOf(Role role, Frame frame, int row, Palette palette) {
    boolean any = false;
    for (int column = 1; column < frame.columns(); column++) {
      long cell = frame.cell(column, row);
      if (Cell.codePoint(cell) != ' ' && Cell.codePoint(cell) != 0) {
        any = true;
        if (Cell.foreground(Cell.looks(cell)) != Cell.foreground(palette.looks(role))
            || (Cell.attributes(palette.looks(role)) & ~Cell.attributes(Cell.looks(cell))) != 0) {
          return false;
        }
      }
    }
    return any;
  }
}
