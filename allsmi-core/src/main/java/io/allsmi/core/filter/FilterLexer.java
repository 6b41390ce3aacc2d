package io.allsmi.core.filter;

import java.util.ArrayList;
import java.util.List;

/** Takes the text of a filter apart. */
final class FilterLexer {
  /** Characters that end a word. */
  private static final String SPECIAL = "()&|!<>=~\"'";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private FilterLexer(String text) {
    this.text = text;
  }

  /** The parts of a text, an {@link Token.Type#END} last. */
  static List<Token> tokens(String text) throws FilterSyntaxException {
    FilterLexer lexer = new FilterLexer(text);
    while (lexer.skipBlanks() < text.length()) {
      lexer.token();
    }
    lexer.add(Token.Type.END, "", text.length());
    return lexer.tokens;
  }

  /** Whether a word can be written without quotes. */
  static boolean isWord(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> isWordCharacter((char) c));
  }

  private static boolean isWordCharacter(char c) {
    return SPECIAL.indexOf(c) < 0 && !isBlank(c) && !isControl(c);
  }

  private static boolean isBlank(char c) {
    return c == '\t' || Character.isSpaceChar(c);
  }

  /** What a terminal would obey, or what turns the direction of text; not what joins emoji. */
  private static boolean isControl(char c) {
    boolean joins = c == '\u200c' || c == '\u200d';
    return c != '\t'
        && (Character.isISOControl(c) || (Character.getType(c) == Character.FORMAT && !joins));
  }

  private int skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void add(Token.Type type, String content, int end) {
    tokens.add(new Token(type, content, at, end));
    at = end;
  }

  private boolean isNext(String symbol) {
    return text.startsWith(symbol, at);
  }

  private void token() throws FilterSyntaxException {
    char c = text.charAt(at);
    switch (c) {
      case '(' -> add(Token.Type.OPEN, "(", at + 1);
      case ')' -> add(Token.Type.CLOSE, ")", at + 1);
      case '&' -> add(Token.Type.AND, "&", at + (isNext("&&") ? 2 : 1));
      case '|' -> add(Token.Type.OR, "|", at + (isNext("||") ? 2 : 1));
      case '"', '\'' -> quoted(c);
      case '!' -> {
        if (isNext("!=")) {
          add(Token.Type.OPERATOR, "!=", at + 2);
        } else {
          add(Token.Type.NOT, "!", at + 1);
        }
      }
      case '<', '>', '=', '~' -> {
        int end = at + (at + 1 < text.length() && text.charAt(at + 1) == '=' ? 2 : 1);
        add(Token.Type.OPERATOR, text.substring(at, end), end);
      }
      default -> word();
    }
  }

  private void word() throws FilterSyntaxException {
    int end = at;
    while (end < text.length() && isWordCharacter(text.charAt(end))) {
      end++;
    }
    if (end == at) {
      throw new FilterSyntaxException(
          at, "a printable character", FilterSyntaxException.quoted(text.substring(at, at + 1)));
    }
    add(Token.Type.WORD, text.substring(at, end), end);
  }

  /** A backslash stands for itself, except before a quote or another backslash. */
  private void quoted(char quote) throws FilterSyntaxException {
    StringBuilder content = new StringBuilder();
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      char c = text.charAt(end);
      if (isControl(c)) {
        throw new FilterSyntaxException(
            end, "a printable character", FilterSyntaxException.quoted(String.valueOf(c)));
      }
      boolean escapes =
          c == '\\'
              && end + 1 < text.length()
              && (text.charAt(end + 1) == quote || text.charAt(end + 1) == '\\');
      end += escapes ? 1 : 0;
      content.append(text.charAt(end));
      end++;
    }
    if (end >= text.length()) {
      throw new FilterSyntaxException(text.length(), "a closing " + quote, "the end");
    }
    add(Token.Type.QUOTED, content.toString(), end + 1);
  }

  /** A text in quotes, as this reads it back. */
  static String quote(String content) {
    return "\"" + content.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
