package io.allsmi.collect.ssh.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of a file that says something, cut into words.
 *
 * @param number counted from 1
 * @param keyword in lower case
 * @param rest what follows it, as it stands
 * @param words the same without quotes and comment
 * @param fault why it cannot be used, whatever the keyword is
 */
record ConfigLine(
    int number, String keyword, String rest, List<String> words, Optional<String> fault) {
  static final String BLANKS = " \t\r\n";

  /** Cuts a line; empty for one that says nothing. */
  static Optional<ConfigLine> of(int number, String line) {
    int nul = line.indexOf('\0');
    String text = trimmed(nul < 0 ? line : line.substring(0, nul));
    Scanner scanner = new Scanner(text);
    Optional<String> first = scanner.next();
    Optional<String> keyword = first.isPresent() && first.get().isEmpty() ? scanner.next() : first;
    if (keyword.isEmpty() || keyword.get().isEmpty() || keyword.get().startsWith("#")) {
      return Optional.empty();
    }
    String name = keyword.get().toLowerCase(Locale.ROOT);
    String rest = scanner.rest();
    if (rest.isEmpty()) {
      return Optional.of(faulty(number, name, "a value after '" + shown(name) + "', got none"));
    }
    List<String> words = new ArrayList<>();
    if (!split(rest, words)) {
      return Optional.of(faulty(number, name, "a closing quote, got '" + shown(rest) + "'"));
    }
    return Optional.of(new ConfigLine(number, name, rest, List.copyOf(words), Optional.empty()));
  }

  private static ConfigLine faulty(int number, String keyword, String fault) {
    return new ConfigLine(number, keyword, "", List.of(), Optional.of("expected " + fault));
  }

  private static String shown(String text) {
    return SshConfigException.shown(text);
  }

  /** The end of a line is cut, but a line never vanishes altogether. */
  private static String trimmed(String line) {
    int end = line.length();
    while (end > 1 && (BLANKS + "\f").indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(0, end);
  }

  /**
   * The words: blanks separate, single and double quotes hold together, a backslash keeps a quote,
   * a backslash or, outside of quotes, a blank; a word that begins with # ends the line.
   *
   * @return false where a quote is left open
   */
  private static boolean split(String text, List<String> words) {
    int at = 0;
    while (true) {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      if (at == text.length() || text.charAt(at) == '#') {
        return true;
      }
      StringBuilder word = new StringBuilder();
      char quote = 0;
      for (; at < text.length() && (quote != 0 || !isBlank(text.charAt(at))); at++) {
        char c = text.charAt(at);
        if (c == '\\' && isEscaped(text, at + 1, quote)) {
          word.append(text.charAt(++at));
        } else if (quote == 0 && (c == '"' || c == '\'')) {
          quote = c;
        } else if (quote != 0 && c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      }
      if (quote != 0) {
        return false;
      }
      words.add(word.toString());
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isEscaped(String text, int at, char quote) {
    char c = at < text.length() ? text.charAt(at) : 0;
    return c == '\'' || c == '"' || c == '\\' || (quote == 0 && c == ' ');
  }

  /**
   * Cuts the keyword, and the criteria of {@code Match}: blanks or one = separate, and double
   * quotes hold together.
   */
  static final class Scanner {
    private final String text;
    private int at;
    private boolean isOver;

    Scanner(String text) {
      this.text = text;
    }

    /** The next word, "" where a separator comes first; empty at the end or for an open quote. */
    Optional<String> next() {
      if (isOver) {
        return Optional.empty();
      }
      StringBuilder word = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '"') {
          return quoted(word);
        }
        if (c == '=' || BLANKS.indexOf(c) >= 0) {
          boolean isEquals = c == '=';
          at++;
          skipBlanks();
          if (!isEquals && at < text.length() && text.charAt(at) == '=') {
            at++;
            skipBlanks();
          }
          return Optional.of(word.toString());
        }
        word.append(c);
        at++;
      }
      isOver = true;
      return Optional.of(word.toString());
    }

    private Optional<String> quoted(StringBuilder word) {
      int close = text.indexOf('"', at + 1);
      if (close < 0) {
        isOver = true;
        at = text.length();
        return Optional.empty();
      }
      word.append(text, at + 1, close);
      at = close + 1;
      skipBlanks();
      return Optional.of(word.toString());
    }

    /** What has not been cut, without blanks before it. */
    String rest() {
      skipBlanks();
      return text.substring(at);
    }

    private void skipBlanks() {
      while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
