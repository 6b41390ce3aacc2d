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
  private static final long EXACT = 1L << 53;
  private static final int LONGEST = 1024;

  /** The number read last. */
  double value;

  /** Where its text ended. */
  int end;

  /** Reads the number at {@code from}; a line end lies before {@code limit}. */
  boolean read(byte[] buf, int from, int limit) {
    int i = from;
    long mantissa = 0;
    int digit = buf[i] - '0';
    while (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digit = buf[++i] - '0';
    }
    int digits = i - from;
    int fraction = 0;
    if (buf[i] == '.' && digits > 0) {
      int point = i;
      digit = buf[++i] - '0';
      while (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digit = buf[++i] - '0';
      }
      fraction = i - point - 1;
      digits += fraction;
    }
    if (digits > 0 && digits <= 18 && isEnd(buf[i]) && (fraction == 0 || mantissa <= EXACT)) {
      // Both operands are exact, so the quotient is rounded once, as the exact algorithm would.
      value = fraction == 0 ? mantissa : mantissa / POWERS_OF_TEN[fraction];
      end = i;
      return true;
    }
    return readAny(buf, from, limit);
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
