package io.allsmi.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a key takes, and how that is written as the text of an option.
 *
 * @param kind the kind of value
 * @param words the words of a {@link Kind#WORD}
 * @param least the least number
 * @param most the greatest number
 */
public record ConfigType(Kind kind, List<String> words, double least, double most) {
  static final ConfigType TEXT = of(Kind.TEXT);
  static final ConfigType FILE = of(Kind.FILE);
  static final ConfigType TEXTS = of(Kind.TEXTS);
  static final ConfigType FLAG = of(Kind.FLAG);
  static final ConfigType SOCKET = of(Kind.SOCKET);

  private static final int LONGEST = 4096;
  private static final int SHOWN = 40;

  /** Copies the list. */
  public ConfigType {
    words = List.copyOf(words);
  }

  /** The kinds of values. */
  public enum Kind {
    /** A string. */
    TEXT,
    /** A path; {@code ~/} is the home folder. */
    FILE,
    /** A list of strings, or one string. */
    TEXTS,
    /** {@code true} or {@code false}. */
    FLAG,
    /** One of a few words. */
    WORD,
    /** A whole number. */
    WHOLE,
    /** A number. */
    NUMBER,
    /** {@code false}, {@code true} for the usual path, or a path. */
    SOCKET
  }

  private static ConfigType of(Kind kind) {
    return new ConfigType(kind, List.of(), 0, 0);
  }

  static ConfigType word(String... words) {
    return new ConfigType(Kind.WORD, List.of(words), 0, 0);
  }

  static ConfigType whole(double least, double most) {
    return new ConfigType(Kind.WHOLE, List.of(), least, most);
  }

  static ConfigType number(double least, double most) {
    return new ConfigType(Kind.NUMBER, List.of(), least, most);
  }

  /**
   * The text of a value of the file.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  String ofFile(Object value, String home) {
    if (value instanceof List<?> list) {
      return list(list);
    }
    return switch (kind) {
      case TEXT, TEXTS -> bounded(string(value));
      case FILE -> home(string(value), home);
      case WORD -> word(value);
      case FLAG -> flag(value);
      case SOCKET -> value instanceof Boolean ? flag(value) : home(string(value), home);
      case WHOLE, NUMBER -> number(value);
    };
  }

  private String list(List<?> list) {
    if (kind != Kind.TEXTS) {
      throw wrong("a list");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      String text = string(item);
      if (text.isBlank()) {
        throw refused(text);
      }
      texts.add(bounded(text));
    }
    return String.join(",", texts);
  }

  private String flag(Object value) {
    if (value instanceof Boolean flag) {
      return flag.toString();
    }
    throw refused(value);
  }

  private String number(Object value) {
    boolean fits = kind == Kind.NUMBER ? value instanceof Number : value instanceof Long;
    if (fits && value instanceof Number number && within(number.doubleValue())) {
      return plain(number.doubleValue());
    }
    throw refused(value);
  }

  /** The text of a variable of the environment; exceptions as in {@link #ofFile}. */
  String ofVariable(String text, String home) {
    String stripped = text.strip();
    return switch (kind) {
      case FLAG -> String.valueOf(isTrue(stripped));
      case SOCKET ->
          isTrue(stripped)
              ? "true"
              : stripped.matches("0|(?i:false)") ? "false" : home(stripped, home);
      case WHOLE, NUMBER -> ofFile(parsed(stripped), home);
      default -> ofFile(stripped, home);
    };
  }

  /** As the Rust all-smi reads it: these words are true, all others are not. */
  private static boolean isTrue(String text) {
    return text.equals("1") || text.equals("true") || text.equals("TRUE") || text.equals("True");
  }

  private Object parsed(String text) {
    try {
      return text.matches("[+-]?[0-9]{1,18}")
          ? (Object) Long.parseLong(text)
          : (Object) Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw refused(text);
    }
  }

  private String word(Object value) {
    String word = string(value).toLowerCase(Locale.ROOT).replace('_', '-');
    if (words.contains(word)) {
      return word;
    }
    throw refused(value);
  }

  private String string(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw refused(value);
  }

  private boolean within(double number) {
    return number >= least && number <= most;
  }

  private static String home(String file, String home) {
    return bounded(file.startsWith("~/") ? home + file.substring(1) : file);
  }

  private static String bounded(String text) {
    if (text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "expected at most " + LONGEST + " characters and no control characters, got others");
    }
    return text;
  }

  private IllegalArgumentException refused(Object value) {
    return wrong(shown(value));
  }

  private IllegalArgumentException wrong(String got) {
    return new IllegalArgumentException("expected " + expected() + ", got " + got);
  }

  /** The words for what is taken, such as {@code a number from 0.1 to 86400}. */
  public String expected() {
    return switch (kind) {
      case TEXT -> "a string";
      case FILE -> "a path as a string";
      case TEXTS -> "a list of strings";
      case FLAG -> "true or false";
      case WORD -> "one of " + String.join(", ", words);
      case WHOLE -> "a whole number from " + plain(least) + " to " + plain(most);
      case NUMBER -> "a number from " + plain(least) + " to " + plain(most);
      case SOCKET -> "true, false or a path as a string";
    };
  }

  private static String plain(double number) {
    return String.valueOf(number).replaceAll("\\.0$", "");
  }

  /** A value for people: bounded, without control characters. */
  static String shown(Object value) {
    StringBuilder out = new StringBuilder();
    String.valueOf(value)
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(SHOWN)
        .forEach(out::appendCodePoint);
    return value instanceof String ? "'" + out + "'" : out.toString();
  }
}
