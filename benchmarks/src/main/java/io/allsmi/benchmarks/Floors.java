package io.allsmi.benchmarks;

/** The least that any program would have to do: what our figures are compared with. */
final class Floors {
  private Floors() {}

  /** Looks at every byte, one after the other: counts line ends. */
  static long byteLoop(byte[] page) {
    int lines = 0;
    for (int i = 0; i < page.length; i++) {
      if (page[i] == '\n') {
        lines++;
      }
    }
    return lines;
  }

  /** Adds each value to its key's sum. */
  static long keyedSum(int[] key, long[] value, long[] sums) {
    for (int i = 0; i < key.length; i++) {
      sums[key[i]] += value[i];
    }
    return sums[0];
  }
}
