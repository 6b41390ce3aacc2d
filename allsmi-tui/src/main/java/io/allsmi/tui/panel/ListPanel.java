package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Listing;
import io.allsmi.tui.state.Position;
import io.allsmi.tui.state.Row;
import io.allsmi.tui.state.Target;
import io.allsmi.tui.state.ViewState;

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
      if (listing.isDim(row)) {
        scene.canvas().repaint(y, 0, columns, Role.STALE);
      }
      if (row.key().equals(position.key())) {
        scene.canvas().overlay(y, 0, columns, Role.CURSOR);
        scene.canvas().put(0, y, '▌', Role.ACCENT);
      }
      AlertMark.row(scene, row, y);
      scene.canvas().mark(y, 0, columns, new Target.OfRow(row.key()));
    }
    if (listing.size() == 0) {
      note(scene, "");
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

  /** A sentence where a list would be; where the filter leaves nothing of it, that. */
  static void note(Scene scene, String text) {
    String said = isFilteredAway(scene) ? "nothing here matches the filter" : text;
    scene.canvas().text(1, scene.layout().listTop(), said, Role.DIM);
  }

  /** Whether there would be rows without the filter. */
  static boolean isFilteredAway(Scene scene) {
    ViewState everything = scene.state().withoutFilter();
    return scene.state().filter().applied().isPresent()
        && scene.view().listing(scene.state()).size() == 0
        && scene.view().whole().listing(everything).size() > 0;
  }
}
