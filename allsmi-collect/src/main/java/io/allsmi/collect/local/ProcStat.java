package io.allsmi.collect.local;

import java.nio.charset.StandardCharsets;

/** The fields of /proc/PID/stat, parsed into the same object again and again. */
final class ProcStat {
  /** The numbers after the name begin with the parent; the name is field 2 of the manual. */
  private static final int FIRST_NUMBER = 4;

  private static final int LAST_NUMBER = 24;

  private final long[] numbers = new long[LAST_NUMBER + 1];
  private String name = "";
  private char state;

  /**
   * Parses it. The name may hold anything, blanks, parentheses and newlines included, so it ends at
   * the last closing parenthesis.
   *
   * @return whether all fields are there
   */
  boolean parse(byte[] bytes, int length) {
    int open = 0;
    while (open < length && bytes[open] != '(') {
      open++;
    }
    int close = length - 1;
    while (close > open && bytes[close] != ')') {
      close--;
    }
    if (close <= open || close + 3 >= length) {
      return false;
    }
    name = new String(bytes, open + 1, close - open - 1, StandardCharsets.UTF_8);
    state = (char) bytes[close + 2];
    return numbers(bytes, close + 3, length);
  }

  private boolean numbers(byte[] bytes, int from, int length) {
    int at = from;
    for (int field = FIRST_NUMBER; field <= LAST_NUMBER; field++) {
      while (at < length && bytes[at] == ' ') {
        at++;
      }
      boolean negative = at < length && bytes[at] == '-';
      at += negative ? 1 : 0;
      int start = at;
      long value = 0;
      while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
        value = value * 10 + bytes[at++] - '0';
      }
      if (at == start) {
        return false;
      }
      numbers[field] = negative ? -value : value;
    }
    return true;
  }

  String name() {
    return name;
  }

  /** In the letters of the snapshot JSON; empty for a state that it does not have. */
  String state() {
    return switch (state) {
      case 'R', 'S', 'D', 'I', 'T', 'Z', 'X' -> String.valueOf(state);
      case 't' -> "T";
      case 'x' -> "X";
      default -> "";
    };
  }

  int parentPid() {
    return (int) numbers[4];
  }

  /** CPU time of its threads so far, in ticks. */
  long cpuTicks() {
    return numbers[14] + numbers[15];
  }

  int priority() {
    return (int) numbers[18];
  }

  int nice() {
    return (int) numbers[19];
  }

  int threads() {
    return (int) numbers[20];
  }

  /** When it started, in ticks after boot. */
  long startTicks() {
    return numbers[22];
  }

  long virtualBytes() {
    return numbers[23];
  }

  long residentPages() {
    return numbers[24];
  }
}
