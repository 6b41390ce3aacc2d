package io.allsmi.collect.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The text members of one object inside a JSON file, without building anything of the rest. A file
 * that is not well-formed has the members that were found before the fault.
 */
final class JsonLabels {
  private static final int MOST_LABELS = 1000;

  private final String json;
  private int at;

  private JsonLabels(String json) {
    this.json = json;
  }

  /** The members that are texts of the object at a path of names. */
  static Map<String, String> of(String json, String... path) {
    Map<String, String> labels = new HashMap<>();
    new JsonLabels(json).object(List.of(path), labels);
    return labels;
  }

  /** An object of which one member is wanted, or all when the path has ended. */
  private void object(List<String> path, Map<String, String> labels) {
    if (!take('{')) {
      return;
    }
    while (peek() == '"' && labels.size() < MOST_LABELS) {
      String name = text();
      if (!take(':')) {
        return;
      }
      char first = peek();
      if (path.isEmpty() && first == '"') {
        labels.put(name, text());
      } else if (!path.isEmpty() && name.equals(path.get(0)) && first == '{') {
        object(path.subList(1, path.size()), labels);
        return;
      } else {
        skip();
      }
      if (!take(',')) {
        return;
      }
    }
  }

  /** Skips a value of any depth; brackets are counted and not followed. */
  private void skip() {
    int depth = 0;
    do {
      char c = peek();
      if (c == '"') {
        text();
      } else {
        at++;
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
    } while (at < json.length() && (depth > 0 || !isEnd(peek())));
  }

  private static boolean isEnd(char c) {
    return c == ',' || c == '}' || c == ']';
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < json.length() && json.charAt(at) != '"') {
      char c = json.charAt(at++);
      text.append(c == '\\' && at < json.length() ? escaped() : c);
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    char c = json.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> c;
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4 && at < json.length(); i++) {
      int digit = Character.digit(json.charAt(at), 16);
      if (digit < 0) {
        return '\uFFFD';
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private boolean take(char expected) {
    boolean found = peek() == expected;
    at += found ? 1 : 0;
    return found;
  }

  /** The next character that is no blank; 0 at the end. */
  private char peek() {
    while (at < json.length() && json.charAt(at) <= ' ') {
      at++;
    }
    return at < json.length() ? json.charAt(at) : 0;
  }
}
