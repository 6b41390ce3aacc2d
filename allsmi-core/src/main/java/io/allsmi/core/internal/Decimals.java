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

  /** Whether so many digits, so many of them behind the point, make their nearest double here. */
  static boolean isExact(int digits, int decimals) {
    return digits <= EXACT_DIGITS && decimals >= 0;
  }

  /**
   * The nearest double to a number of JSON. Up to 15 digits are an exact double, and so is the
   * power of ten that they are divided by: the one division rounds once.
   */
  static double of(boolean isNegative, long digits, int decimals) {
    double number = decimals > 0 ? digits / TENS[decimals] : digits;
    return isNegative ? -number : number;
  }
}
