package io.allsmi.collect.local;

import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Numbers as the kernel writes them. What is none is absent. */
final class Numbers {
  /** The highest CPU number that is believed. */
  private static final int MOST_CPUS = 65_536;

  private Numbers() {}

  /** A decimal whole number, perhaps with a sign, and nothing else. */
  static OptionalLong whole(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    if (text.length() == start || text.length() - start > 19) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
        return OptionalLong.empty();
      }
      value = value * 10 + digit;
    }
    return OptionalLong.of(start == 1 ? -value : value);
  }

  /** The whole number a text begins with, after blanks. */
  static OptionalLong leading(String text) {
    String stripped = text.strip();
    int end = 0;
    while (end < stripped.length() && stripped.charAt(end) >= '0' && stripped.charAt(end) <= '9') {
      end++;
    }
    return whole(stripped.substring(0, end));
  }

  /** CPU numbers such as {@code 0-3,8}; an empty set when the text is not of this form. */
  static SortedSet<Integer> cpuList(String text) {
    SortedSet<Integer> cpus = new TreeSet<>();
    for (String range : text.strip().split(",", -1)) {
      int dash = range.indexOf('-');
      OptionalLong first = whole(dash < 0 ? range : range.substring(0, dash));
      OptionalLong last = whole(dash < 0 ? range : range.substring(dash + 1));
      if (first.isEmpty()
          || last.isEmpty()
          || first.getAsLong() < 0
          || last.getAsLong() < first.getAsLong()
          || last.getAsLong() >= MOST_CPUS) {
        return new TreeSet<>();
      }
      for (long cpu = first.getAsLong(); cpu <= last.getAsLong(); cpu++) {
        cpus.add((int) cpu);
      }
    }
    return cpus;
  }
}
