package io.allsmi.cli.config;

import java.util.List;

/**
 * What stands in a text, before anybody asks whether it makes sense.
 *
 * @param entries in the order of their lines
 * @param faults what is not TOML
 */
record ConfigText(List<Entry> entries, List<Fault> faults) {
  /** Copies the lists. */
  ConfigText {
    entries = List.copyOf(entries);
    faults = List.copyOf(faults);
  }

  /**
   * A key and its value.
   *
   * @param path the full name; parts with dots in them are quoted
   * @param value a string, a long, a double, a boolean, a list of those, or words for anything else
   * @param line where it stands, from 1
   */
  record Entry(String path, Object value, int line) {}

  /** Words for a value that no key takes. */
  record Other(String name) {
    @Override
    public String toString() {
      return name;
    }
  }
}
