package io.allsmi.cli.config;

import io.allsmi.tui.KeyBindings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of key bindings: an action has a key, or several. */
final class Bindings {
  private Bindings() {}

  /** The names of keys in a value: a string or a list of them. */
  static List<String> keys(Object value) {
    List<String> keys = new ArrayList<>();
    for (Object key : value instanceof List<?> list ? list : List.of(value)) {
      if (!(key instanceof String name)) {
        throw new IllegalArgumentException(
            "expected a key such as \"x\" or a list of them, got " + ConfigType.shown(key));
      }
      keys.add(name);
    }
    return keys;
  }

  /** What is wrong, by action; the words name the action first. */
  static Map<String, String> faults(Map<String, List<String>> keys) {
    Map<String, String> faults = new LinkedHashMap<>();
    KeyBindings.faults(keys).forEach((action, why) -> faults.put(action, action + ": " + why));
    return faults;
  }
}
