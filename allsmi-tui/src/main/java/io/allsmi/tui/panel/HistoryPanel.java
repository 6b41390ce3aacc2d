package io.allsmi.tui.panel;

import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Braille;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.ClusterHistory;
import io.allsmi.tui.state.ClusterHistory.Metric;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the cluster was at, as dots with the figure of now beside each, and the hosts at the right.
 */
final class HistoryPanel {
  private static final List<Metric> METRICS = List.of(Metric.values());
  private static final int NARROWEST = 19;

  /** In one line some metrics are left out anyway; the others are then long enough to be read. */
  private static final int NARROWEST_ALONE = 24;

  private static final int MOST_SLOTS = 7;
  private static final int LABEL = 6;
  private static final int FIGURE = 8;

  private HistoryPanel() {}

  static void draw(Scene scene, int y, int rows) {
    if (scene.view().snapshot().isEmpty() || rows <= 0) {
      return;
    }
    int columns = scene.canvas().columns();
    int grid = HostGrid.width(scene, columns, rows);
    int room = columns - 1 - grid;
    int most =
        Math.max(1, Math.min(MOST_SLOTS - 1, room / (rows > 1 ? NARROWEST : NARROWEST_ALONE)));
    int perRow = rows > 1 ? Math.min(most, METRICS.size() / rows) : most;
    int slot = room / perRow;
    for (int i = 0; i < perRow * rows && i < METRICS.size(); i++) {
      metric(scene, 1 + i % perRow * slot, y + i / perRow, slot - 2, METRICS.get(i));
    }
    HostGrid.draw(scene, columns - grid, y, grid, rows);
  }

  private static void metric(Scene scene, int x, int y, int width, Metric metric) {
    ClusterHistory history = scene.view().histories().cluster();
    float[] figures = history.of(metric);
    float last = figures.length == 0 ? Float.NaN : figures[figures.length - 1];
    OptionalDouble now = Float.isNaN(last) ? OptionalDouble.empty() : OptionalDouble.of(last);
    scene.canvas().text(x, y, LABEL, label(metric), Role.DIM);
    Scale scale = scale(metric, figures);
    int bars = width - LABEL - FIGURE;
    Braille.draw(
        scene.canvas(), x + LABEL, y, bars, figures, scale.low(), scale.high(), role(metric, now));
    String text = figure(metric, now);
    Role role = text.equals(Figures.UNKNOWN) ? Role.DIM : Role.NORMAL;
    scene.canvas().text(x + width - FIGURE + 1, y, Text.cut(text, FIGURE), role);
  }

  private static Scale scale(Metric metric, float[] figures) {
    return switch (metric) {
      case UTILISATION, MEMORY, CPU, HOST_MEMORY -> Scale.PERCENT;
      case POWER -> Scale.fromZero(figures, 0);
      case TEMPERATURE -> Scale.around(figures);
    };
  }

  private static Role role(Metric metric, OptionalDouble now) {
    return switch (metric) {
      case UTILISATION, MEMORY, CPU, HOST_MEMORY -> Figures.load(now);
      case POWER, TEMPERATURE -> Role.NORMAL;
    };
  }

  private static String label(Metric metric) {
    return switch (metric) {
      case UTILISATION -> "util";
      case MEMORY -> "vram";
      case POWER -> "power";
      case TEMPERATURE -> "temp";
      case CPU -> "cpu";
      case HOST_MEMORY -> "mem";
    };
  }

  private static String figure(Metric metric, OptionalDouble now) {
    return switch (metric) {
      case UTILISATION, MEMORY, CPU, HOST_MEMORY -> Quantity.percent(now);
      case POWER -> Quantity.watts(now);
      case TEMPERATURE -> Quantity.celsius(now);
    };
  }
}
