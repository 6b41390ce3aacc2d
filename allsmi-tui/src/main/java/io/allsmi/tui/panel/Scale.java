package io.allsmi.tui.panel;

/**
 * What the lowest and the highest level of a history stand for.
 *
 * @param low the lowest
 * @param high the highest
 */
record Scale(double low, double high) {
  /** Of shares, whose ends are known. */
  static final Scale PERCENT = new Scale(0, 100);

  private static final double DEGREES = 20;

  /** From 0 to the largest figure, or to a limit that is larger. */
  static Scale fromZero(float[] figures, double limit) {
    double high = limit;
    for (float figure : figures) {
      high = Float.isNaN(figure) ? high : Math.max(high, figure);
    }
    return new Scale(0, high);
  }

  /** Around the figures, and not so close that one degree looks like a fire. */
  static Scale around(float[] figures) {
    double low = Double.MAX_VALUE;
    double high = 0;
    for (float figure : figures) {
      if (!Float.isNaN(figure)) {
        low = Math.min(low, figure);
        high = Math.max(high, figure);
      }
    }
    double missing = low > high ? DEGREES : Math.max(0, DEGREES - (high - low));
    return new Scale(Math.max(0, Math.min(low, high) - missing / 2), high + missing / 2);
  }
}
