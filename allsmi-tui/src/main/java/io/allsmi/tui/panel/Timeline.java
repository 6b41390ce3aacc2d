package io.allsmi.tui.panel;

import io.allsmi.core.source.Playback;
import io.allsmi.core.source.Playback.Mark;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Target;
import java.time.Duration;

/**
 * A recording from its first frame to its last, {@code ├──────▼────┆───◆────┤}. A click on a cell
 * goes to its time, or to the marker that is drawn there.
 */
final class Timeline {
  private Timeline() {}

  static void draw(Scene scene, int from, int end, int y, Playback playback) {
    int last = end - from - 1;
    Duration[] times = new Duration[last + 1];
    for (int i = 0; i <= last; i++) {
      times[i] = at(i, last, playback);
      scene.canvas().put(from + i, y, i == 0 ? '├' : i == last ? '┤' : '─', Role.DIM);
    }
    for (Mark gap : playback.marks()) {
      if (gap.kind() == Mark.Kind.GAP) {
        int until = cell(gap.offset().plus(gap.length()), last, playback);
        for (int i = cell(gap.offset(), last, playback); i <= until; i++) {
          scene.canvas().put(from + i, y, '┆', Role.WARN);
        }
      }
    }
    int cursor = cell(playback.elapsed(), last, playback);
    boolean marked = false;
    for (Mark marker : playback.marks()) {
      if (marker.kind() == Mark.Kind.MARKER) {
        int i = cell(marker.offset(), last, playback);
        times[i] = marker.offset();
        scene.canvas().put(from + i, y, '◆', Role.ACCENT);
        marked |= i == cursor;
      }
    }
    scene.canvas().put(from + cursor, y, marked ? '◈' : '▼', Role.ACCENT);
    for (int i = 0; i <= last; i++) {
      scene.canvas().mark(y, from + i, from + i + 1, new Target.OfTime(times[i]));
    }
  }

  private static Duration at(int cell, int last, Playback playback) {
    return last <= 0 ? Duration.ZERO : playback.total().multipliedBy(cell).dividedBy(last);
  }

  private static int cell(Duration offset, int last, Playback playback) {
    double total = playback.total().toMillis();
    double share = total <= 0 ? 0 : offset.toMillis() / total;
    return (int) Math.round(Math.max(0, Math.min(1, share)) * last);
  }
}
