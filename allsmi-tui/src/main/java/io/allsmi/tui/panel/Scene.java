package io.allsmi.tui.panel;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.tui.draw.Canvas;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.Layout;
import io.allsmi.tui.state.ViewState;
import java.time.Instant;

/** What a panel draws from and onto. */
record Scene(Canvas canvas, ViewState state, ClusterView view, Layout layout, Look look) {
  /** Draws words and figures one after the other, two spaces between the groups. */
  final class Line {
    private final int y;
    private int x;
    private boolean full;

    Line(int x, int y) {
      this.x = x;
      this.y = y;
    }

    Line add(String text, Role role) {
      x = canvas.text(x, y, text, role);
      return this;
    }

    /** A label and a figure after a gap, if both fit whole; from the first that does not, none. */
    Line fact(String gap, String label, String figure, Role role) {
      String all = gap + label + figure;
      if (full || x + Text.width(all) > canvas.columns()) {
        full = true;
        return this;
      }
      return add(gap + label, Role.DIM).add(figure, role);
    }

    Line gap(int cells) {
      x += cells;
      return this;
    }

    int x() {
      return x;
    }
  }

  /**
   * What ages are counted to: now, or when the readings on the screen were recorded. A recording is
   * sought faster than it is read, and ages must not jump in between.
   */
  Instant now() {
    boolean recorded = state.replay().isPresent();
    return recorded
        ? view.snapshot().map(ClusterSnapshot::takenAt).orElse(state.time())
        : state.now();
  }

  Line line(int x, int y) {
    return new Line(x, y);
  }
}
