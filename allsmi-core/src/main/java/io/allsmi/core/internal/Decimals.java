package io.allsmi.core.internal;

/** Decimal numbers, read without making a text of each. */
final class Decimals {
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** So many digits always fit the 53 bits of a double's fraction. */
  private static final int EXACT_DIGITS = 15;

  private Decimals() {}

  /**
   * The nearest double to a number of JSON. Up to 15 digits are an exact double, and so is the
   * power of ten that they are divided by: the one division rounds once.
   */
  static double parse(char[] text, int from, int length) {
    int end = from + length;
    int at = from + (text[from] == '-' ? 1 : 0);
    long digits = 0;
    int count = 0;
    int decimals = -1;
    for (; at < end; at++) {
      char c = text[at];
      if (c == '.') {
        decimals = 0;
      } else if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count++;
        decimals += decimals >= 0 ? 1 : 0;
      } else {
        break;
      }
    }
    if (at < end || count > EXACT_DIGITS) {
      return Double.parseDouble(new String(text, from, length));
    }
    double number = decimals > 0 ? digits / TENS[decimals] : digits;
    return text[from] == '-' ? -number : number;
  }
}
