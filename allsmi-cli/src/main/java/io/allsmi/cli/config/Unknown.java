package io.allsmi.cli.config;

import java.util.ArrayList;
import java.util.List;

/** What to say of a key that there is not. */
final class Unknown {
  private Unknown() {}

  static IllegalArgumentException key(String name) {
    List<String> names = new ArrayList<>();
    ConfigKeys.ALL.forEach(key -> names.add(key.path()));
    names.add(ConfigKeys.VERSION);
    List<String> near = ConfigKeys.nearest(name, names);
    String expected =
        near.isEmpty()
            ? "expected a key that 'allsmi config init' writes"
            : "expected a known key such as " + near.get(0);
    return new IllegalArgumentException(expected + ", got an unknown one");
  }
}
