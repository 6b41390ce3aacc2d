package io.allsmi.tui.state;

import io.allsmi.tui.state.KeyMap.Binding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives actions other keys. An action has its new keys wherever it had one, with the same words in
 * help; a key that it had before stays in the places where it had it. The keys that hold always,
 * and those of lines that are typed in, are not touched.
 */
final class Rebinding {
  private Rebinding() {}

  /** The contexts whose keys stay. A line that is typed in is where a character can be erased. */
  private static Set<KeyContext> fixed(List<Binding> map) {
    Set<KeyContext> fixed = EnumSet.of(KeyContext.SESSION);
    map.stream()
        .filter(b -> b.action() == Action.ERASE_CHARACTER)
        .forEach(b -> fixed.add(b.context()));
    return fixed;
  }

  /** The actions of a map that can have other keys, with the keys they have, in its order. */
  static Map<Action, List<KeyPress>> free(List<Binding> map) {
    Set<KeyContext> fixed = fixed(map);
    Map<Action, List<KeyPress>> free = new LinkedHashMap<>();
    for (Binding b : map) {
      if (!fixed.contains(b.context())) {
        List<KeyPress> keys = free.computeIfAbsent(b.action(), action -> new ArrayList<>());
        if (!keys.contains(b.press())) {
          keys.add(b.press());
        }
      }
    }
    return free;
  }

  /**
   * A map with other keys. An action that would have none in it keeps those it has.
   *
   * @param usual the keys that actions have in any of the maps
   */
  static List<Binding> of(
      List<Binding> map,
      Map<Action, List<KeyPress>> chosen,
      Map<Action, ? extends Collection<KeyPress>> usual) {
    Map<Action, List<KeyPress>> kept = new HashMap<>(chosen);
    free(map)
        .forEach(
            (action, keys) -> {
              List<KeyPress> wanted = chosen.getOrDefault(action, keys);
              boolean hasOne =
                  wanted.stream().anyMatch(k -> keys.contains(k) || !has(usual, action, k));
              if (!hasOne) {
                kept.remove(action);
              }
            });
    return rebound(map, kept, usual);
  }

  private static boolean has(
      Map<Action, ? extends Collection<KeyPress>> usual, Action action, KeyPress key) {
    Collection<KeyPress> keys = usual.get(action);
    return keys != null && keys.contains(key);
  }

  private static List<Binding> rebound(
      List<Binding> map,
      Map<Action, List<KeyPress>> chosen,
      Map<Action, ? extends Collection<KeyPress>> usual) {
    Set<KeyContext> fixed = fixed(map);
    Set<Object> done = new HashSet<>();
    List<Binding> rebound = new ArrayList<>();
    for (Binding b : map) {
      List<KeyPress> keys = chosen.get(b.action());
      if (keys == null || fixed.contains(b.context())) {
        rebound.add(b);
      } else if (done.add(List.of(b.context(), b.action()))) {
        String hint = hint(map, b);
        for (KeyPress key : keys) {
          boolean stays = has(usual, b.action(), key);
          if (stays && !isBound(map, b.context(), b.action(), key)) {
            continue;
          }
          rebound.add(new Binding(b.context(), key, b.action(), b.help(), hint));
          hint = "";
        }
      }
    }
    return List.copyOf(rebound);
  }

  private static boolean isBound(
      List<Binding> map, KeyContext context, Action action, KeyPress key) {
    return map.stream()
        .anyMatch(b -> b.context() == context && b.action() == action && b.press().equals(key));
  }

  private static String hint(List<Binding> map, Binding like) {
    return map.stream()
        .filter(b -> b.context() == like.context() && b.action() == like.action())
        .map(Binding::hint)
        .filter(hint -> !hint.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Actions of {@code chosen} whose keys mean something else in the same place, and what. */
  static Map<Action, String> clashes(KeyMap map, Map<Action, List<KeyPress>> chosen) {
    Map<Action, String> clashes = new LinkedHashMap<>();
    for (InputMode mode : InputMode.values()) {
      Map<KeyPress, Binding> seen = new HashMap<>();
      for (KeyContext context : mode.contexts()) {
        for (Binding b : map.all()) {
          Binding before = b.context() == context ? seen.putIfAbsent(b.press(), b) : null;
          if (before != null && before.action() != b.action()) {
            add(clashes, chosen, b, before);
            add(clashes, chosen, before, b);
          }
        }
      }
    }
    return clashes;
  }

  private static void add(
      Map<Action, String> clashes, Map<Action, List<KeyPress>> chosen, Binding one, Binding other) {
    if (chosen.containsKey(one.action())) {
      clashes.putIfAbsent(
          one.action(),
          "expected a key that is free, got '"
              + KeyNames.of(one.press())
              + "', which is "
              + other.action().wireName()
              + " in '"
              + other.context().title()
              + "'");
    }
  }
}
