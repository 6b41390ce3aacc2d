package io.allsmi.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words of a command line before they are parsed: which options stand there. */
record Words(List<String> words) {
  static Words of(String[] args) {
    List<String> words = new ArrayList<>();
    for (String arg : args) {
      if (arg.equals("--")) {
        break;
      }
      words.add(arg);
    }
    return new Words(List.copyOf(words));
  }

  /** Whether one of these options stands there, with a value or without. */
  boolean hasAny(String... names) {
    for (String name : names) {
      for (String word : words) {
        if (word.equals(name) || word.startsWith(name + "=") || isShort(name, word)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isShort(String name, String word) {
    return name.length() == 2 && word.startsWith(name) && !word.startsWith("--");
  }

  /** The value of an option; empty without it, or when nothing follows. */
  Optional<String> value(String name) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(name + "=")) {
        return Optional.of(words.get(i).substring(name.length() + 1));
      }
      if (words.get(i).equals(name) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
