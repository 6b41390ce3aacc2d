package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Canvas;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.CommandEntry;
import io.allsmi.tui.state.Commands;
import java.util.List;

/** The commands that are found, above the line in which one is typed. */
final class CommandPanel {
  private static final int MOST_ROWS = 10;
  private static final int NAME_WIDTH = 26;
  private static final int GAP = 2;

  private CommandPanel() {}

  static void draw(Scene scene) {
    if (scene.state().guide().command().isEmpty()) {
      return;
    }
    CommandEntry entry = scene.state().guide().command().get();
    List<Commands.Item> found = Commands.found(scene.state(), scene.view());
    int below = scene.layout().keys();
    int height = Math.max(0, Math.min(MOST_ROWS, below - 1));
    int rows = Math.min(Math.max(1, found.size()), height);
    int chosen = Math.min(entry.index(), found.size() - 1);
    int top = Math.max(0, Math.min(chosen - rows + 1, found.size() - rows));
    Canvas canvas = scene.canvas();
    int y = below - rows;
    if (y > 1 && rows > 0) {
      canvas.erase(y - 1);
      canvas.rule(y - 1);
      canvas.text(1, y - 1, " commands: " + found.size() + " ", Role.DIM);
    }
    for (int i = 0; i < rows; i++) {
      canvas.erase(y + i);
      if (top + i < found.size()) {
        row(scene, y + i, found.get(top + i), top + i == chosen);
      } else {
        canvas.text(1, y + i, "none by these words", Role.DIM);
      }
    }
  }

  private static void row(Scene scene, int y, Commands.Item item, boolean chosen) {
    Canvas canvas = scene.canvas();
    int columns = canvas.columns();
    canvas.text(0, y, chosen ? "▌" : " ", Role.ACCENT);
    int width = item.about().isEmpty() ? columns : Math.min(NAME_WIDTH, columns / 2);
    canvas.text(1, y, width, item.name(), Role.STRONG);
    int keys = Text.width(item.keys());
    int room = columns - 1 - width - GAP - keys - GAP;
    if (room > 0 && !item.about().isEmpty()) {
      canvas.text(1 + width + GAP, y, room, item.about(), Role.NORMAL);
      canvas.right(columns - keys - 1, y, keys, item.keys(), Role.KEY);
    }
    if (chosen) {
      canvas.overlay(y, 0, columns, Role.CURSOR);
    }
    canvas.mark(y, 0, columns, item.target());
  }
}
