package io.allsmi.core.exposition;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels of a sample, read once and kept for every later sample with the same text. */
final class LabelSet {
  static final LabelSet NONE = new LabelSet(new String[0], new String[0], null, "");

  final String[] names;
  final String[] values;

  /** The metric's name when it was written inside the braces, in quotes. */
  final @Nullable String metricName;

  /** What is odd about them though they could be read; empty for nearly all. */
  final String remark;

  LabelSet(String[] names, String[] values, @Nullable String metricName, String remark) {
    this.names = names;
    this.values = values;
    this.metricName = metricName;
    this.remark = remark;
  }

  /** The value of a label, empty when it is not there: to the format the two are the same. */
  String get(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return "";
  }

  /** The first of these labels that has a value. */
  String first(String name, String second, String third) {
    String value = get(name);
    if (value.isEmpty()) {
      value = get(second);
    }
    return value.isEmpty() ? get(third) : value;
  }

  Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], values[i]);
    }
    return map;
  }
}
