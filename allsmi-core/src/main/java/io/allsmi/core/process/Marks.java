package io.allsmi.core.process;

/** What single characters and words of a command line are. */
final class Marks {
  private Marks() {}

  static boolean endsQueryValue(char c) {
    return c == '&' || c == '#' || isBlank(c) || isQuote(c);
  }

  static boolean endsAuthority(char c) {
    return c == '/' || c == '?' || c == '#' || isBlank(c) || isQuote(c);
  }

  static boolean isOption(String word) {
    if (word.length() < 2 || word.charAt(0) != '-') {
      return false;
    }
    char second = word.charAt(1);
    return second == '-' || (SecretNames.isLetterOrDigit(second) && (second < '0' || second > '9'));
  }

  static boolean isScheme(String word) {
    return word.equalsIgnoreCase("bearer")
        || word.equalsIgnoreCase("basic")
        || word.equalsIgnoreCase("token")
        || word.equalsIgnoreCase("digest")
        || word.equalsIgnoreCase("apikey");
  }

  static boolean isNameCharacter(char c) {
    return SecretNames.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /** A name and nothing else, as an option has without a value. */
  static boolean isName(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!isNameCharacter(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A path and nothing else; masks may be in it, so that masking changes nothing here. */
  static boolean isProgram(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!isNameCharacter(c) && c != '/' && c != '*') {
        return false;
      }
    }
    return !word.startsWith("-");
  }

  static boolean isTokenCharacter(char c) {
    return isNameCharacter(c) || c == '~' || c == '+' || c == '/' || c == '=';
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '\\' || c == '`';
  }

  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
