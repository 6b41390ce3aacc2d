package io.allsmi.tui;

import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.KeyMap;
import io.allsmi.tui.state.KeyNames;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.state.KeySet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which keys do what. An action that is given keys has those wherever it had one before, in place
 * of all that it had; Ctrl-C, Ctrl-L and the keys of lines that are typed in stay as they are.
 *
 * <pre>{@code
 * KeyBindings keys = KeyBindings.of(Map.of("quit", List.of("x", "Ctrl-q")));
 * }</pre>
 *
 * @since 0.30
 */
public final class KeyBindings {
  private static final int MOST_KEYS = 16;

  private final KeySet keys;

  private KeyBindings(KeySet keys) {
    this.keys = keys;
  }

  /** The keys as help of a view without settings names them. */
  public static KeyBindings defaults() {
    return new KeyBindings(KeySet.DEFAULT);
  }

  /**
   * The usual keys but for some actions.
   *
   * @param chosen the keys of each of them, by a name of {@link #actions}; keys are written {@code
   *     x}, {@code Ctrl-x}, {@code Space}, {@code PgUp}
   * @throws IllegalArgumentException when {@link #faults} has something to say; the message names
   *     the action
   */
  public static KeyBindings of(Map<String, List<String>> chosen) {
    for (Map.Entry<String, String> fault : faults(chosen).entrySet()) {
      throw new IllegalArgumentException(fault.getKey() + ": " + fault.getValue());
    }
    Map<Action, List<KeyPress>> parsed = new EnumMap<>(Action.class);
    chosen.forEach((name, keys) -> parsed.put(action(name).orElseThrow(), parsed(keys)));
    return new KeyBindings(KeySet.of(parsed));
  }

  /** The names of the actions that can have other keys, sorted; never empty. */
  public static List<String> actions() {
    return List.copyOf(free().keySet());
  }

  /**
   * The keys that an action has without settings, as {@link #of} takes them.
   *
   * @throws IllegalArgumentException when the name is not one of {@link #actions}
   */
  public static List<String> defaultKeys(String action) {
    List<KeyPress> keys = free().get(action);
    if (keys == null) {
      throw new IllegalArgumentException("action: expected one of actions(), got '" + action + "'");
    }
    return keys.stream().map(KeyNames::of).distinct().toList();
  }

  /**
   * What is wrong with settings: a name that is no action's, a key that there is not, none, or one
   * that means something else in the same place. By action, in the order given; empty when nothing
   * is.
   */
  public static Map<String, String> faults(Map<String, List<String>> chosen) {
    Map<String, String> faults = new LinkedHashMap<>();
    Map<Action, List<KeyPress>> parsed = new EnumMap<>(Action.class);
    Map<String, List<KeyPress>> free = free();
    chosen.forEach(
        (name, keys) -> {
          try {
            if (!free.containsKey(name)) {
              throw new IllegalArgumentException("expected an action, got an unknown name");
            }
            parsed.put(action(name).orElseThrow(), parsed(keys));
          } catch (IllegalArgumentException e) {
            faults.put(name, String.valueOf(e.getMessage()));
          }
        });
    KeySet keys = KeySet.of(parsed);
    for (KeyMap map : List.of(keys.live(), keys.replay())) {
      map.clashes(parsed).forEach((action, why) -> faults.putIfAbsent(action.wireName(), why));
    }
    return faults;
  }

  private static List<KeyPress> parsed(List<String> keys) {
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MOST_KEYS + " keys, got " + keys.size());
    }
    return keys.stream().map(KeyNames::parse).distinct().toList();
  }

  private static Map<String, List<KeyPress>> free() {
    Map<String, List<KeyPress>> free = new TreeMap<>();
    for (KeyMap map : List.of(KeyMap.live(), KeyMap.replay())) {
      map.free()
          .forEach(
              (action, keys) ->
                  free.computeIfAbsent(action.wireName(), name -> new ArrayList<>()).addAll(keys));
    }
    return free;
  }

  private static Optional<Action> action(String name) {
    for (Action action : Action.values()) {
      if (action.wireName().equals(name)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  KeySet keys() {
    return keys;
  }
}
