package io.allsmi.collect.mock;

/** Numbers that look random and are a function of a seed, a key and a time. */
final class Noise {
  private static final int[] PERIODS = {5, 17, 61};
  private static final double[] WEIGHTS = {0.25, 0.35, 0.4};

  private final long seed;

  Noise(long seed) {
    this.seed = seed;
  }

  /** 64 bits that depend on every bit of the seed and the keys. */
  long bits(long a, long b) {
    return mix(mix(mix(seed) ^ a) ^ b);
  }

  /** From 0 to below the bound. */
  int pick(long a, long b, int bound) {
    return (int) Math.floorMod(bits(a, b), (long) bound);
  }

  /** From 0 to below 1. */
  double fraction(long a, long b) {
    return (bits(a, b) >>> 11) * 0x1.0p-53;
  }

  /** A smooth walk between -1 and 1: slow waves under quick ones. */
  double walk(long key, long tick) {
    double sum = 0;
    for (int i = 0; i < PERIODS.length; i++) {
      long step = Math.floorDiv(tick, (long) PERIODS[i]);
      double part = Math.floorMod(tick, (long) PERIODS[i]) / (double) PERIODS[i];
      double smooth = part * part * (3 - 2 * part);
      double from = 2 * fraction(key * 31 + i, step) - 1;
      double to = 2 * fraction(key * 31 + i, step + 1) - 1;
      sum += WEIGHTS[i] * (from + (to - from) * smooth);
    }
    return sum;
  }

  /** The finishing step of SplitMix64. */
  private static long mix(long z) {
    long x = z + 0x9E3779B97F4A7C15L;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
