package io.allsmi.core.exposition;

import java.nio.charset.StandardCharsets;

/**
 * Reads a number of the text formats: decimal, with or without a fraction and an exponent, NaN and
 * infinities. Hexadecimal numbers and the suffixes Java would take are refused.
 */
final class NumberReader {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long[] TENS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };
  private static final long EXACT = 1L << 53;
  private static final int LONGEST = 1024;

  /** The number read last. */
  double value;

  /** Where its text ended. */
  int end;

  /** What the digits read so far make. */
  private long sum;

  /** Reads the number at {@code from}; a line end lies before {@code limit}. */
  boolean read(byte[] buf, int from, int limit) {
    sum = 0;
    int i = digits(buf, from, limit);
    int digits = i - from;
    int fraction = 0;
    if (buf[i] == '.' && digits > 0) {
      int point = i + 1;
      i = digits(buf, point, limit);
      fraction = i - point;
      digits += fraction;
    }
    long mantissa = sum;
    if (digits > 0 && digits <= 18 && isEnd(buf[i]) && (fraction == 0 || mantissa <= EXACT)) {
      // Both operands are exact, so the quotient is rounded once, as the exact algorithm would.
      value = fraction == 0 ? mantissa : mantissa / POWERS_OF_TEN[fraction];
      end = i;
      return true;
    }
    return readAny(buf, from, limit);
  }

  /**
   * Reads on as long as there are digits, and returns where they end. Eight at a time: a loop over
   * them would end at another place for each number, which a processor guesses wrong.
   */
  private int digits(byte[] buf, int from, int limit) {
    int i = from;
    while (i + 8 <= limit) {
      long word = Bytes.word(buf, i) ^ 0x3030303030303030L;
      int n = Long.numberOfTrailingZeros(aboveNine(word)) >>> 3;
      // In two halves, as a shift by 64 would be none.
      int half = 32 - 4 * n;
      sum = sum * TENS[n] + eightDigits(word << half << half);
      i += n;
      if (n < 8) {
        return i;
      }
    }
    for (int digit = buf[i] - '0'; digit >= 0 && digit <= 9; digit = buf[++i] - '0') {
      sum = sum * 10 + digit;
    }
    return i;
  }

  /** Marks the bytes of a word that are above 9. */
  private static long aboveNine(long word) {
    return (((word & 0x7F7F7F7F7F7F7F7FL) + 0x7676767676767676L) | word) & 0x8080808080808080L;
  }

  /** The number that eight bytes from 0 to 9 make, the first in the lowest place. */
  private static long eightDigits(long bytes) {
    long pairs = ((bytes * (10 * (1 << 8) + 1)) >>> 8) & 0x00FF00FF00FF00FFL;
    long fours = ((pairs * (100 * (1 << 16) + 1)) >>> 16) & 0x0000FFFF0000FFFFL;
    return (fours * (10_000 * (1L << 32) + 1)) >>> 32;
  }

  private boolean readAny(byte[] buf, int from, int limit) {
    int i = from;
    while (i < limit && !isEnd(buf[i])) {
      i++;
    }
    end = i;
    if (i == from || i - from > LONGEST) {
      return false;
    }
    String text = new String(buf, from, i - from, StandardCharsets.ISO_8859_1);
    if (isDecimal(text)) {
      value = Double.parseDouble(text);
      return true;
    }
    String word = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
    if (word.equalsIgnoreCase("NaN")) {
      value = Double.NaN;
      return true;
    }
    if (word.equalsIgnoreCase("Inf") || word.equalsIgnoreCase("Infinity")) {
      value = text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return true;
    }
    return false;
  }

  private static boolean isDecimal(String text) {
    int i = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    int whole = digits(text, i);
    i += whole;
    int fraction = 0;
    if (i < text.length() && text.charAt(i) == '.') {
      fraction = digits(text, ++i);
      i += fraction;
    }
    if (whole + fraction == 0) {
      return false;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      int exponent = digits(text, i);
      if (exponent == 0) {
        return false;
      }
      i += exponent;
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }

  private static boolean isEnd(byte c) {
    return c == '\n' || c == ' ' || c == '\r' || c == '\t';
  }
}
