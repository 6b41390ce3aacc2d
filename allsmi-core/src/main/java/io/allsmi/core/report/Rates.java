package io.allsmi.core.report;

import java.util.Arrays;

/** The figures of one moment. Sums stay at the largest long. */
final class Rates {
  private final long[] rates = new long[Figure.COUNT];

  void clear() {
    Arrays.fill(rates, 0);
  }

  long get(Figure figure) {
    return rates[figure.place()];
  }

  void add(Figure figure, long rate) {
    int at = figure.place();
    rates[at] = sum(rates[at], rate);
  }

  void add(Rates other) {
    for (int at = 0; at < rates.length; at++) {
      rates[at] = sum(rates[at], other.rates[at]);
    }
  }

  /** The sum of two numbers of at least 0, at most the largest long. */
  static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** The product of two numbers of at least 0, at most the largest long. */
  static long product(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }
}
