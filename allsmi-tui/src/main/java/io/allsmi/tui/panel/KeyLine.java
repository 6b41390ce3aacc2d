package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.KeyMap;
import io.allsmi.tui.state.Toast;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The bottom line: the keys that work here and now, or a message for a few seconds. */
final class KeyLine {
  private static final int GAP = 2;

  private KeyLine() {}

  static void draw(Scene scene, int y) {
    if (scene.state().toast().isPresent()) {
      toast(scene, y, scene.state().toast().get());
      return;
    }
    Scene.Line line = scene.line(1, y);
    for (KeyMap.Hint hint : fitting(scene)) {
      line.add(hint.keys(), Role.KEY).add(" " + words(scene, hint), Role.DIM).gap(GAP);
    }
  }

  /** From the left as many as fit; help and quit always. */
  private static List<KeyMap.Hint> fitting(Scene scene) {
    List<KeyMap.Hint> kept = new ArrayList<>(KeyMap.hints(scene.state().mode()));
    int room = scene.canvas().columns() - 1;
    for (int i = kept.size() - 1; i >= 0 && width(scene, kept) > room; i--) {
      Action action = kept.get(i).action();
      if (action != Action.QUIT && action != Action.OPEN_HELP && action != Action.CLOSE_HELP) {
        kept.remove(i);
      }
    }
    return kept;
  }

  private static int width(Scene scene, List<KeyMap.Hint> hints) {
    return hints.stream()
            .mapToInt(h -> Text.width(h.keys()) + 1 + Text.width(words(scene, h)) + GAP)
            .sum()
        - GAP;
  }

  private static String words(Scene scene, KeyMap.Hint hint) {
    return switch (hint.action()) {
      case TOGGLE_SYSTEM ->
          scene.state().users().systemShown()
              ? "system: shown"
              : "system: hidden (" + scene.view().systemAccounts() + ")";
      case TOGGLE_GPU_ONLY -> scene.state().users().gpuOnly() ? "all users" : hint.text();
      default -> hint.text();
    };
  }

  private static void toast(Scene scene, int y, Toast toast) {
    Role role = toast.failure() ? Role.BAD : Role.GOOD;
    Scene.Line line = scene.line(1, y).add(toast.failure() ? "✕ " : "✓ ", role);
    line.add(words(toast, scene.canvas().columns() - line.x()), Role.NORMAL);
  }

  /** The folder leaves first, then the words: the name of the file stays whole while it fits. */
  private static String words(Toast toast, int room) {
    String file = toast.file();
    String name = file.substring(file.lastIndexOf('/') + 1);
    Stream<String> forms = Stream.of(toast.text() + file, toast.text() + "…/" + name, "…/" + name);
    return forms.filter(f -> file.isEmpty() || Text.width(f) <= room).findFirst().orElse(name);
  }
}
