package io.allsmi.collect.local;

import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.JsonTree;
import java.util.HashMap;
import java.util.Map;

/**
 * The text members of one object inside a JSON file. A file that is not well-formed has the members
 * that were found before the fault.
 */
final class JsonLabels {
  private JsonLabels() {}

  /** The members that are texts of the object at a path of names. */
  static Map<String, String> of(String json, String... path) {
    Map<String, String> labels = new HashMap<>();
    // What is wrong with a file of somebody else is not told: then there are no labels.
    for (JsonTree document : JsonTree.read(json, 1, new Complaints(1))) {
      document
          .at(path)
          .members()
          .forEach(
              (name, value) -> {
                if (value.isString()) {
                  labels.put(name, value.text());
                }
              });
    }
    return labels;
  }
}
