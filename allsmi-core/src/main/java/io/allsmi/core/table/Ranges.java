package io.allsmi.core.table;

import java.util.List;

/**
 * Numbers as ranges, such as {@code 0-3,5}.
 *
 * @since 0.30.0
 */
public final class Ranges {
  private Ranges() {}

  /**
   * Numbers as ranges.
   *
   * @param numbers in any order; one that comes twice is written once
   * @return such as {@code 0-3,5}; empty without numbers
   */
  public static String format(List<Integer> numbers) {
    int[] sorted = numbers.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
    StringBuilder text = new StringBuilder();
    int from = 0;
    while (from < sorted.length) {
      int to = from;
      while (to + 1 < sorted.length && sorted[to + 1] == sorted[to] + 1) {
        to++;
      }
      text.append(text.isEmpty() ? "" : ",").append(sorted[from]);
      if (to > from) {
        text.append("-").append(sorted[to]);
      }
      from = to + 1;
    }
    return text.toString();
  }
}
