package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Canvas;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.Layout;
import io.allsmi.tui.state.ViewState;

/** What a panel draws from and onto. */
record Scene(Canvas canvas, ViewState state, ClusterView view, Layout layout, Look look) {
  /** Draws words and figures one after the other, two spaces between the groups. */
  final class Line {
    private final int y;
    private int x;

    Line(int x, int y) {
      this.x = x;
      this.y = y;
    }

    Line add(String text, Role role) {
      x = canvas.text(x, y, text, role);
      return this;
    }

    Line gap(int cells) {
      x += cells;
      return this;
    }

    int x() {
      return x;
    }
  }

  Line line(int x, int y) {
    return new Line(x, y);
  }
}
