package io.allsmi.tui.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands that can be typed here: actions by their words, tabs and themes by their names. */
public final class Commands {
  /** More than this are not worth a look: another letter finds the one. */
  private static final int MOST = 50;

  private static final List<String> THEMES = List.of("default", "light", "colour-blind", "mono");

  private Commands() {}

  /**
   * A command.
   *
   * @param name what to type
   * @param about what it does; may be empty
   * @param keys the keys that do the same; may be empty
   * @param target what is done
   */
  public record Item(String name, String about, String keys, Target target) {
    private String words() {
      return name + " " + about;
    }
  }

  /** Those that what was typed stands for, the best first; none while nothing is typed in. */
  public static List<Item> found(ViewState state, ClusterView view) {
    return state.guide().command().map(c -> found(c.text(), state, view)).orElse(List.of());
  }

  private static List<Item> found(String typed, ViewState state, ClusterView view) {
    record Ranked(Item item, int score) {}
    return all(state, view).stream()
        .map(item -> new Ranked(item, typed.isBlank() ? 0 : Fuzzy.score(typed, item.words())))
        .filter(ranked -> ranked.score() != Fuzzy.NONE)
        .sorted(Comparator.comparingInt(Ranked::score).reversed())
        .limit(MOST)
        .map(Ranked::item)
        .toList();
  }

  private static List<Item> all(ViewState state, ClusterView view) {
    List<Item> all = new ArrayList<>(actions(state, view).values());
    for (String theme : THEMES) {
      all.add(new Item("theme " + theme, "these colours", "", new Target.OfTheme(theme)));
    }
    for (Tab tab : view.tabs(state)) {
      all.add(new Item("tab " + name(tab, view), "", "", new Target.OfTab(tab)));
    }
    return all;
  }

  private static String name(Tab tab, ClusterView view) {
    if (tab.kind() != Tab.Kind.HOST) {
      return tab.kind().name().toLowerCase(Locale.ROOT);
    }
    return view.host(tab.hostId())
        .map(h -> h.hostname() + (view.isShared(h.hostname()) ? " " + tab.hostId() : ""))
        .orElse(tab.hostId());
  }

  /** The actions whose keys hold behind the line that is typed in. */
  private static Map<Action, Item> actions(ViewState state, ClusterView view) {
    Map<Action, Item> actions = new LinkedHashMap<>();
    for (KeyContext context : state.place().contexts()) {
      for (KeyMap.Binding b : state.keyMap().all()) {
        boolean isHere = b.context() == context && isWorthTyping(b);
        if (isHere && (b.action() != Action.SHOW_JOBS || view.hasJobs(state))) {
          actions.merge(
              b.action(),
              new Item(
                  b.action().wireName().replace('_', ' '),
                  b.help(),
                  b.press().label(),
                  new Target.OfAction(b.action())),
              Commands::joined);
        }
      }
    }
    return actions;
  }

  private static boolean isWorthTyping(KeyMap.Binding b) {
    return b.action() != Action.OPEN_COMMANDS && b.context() != KeyContext.LIST;
  }

  private static Item joined(Item one, Item other) {
    boolean has = List.of(one.keys().split(" ")).contains(other.keys());
    return has
        ? one
        : new Item(one.name(), one.about(), one.keys() + " " + other.keys(), one.target());
  }
}
