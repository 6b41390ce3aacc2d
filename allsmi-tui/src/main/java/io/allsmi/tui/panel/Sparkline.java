package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.GpuHistory;
import java.util.OptionalDouble;

/** Past readings as bars of one cell each, the newest at the right; unknown ones are left out. */
final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.-=+*%#";

  private Sparkline() {}

  static void draw(Scene scene, int x, int y, int width, byte[] samples) {
    int shown = Math.min(width, samples.length);
    for (int i = 0; i < shown; i++) {
      byte percent = samples[samples.length - shown + i];
      if (percent != GpuHistory.UNKNOWN) {
        int level = Math.min(BARS.length() - 1, percent * BARS.length() / 100);
        String bars = scene.look().unicode() ? BARS : ASCII;
        Role role = Figures.load(OptionalDouble.of(percent));
        scene.canvas().put(x + width - shown + i, y, bars.charAt(level), role);
      }
    }
  }
}
