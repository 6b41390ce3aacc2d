package io.allsmi.tui.panel;

import io.allsmi.core.source.Playback;
import io.allsmi.core.source.Timecode;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.InputMode;
import io.allsmi.tui.state.KeyMap;
import io.allsmi.tui.state.Tab;
import io.allsmi.tui.state.TimeEntry;
import io.allsmi.tui.state.Toast;
import io.allsmi.tui.state.ViewState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The bottom line: the keys that work here and now, or a message for a few seconds. */
final class KeyLine {
  private static final int GAP = 2;

  /** Where there is less room, keys that are used more often come first. */
  private static final int COLUMNS_FOR_FILTER = 60;

  private KeyLine() {}

  static void draw(Scene scene, int y) {
    if (scene.state().mode() == InputMode.TIMECODE) {
      entry(scene, y, scene.state().entry().orElseThrow());
      return;
    }
    if (scene.state().mode() == InputMode.FILTER) {
      FilterLine.entry(scene, y);
      return;
    }
    if (scene.state().mode() == InputMode.HELP_SEARCH) {
      typed(scene, y, "search: ", scene.state().guide().search().text());
      return;
    }
    if (scene.state().mode() == InputMode.COMMAND) {
      typed(scene, y, ":", scene.state().guide().command().orElseThrow().text());
      return;
    }
    if (scene.state().toast().isPresent()) {
      toast(scene, y, scene.state().toast().get());
      return;
    }
    hints(scene, scene.line(1, y));
  }

  static void hints(Scene scene, Scene.Line line) {
    for (KeyMap.Hint hint : fitting(scene, line.x())) {
      line.add(hint.keys(), Role.KEY).add(" " + words(scene, hint), Role.DIM).gap(GAP);
    }
  }

  /** From the left as many as fit; help and quit always, and the filter where there is room. */
  private static List<KeyMap.Hint> fitting(Scene scene, int from) {
    ViewState state = scene.state();
    List<KeyMap.Hint> kept = new ArrayList<>(state.keyMap().hints(state.mode()));
    if (!scene.view().hasJobs(state)) {
      kept.removeIf(hint -> hint.action() == Action.SHOW_JOBS);
      kept.removeIf(hint -> hint.action() == Action.NEXT_GROUPING);
    }
    if (scene.view().alerts().holding().isEmpty()) {
      kept.removeIf(hint -> hint.action() == Action.OPEN_ALERTS);
    }
    int room = scene.canvas().columns() - from;
    fit(scene, kept, room, KeyLine::isNeeded);
    fit(scene, kept, room, action -> action != Action.OPEN_ALERTS);
    return kept;
  }

  /** Alerts that hold leave last of those that can. */
  private static boolean isNeeded(Action action) {
    return switch (action) {
      case QUIT, OPEN_HELP, CLOSE_HELP, CLOSE_ALERTS, OPEN_ALERTS -> true;
      default -> false;
    };
  }

  private static void fit(Scene scene, List<KeyMap.Hint> kept, int room, Predicate<Action> stays) {
    for (int i = kept.size() - 1; i >= 0 && width(scene, kept) > room; i--) {
      Action action = kept.get(i).action();
      if (!stays.test(action) && !isFilterWithRoom(action, scene.canvas().columns())) {
        kept.remove(i);
      }
    }
  }

  private static boolean isFilterWithRoom(Action action, int columns) {
    return action == Action.OPEN_FILTER && columns >= COLUMNS_FOR_FILTER;
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
      case NEXT_GROUPING -> hint.text() + ": " + grouping(scene.state());
      case TOGGLE_PAUSE -> isMoving(scene.state()) ? "pause" : hint.text();
      case OPEN_ALERTS -> hint.text() + " (" + scene.view().alerts().holding().size() + ")";
      default -> hint.text();
    };
  }

  private static String grouping(ViewState state) {
    return state.tab().equals(Tab.JOBS)
        ? state.jobs().grouping().map(UserGrouping::wireName).orElse("job")
        : state.users().grouping().wireName();
  }

  private static boolean isMoving(ViewState state) {
    Optional<Playback.State> now = state.replay().map(r -> r.playback().state());
    return now.isPresent()
        && (now.get() == Playback.State.PLAYING || now.get() == Playback.State.FOLLOWING);
  }

  /** {@code go to: 00:14:3_}, and what may be typed; its end is seen where there is little room. */
  private static void entry(Scene scene, int y, TimeEntry entry) {
    boolean refused = !entry.error().isEmpty();
    Scene.Line line = scene.line(1, y).add(refused ? "✕ " : "", Role.BAD).add("go to: ", Role.DIM);
    line.add(Text.cutStart(entry.text(), room(scene, line) - 1) + "_", Role.STRONG).gap(GAP);
    if (refused) {
      boolean fits = Text.width(entry.error()) <= room(scene, line);
      line.add(fits ? entry.error() : "expected " + Timecode.FORMS, Role.NORMAL);
    } else {
      hints(scene, line);
      line.fact(" ", Timecode.FORMS, "", Role.DIM);
    }
  }

  /** A line that anything may be typed in. */
  private static void typed(Scene scene, int y, String name, String text) {
    Scene.Line line = scene.line(1, y).add(name, Role.DIM);
    line.add(Text.cutStart(text, room(scene, line) - 1) + "_", Role.STRONG).gap(GAP);
    hints(scene, line);
  }

  private static int room(Scene scene, Scene.Line line) {
    return scene.canvas().columns() - line.x();
  }

  private static void toast(Scene scene, int y, Toast toast) {
    Scene.Line line = scene.line(1, y);
    switch (toast.kind()) {
      case DONE -> line.add("✓ ", Role.GOOD);
      case FAILED -> line.add("✕ ", Role.BAD);
      case NOTE -> line.add("⚠ ", Role.WARN);
      case HINT -> line.add("", Role.NORMAL);
      case WARNING -> line.add("▲ ", Role.WARN);
      case CRITICAL -> line.add("‼ ", Role.BAD);
    }
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
