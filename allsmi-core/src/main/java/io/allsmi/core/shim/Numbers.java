package io.allsmi.core.shim;

/** How a number is spelled: decimal, perhaps with a sign, a fraction and an exponent. */
final class Numbers {
  private static final int LONGEST = 40;

  private Numbers() {}

  /** Where the number at the beginning of the text ends; 0 when there is none. */
  static int end(String text) {
    int i = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int whole = digits(text, i);
    i += whole;
    int fraction = 0;
    if (i < text.length() && text.charAt(i) == '.') {
      fraction = digits(text, i + 1);
      i += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return 0;
    }
    i = exponent(text, i);
    return i > LONGEST ? 0 : i;
  }

  /** Whether the text is a number and nothing else. */
  static boolean is(String text) {
    return !text.isEmpty() && end(text) == text.length();
  }

  private static int exponent(String text, int from) {
    if (from >= text.length() || Character.toLowerCase(text.charAt(from)) != 'e') {
      return from;
    }
    int i = from + 1;
    if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
      i++;
    }
    int digits = digits(text, i);
    return digits == 0 ? from : i + digits;
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }
}
