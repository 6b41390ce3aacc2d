package io.allsmi.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time and sizes as people write them on the command line. */
final class Units {
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})([smhd]?)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([KMG]?)");

  /** A century; far from what nanoseconds in a long can count. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Units() {}

  /**
   * {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}; a number alone is seconds.
   *
   * @param option what it was given for, named in the complaint
   */
  static Duration length(String option, String text) {
    Matcher parts = LENGTH.matcher(text);
    if (!parts.matches()) {
      throw new UsageException(
          option + ": expected a length such as 30s, 5m, 1h or 0, got '" + text + "'");
    }
    long count = Long.parseLong(parts.group(1));
    Duration length =
        switch (parts.group(2)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofSeconds(count);
        };
    if (length.compareTo(LONGEST) > 0) {
      throw new UsageException(option + ": expected at most 36500d, got '" + text + "'");
    }
    return length;
  }

  /**
   * {@code 1000}, {@code 1K}, {@code 100M}, {@code 2G}: bytes, the letters in steps of 1,024.
   *
   * @param option what it was given for, named in the complaint
   */
  static long bytes(String option, String text) {
    Matcher parts = SIZE.matcher(text);
    if (!parts.matches()) {
      throw new UsageException(
          option + ": expected a size such as 512K, 100M, 2G or 0, got '" + text + "'");
    }
    int steps = parts.group(2).isEmpty() ? 0 : 1 + "KMG".indexOf(parts.group(2));
    try {
      return Math.multiplyExact(Long.parseLong(parts.group(1)), 1L << (10 * steps));
    } catch (ArithmeticException e) {
      throw new UsageException(option + ": expected at most 8 EiB, got '" + text + "'");
    }
  }
}
