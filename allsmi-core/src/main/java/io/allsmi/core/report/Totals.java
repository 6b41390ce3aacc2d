package io.allsmi.core.report;

import java.math.BigInteger;

/**
 * The figures of a time: rates times milliseconds, added up in 127 bits. A GPU of 80 GiB fills a
 * long with its bytes within a month and a half; 127 bits hold every cluster, and absurd readings
 * stay at the largest number.
 */
final class Totals {
  private final long[] high = new long[Figure.COUNT];
  private final long[] low = new long[Figure.COUNT];

  /** Adds what some rates come to in some milliseconds. */
  void add(Rates rates, long millis) {
    for (Figure figure : FIGURES) {
      long rate = rates.get(figure);
      if (rate != 0) {
        add(figure.place(), Math.multiplyHigh(rate, millis), rate * millis);
      }
    }
  }

  private static final Figure[] FIGURES = Figure.values();

  private void add(int at, long addHigh, long addLow) {
    long sum = low[at] + addLow;
    long carry = Long.compareUnsigned(sum, addLow) < 0 ? 1 : 0;
    long top = Rates.sum(high[at], addHigh);
    top = Rates.sum(top, carry);
    boolean full = top == Long.MAX_VALUE;
    high[at] = top;
    low[at] = full ? -1 : sum;
  }

  boolean isZero(Figure figure) {
    return high[figure.place()] == 0 && low[figure.place()] == 0;
  }

  boolean isSame(Figure figure, Figure other) {
    return high[figure.place()] == high[other.place()] && low[figure.place()] == low[other.place()];
  }

  BigInteger get(Figure figure) {
    return BigInteger.valueOf(high[figure.place()])
        .shiftLeft(Long.SIZE)
        .add(new BigInteger(Long.toUnsignedString(low[figure.place()])));
  }
}
