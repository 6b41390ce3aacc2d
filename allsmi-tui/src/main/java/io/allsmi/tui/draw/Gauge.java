package io.allsmi.tui.draw;

/** A horizontal bar in eighths of a cell, so that one percent of eight cells is still seen. */
public final class Gauge {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

  private Gauge() {}

  /** Draws a bar that is filled by a share of 0 to 1; more than nothing shows at least a sliver. */
  public static void draw(Canvas canvas, int x, int y, int width, double share, Role role) {
    if (width <= 0) {
      return;
    }
    double filled = Math.max(0, Math.min(1, share));
    if (canvas.unicode()) {
      blocks(canvas, x, y, width, filled, role);
    } else {
      ascii(canvas, x, y, width, filled, role);
    }
  }

  private static void blocks(Canvas canvas, int x, int y, int width, double share, Role role) {
    int eighths = (int) Math.round(share * width * 8);
    if (eighths == 0 && share > 0) {
      eighths = 1;
    }
    for (int i = 0; i < width; i++) {
      int here = Math.max(0, Math.min(8, eighths - 8 * i));
      if (here == 0) {
        canvas.put(x + i, y, '░', Role.TRACK);
      } else {
        canvas.put(x + i, y, EIGHTHS.charAt(here), role);
      }
    }
  }

  private static void ascii(Canvas canvas, int x, int y, int width, double share, Role role) {
    int inner = Math.max(0, width - 2);
    int full = (int) Math.round(share * inner);
    if (full == 0 && share > 0) {
      full = Math.min(1, inner);
    }
    canvas.put(x, y, '[', Role.TRACK);
    for (int i = 0; i < inner; i++) {
      canvas.put(x + 1 + i, y, i < full ? '#' : '.', i < full ? role : Role.TRACK);
    }
    if (width > 1) {
      canvas.put(x + width - 1, y, ']', Role.TRACK);
    }
  }
}
