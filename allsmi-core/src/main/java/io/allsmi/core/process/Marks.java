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

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '\\' || c == '`';
  }

  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
