package io.allsmi.core.report;

import java.math.BigInteger;

/**
 * The figures of a time: rates times milliseconds, added up in 127 bits. A GPU of 80 GiB fills a
 * long with its bytes within a month and a half; 127 bits hold every cluster, and absurd readings
 * stay at the largest number.
 */
final class Totals {
  private static final Figure[] FIGURES = Figure.values();

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

  private void copy(Totals from, Figure figure, Figure to) {
    high[to.place()] = from.high[figure.place()];
    low[to.place()] = from.low[figure.place()];
  }

  /** The power that is nobody's, as the only power. */
  Totals unattributed() {
    Totals some = new Totals();
    some.copy(this, Figure.UNATTRIBUTED_POWER, Figure.POWER);
    return some;
  }

  /** The same with the load of held GPUs for the load. */
  Totals ofHeld() {
    Totals same = new Totals();
    for (Figure figure : FIGURES) {
      same.copy(this, figure, figure);
    }
    same.copy(this, Figure.BUSY, Figure.LOAD);
    same.copy(this, Figure.MEASURED, Figure.LOADED);
    return same;
  }
}
