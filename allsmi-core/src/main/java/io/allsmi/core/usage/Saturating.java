package io.allsmi.core.usage;

/** Sums that stop at the largest long: absurd readings must not turn into negative ones. */
final class Saturating {
  private Saturating() {}

  /** The sum of two numbers of at least 0. */
  static long add(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
