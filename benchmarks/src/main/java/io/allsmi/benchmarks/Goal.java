package io.allsmi.benchmarks;

import java.util.Locale;

/** A line of the table: a figure beside its yardstick, and what it has to be. */
record Goal(
    String id,
    String what,
    String measured,
    String yardstick,
    String ratio,
    String must,
    String stretch,
    String met) {
  private static final String NONE = "-";

  /** A ratio of which more is better. */
  static Goal atLeast(
      String id,
      String what,
      String measured,
      String yardstick,
      double ratio,
      double must,
      double stretch) {
    return new Goal(
        id,
        what,
        measured,
        yardstick,
        times(ratio),
        ">= " + times(must),
        ">= " + times(stretch),
        verdict(ratio >= must, ratio >= stretch));
  }

  /** A ratio of which less is better. */
  static Goal atMost(
      String id,
      String what,
      String measured,
      String yardstick,
      double ratio,
      double must,
      double stretch) {
    return new Goal(
        id,
        what,
        measured,
        yardstick,
        times(ratio),
        "<= " + times(must),
        "<= " + times(stretch),
        verdict(ratio <= must, ratio <= stretch));
  }

  /** A line that nothing is asked of. */
  static Goal plain(String id, String what, String measured, String yardstick, String ratio) {
    return new Goal(id, what, measured, yardstick, ratio, NONE, NONE, NONE);
  }

  /** A line that could not be measured. */
  static Goal skipped(String id, String what, String why) {
    return new Goal(id, what, why, NONE, NONE, NONE, NONE, NONE);
  }

  static String verdict(boolean must, boolean stretch) {
    return !must ? "MISSED" : stretch ? "stretch" : "must";
  }

  /** For what can only be right or wrong. */
  static String verdict(boolean right) {
    return right ? "yes" : "MISSED";
  }

  boolean isMissed() {
    return met.equals("MISSED");
  }

  static String times(double ratio) {
    int digits = ratio >= 100 ? 0 : ratio >= 10 ? 1 : ratio >= 1 ? 2 : 3;
    return number(digits, ratio) + " x";
  }

  static String number(int digits, double value) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  static String duration(double nanos) {
    if (nanos >= 1e9) {
      return number(2, nanos / 1e9) + " s";
    }
    return nanos >= 1e6
        ? number(nanos >= 1e8 ? 0 : nanos >= 1e7 ? 1 : 2, nanos / 1e6) + " ms"
        : number(nanos >= 1e5 ? 0 : 1, nanos / 1e3) + " us";
  }

  static String speed(double bytes, double nanos) {
    return number(0, bytes / nanos * 1e3) + " MB/s";
  }

  static String bytes(double count) {
    return count >= 1e6 ? number(2, count / 1e6) + " MB" : number(0, count) + " B";
  }

  String[] cells() {
    return new String[] {id, what, measured, yardstick, ratio, must, stretch, met};
  }
}
