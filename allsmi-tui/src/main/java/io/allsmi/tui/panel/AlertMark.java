package io.allsmi.tui.panel;

import io.allsmi.core.alert.AlertLevel;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.AlertsChoice;
import io.allsmi.tui.state.Row;
import java.util.Optional;

/** The red mark of what got worse a moment ago: before the sums and before the rows of its GPUs. */
final class AlertMark {
  private AlertMark() {}

  static void sums(Scene scene, int y) {
    scene.state().alerts().mark().ifPresent(mark -> put(scene, y, mark.level()));
  }

  static void row(Scene scene, Row row, int y) {
    Optional<AlertsChoice.Mark> mark = scene.state().alerts().mark();
    if (mark.isPresent()
        && row instanceof Row.Gpu gpu
        && mark.get().gpus().contains(AlertsChoice.key(gpu.host().hostId(), gpu.number()))) {
      put(scene, y, mark.get().level());
    }
  }

  private static void put(Scene scene, int y, AlertLevel level) {
    scene.canvas().put(0, y, level == AlertLevel.CRIT ? '‼' : '!', Role.BAD);
  }
}
