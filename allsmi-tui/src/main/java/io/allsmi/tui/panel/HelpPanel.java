package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.HelpLines;
import java.util.List;

/** The help page, made from the key map. */
final class HelpPanel {
  private static final int KEYS_WIDTH = 18;

  private HelpPanel() {}

  static void draw(Scene scene) {
    int height = scene.canvas().rows() - 2;
    List<HelpLines.Line> lines = HelpLines.of(scene.state());
    int top = scene.state().helpTop();
    String sought = scene.state().guide().search().text();
    int end = scene.canvas().text(1, 0, "allsmi: keys", Role.STRONG);
    if (!sought.isBlank()) {
      scene.canvas().text(end, 0, " with '" + sought.strip() + "'", Role.NORMAL);
    }
    if (lines.isEmpty()) {
      scene.canvas().text(2, 1, "none; Esc shows all", Role.DIM);
    }
    if (lines.size() > height) {
      String where =
          (top + 1) + "–" + Math.min(lines.size(), top + height) + "/" + lines.size() + " ";
      scene.canvas().right(0, 0, scene.canvas().columns(), where, Role.DIM);
    }
    int keysWidth = Math.min(KEYS_WIDTH, scene.canvas().columns() / 3);
    for (int i = 0; i < height && top + i < lines.size(); i++) {
      HelpLines.Line line = lines.get(top + i);
      if (line.heading()) {
        scene.canvas().text(1, 1 + i, line.text(), line.here() ? Role.ACCENT : Role.DIM);
      } else {
        scene.canvas().text(2, 1 + i, keysWidth, line.keys(), Role.STRONG);
        scene
            .canvas()
            .text(
                3 + (line.keys().isEmpty() ? 0 : keysWidth),
                1 + i,
                line.text(),
                line.here() ? Role.NORMAL : Role.DIM);
      }
    }
  }
}
