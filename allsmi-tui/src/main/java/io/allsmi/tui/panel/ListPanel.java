package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Listing;
import io.allsmi.tui.state.Position;
import io.allsmi.tui.state.Row;
import io.allsmi.tui.state.Target;

/** Draws the part of a list that is seen, with the cursor and the mouse targets. */
final class ListPanel {
  private ListPanel() {}

  /** Draws one row of a list at a place on the screen. */
  interface RowPainter {
    void paint(Row row, int y);
  }

  static void draw(Scene scene, RowPainter painter) {
    Listing listing = scene.view().listing(scene.state());
    Position position = scene.state().position();
    int top = Math.max(0, Math.min(position.top(), listing.size() - 1));
    int columns = scene.canvas().columns();
    for (int i = 0; i < scene.layout().listHeight() && top + i < listing.size(); i++) {
      Row row = listing.rows().get(top + i);
      int y = scene.layout().listTop() + i;
      painter.paint(row, y);
      if (row.key().equals(position.key())) {
        scene.canvas().overlay(y, 0, columns, Role.CURSOR);
        scene.canvas().put(0, y, '▌', Role.ACCENT);
      }
      AlertMark.row(scene, row, y);
      scene.canvas().mark(y, 0, columns, new Target.OfRow(row.key()));
    }
    more(scene, listing.size(), top);
  }

  /** Says in the rule how far down the list we are, when not all of it fits. */
  private static void more(Scene scene, int size, int top) {
    int height = scene.layout().listHeight();
    if (size > height && scene.layout().rule() >= 0) {
      String where = " " + (top + 1) + "–" + Math.min(size, top + height) + "/" + size + " ";
      scene.canvas().right(0, scene.layout().rule(), scene.canvas().columns() - 1, where, Role.DIM);
    }
  }

  /** A sentence where a list would be. */
  static void note(Scene scene, String text) {
    scene.canvas().text(1, scene.layout().listTop(), text, Role.DIM);
  }
}
