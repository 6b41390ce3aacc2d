package io.allsmi.tui.draw;

/**
 * Past figures as dots, two to a cell and four levels high, the newest at the right. Every figure
 * has at least one dot; where it is not known there is none.
 */
public final class Braille {
  private static final int EMPTY = 0x2800;
  private static final int LEVELS = 4;
  private static final String ASCII = "_.-=+*%#";

  /** Dots of a left and of a right column, by their height. */
  private static final int[] LEFT = {0, 0x40, 0x44, 0x46, 0x47};

  private static final int[] RIGHT = {0, 0x80, 0xa0, 0xb0, 0xb8};

  private Braille() {}

  /**
   * Draws the last figures that fit.
   *
   * @param figures oldest first, NaN where not known
   * @param low what the lowest level stands for
   * @param high what the highest one stands for
   */
  public static void draw(
      Canvas canvas, int x, int y, int width, float[] figures, double low, double high, Role role) {
    for (int cell = 0; cell < width; cell++) {
      int right = figures.length - 1 - 2 * cell;
      if (right < 0) {
        return;
      }
      float newer = figures[right];
      float older = right == 0 ? Float.NaN : figures[right - 1];
      int at = x + width - 1 - cell;
      if (!canvas.unicode()) {
        ascii(canvas, at, y, larger(older, newer), low, high, role);
        continue;
      }
      int dots = LEFT[level(older, low, high)] | RIGHT[level(newer, low, high)];
      if (dots != 0) {
        canvas.put(at, y, EMPTY | dots, role);
      }
    }
  }

  private static float larger(float one, float other) {
    return Float.isNaN(one) ? other : Float.isNaN(other) ? one : Math.max(one, other);
  }

  private static void ascii(
      Canvas canvas, int x, int y, float figure, double low, double high, Role role) {
    if (!Float.isNaN(figure)) {
      int step = (int) (share(figure, low, high) * ASCII.length());
      canvas.put(x, y, ASCII.charAt(Math.min(ASCII.length() - 1, step)), role);
    }
  }

  private static int level(float figure, double low, double high) {
    return Float.isNaN(figure)
        ? 0
        : Math.max(1, (int) Math.ceil(share(figure, low, high) * LEVELS));
  }

  private static double share(float figure, double low, double high) {
    return high <= low ? 0 : Math.max(0, Math.min(1, (figure - low) / (high - low)));
  }
}
