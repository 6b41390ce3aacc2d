package io.allsmi.core;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Free-form key and value pairs: copied once, sorted by key. */
final class Details {
  private Details() {}

  static Map<String, String> copyOf(Map<String, String> detail) {
    if (detail instanceof Sorted sorted) {
      return sorted;
    }
    return detail.isEmpty() ? Map.of() : new Sorted(new TreeMap<>(detail));
  }

  /** An unmodifiable sorted map, recognised so that sharing it costs nothing. */
  private static final class Sorted extends AbstractMap<String, String> {
    private final Map<String, String> entries;

    Sorted(Map<String, String> entries) {
      this.entries = Collections.unmodifiableMap(entries);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
      return entries.entrySet();
    }

    @Override
    public boolean containsKey(Object key) {
      return entries.containsKey(key);
    }

    @Override
    public @Nullable String get(Object key) {
      return entries.get(key);
    }
  }
}
