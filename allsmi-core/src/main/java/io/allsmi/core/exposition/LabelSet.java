package io.allsmi.core.exposition;

import io.allsmi.core.internal.Utf8;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels of a sample, read once and kept for every later sample with the same text. */
final class LabelSet {
  static final LabelSet NONE = new LabelSet(new String[0], new String[0], null, "", true);

  final String[] names;
  final String[] values;

  /** The metric's name when it was written inside the braces, in quotes. */
  final @Nullable String metricName;

  /** What is odd about them though they could be read; empty for nearly all. */
  final String remark;

  /** Whether all values are printable ASCII, so that nothing need be taken out of them. */
  final boolean plain;

  LabelSet(
      String[] names, String[] values, @Nullable String metricName, String remark, boolean plain) {
    this.names = names;
    this.values = values;
    this.metricName = metricName;
    this.remark = remark;
    this.plain = plain;
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

  /** The value of a label without control characters and cut to so many bytes. */
  String printable(String name, int most) {
    return printableValue(get(name), most);
  }

  /** A value of this set without control characters and cut to so many bytes. */
  String printableValue(String value, int most) {
    return plain && value.length() <= most ? value : Utf8.cut(Utf8.printable(value), most);
  }

  /** How many bytes a value of this set takes. */
  int bytes(String value) {
    return plain ? value.length() : Utf8.length(value);
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
