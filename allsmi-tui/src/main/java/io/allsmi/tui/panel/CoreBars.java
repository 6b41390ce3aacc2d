package io.allsmi.tui.panel;

import io.allsmi.core.CpuInfo;
import io.allsmi.tui.draw.Role;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The cores of a processor side by side, one cell each; where there are more cores than cells, one
 * cell for several, as high as the busiest of them.
 */
final class CoreBars {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.-=+*%#";
  private static final int NOTE = 12;
  private static final int FEWEST = 4;

  private CoreBars() {}

  static void draw(Scene scene, int x, int y, List<CpuInfo.Core> cores) {
    int room = scene.canvas().columns() - x - 1;
    if (cores.size() <= room) {
      bars(scene, x, y, cores, 1);
    } else {
      int cells = Math.max(FEWEST, room - NOTE);
      int each = (cores.size() + cells - 1) / cells;
      int end = bars(scene, x, y, cores, each);
      scene.canvas().text(end + 1, y, each + " per bar", Role.DIM);
    }
  }

  private static int bars(Scene scene, int x, int y, List<CpuInfo.Core> cores, int each) {
    int at = x;
    for (int from = 0; from < cores.size(); from += each) {
      double most =
          cores.subList(from, Math.min(cores.size(), from + each)).stream()
              .mapToDouble(CpuInfo.Core::utilizationPercent)
              .max()
              .orElse(0);
      int level = (int) Math.min(BARS.length() - 1, Math.max(0, most) * BARS.length() / 100);
      String bars = scene.look().unicode() ? BARS : ASCII;
      scene.canvas().put(at, y, bars.charAt(level), Figures.load(OptionalDouble.of(most)));
      at++;
    }
    return at;
  }
}
