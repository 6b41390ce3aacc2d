package io.allsmi.tui.draw;

/** Lets a yardstick draw what a frame shows: its cells are not public. */
public final class FrameCells {
  private FrameCells() {}

  /**
   * One cell taken apart.
   *
   * @param codePoint its character, 0 for the second half of a wide one
   * @param foreground 0 for the terminal's own, else 1 + the number among 256
   * @param background the same
   * @param attributes as {@link Cell} names them
   */
  public record Parts(int codePoint, int foreground, int background, int attributes) {
    /** Whether the other cell has the same colours and attributes. */
    public boolean looksLike(Parts other) {
      return foreground == other.foreground
          && background == other.background
          && attributes == other.attributes;
    }
  }

  /** The cell at a place of the frame. */
  public static Parts at(Frame frame, int column, int row) {
    long cell = frame.cell(column, row);
    return new Parts(
        Cell.codePoint(cell), Cell.foreground(cell), Cell.background(cell), Cell.attributes(cell));
  }
}
