package io.allsmi.core.usage;

/** Sums that stop at the largest long: absurd readings must not turn into negative ones. */
final class Saturating {
  private Saturating() {}

  /**
   * A number, or 0 instead of one below 0. No branch: whether something was known before is what a
   * processor guesses wrong most often here, and a wrong guess costs more than all of the addition.
   */
  static long known(long a) {
    return a & ~(a >> 63);
  }

  /** The sum of two numbers of at least 0. */
  static long add(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Adds to a sum in which -1 means that nothing is known yet; an unknown part changes nothing. */
  static long addKnown(long sum, long part) {
    if (part < 0) {
      return sum;
    }
    return sum < 0 ? part : add(sum, part);
  }
}
