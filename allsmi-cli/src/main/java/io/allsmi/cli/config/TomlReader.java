package io.allsmi.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The one class that knows the library for TOML; loaded only where there is a file. */
final class TomlReader {
  private static final int DEEPEST = 32;
  private static final int MOST_FAULTS = 100;
  private static final int MOST_ENTRIES = 10_000;

  private TomlReader() {}

  static ConfigText read(String text) {
    int deep = tooDeep(text);
    if (deep > 0) {
      return new ConfigText(
          List.of(),
          List.of(
              new Fault(deep, "expected at most " + DEEPEST + " brackets in a line, got more")));
    }
    TomlParseResult toml = Toml.parse(text);
    List<Fault> faults = new ArrayList<>();
    for (TomlParseError error : toml.errors()) {
      if (faults.size() < MOST_FAULTS) {
        faults.add(
            new Fault(
                error.position().line(),
                "expected TOML, got something else: " + plain(error.getMessage())));
      }
    }
    List<ConfigText.Entry> entries = new ArrayList<>();
    for (List<String> path : toml.keyPathSet(false)) {
      if (entries.size() < MOST_ENTRIES) {
        var position = toml.inputPositionOf(path);
        entries.add(
            new ConfigText.Entry(
                Toml.joinKeyPath(path),
                value(toml.get(path)),
                position == null ? 1 : position.line()));
      }
    }
    entries.sort(Comparator.comparingInt(ConfigText.Entry::line));
    return new ConfigText(entries, faults);
  }

  /** The parser descends once a bracket: a line of them would end on the bottom of its stack. */
  private static int tooDeep(String text) {
    int line = 1;
    int brackets = 0;
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      }
      open += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      open = Math.max(0, open);
      brackets = Math.max(brackets, open);
      if (brackets > DEEPEST) {
        return line;
      }
    }
    return 0;
  }

  private static Object value(Object value) {
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Double) {
      return value;
    }
    if (value instanceof TomlArray array) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        items.add(value(array.get(i)));
      }
      return items;
    }
    return new ConfigText.Other(value instanceof TomlTable ? "a table" : "a date or time");
  }

  private static String plain(@Nullable String message) {
    return message == null ? "no reason was given" : message.replaceAll("\\s+", " ").strip();
  }
}
