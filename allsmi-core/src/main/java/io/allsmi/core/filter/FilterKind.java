package io.allsmi.core.filter;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What kind of value a field has, and in which units it can be written.
 *
 * @since 0.30.0
 */
public enum FilterKind {
  /** A text, compared with {@code == != ~=}. */
  TEXT("a text", List.of()),
  /** A plain number. */
  NUMBER("a number such as 7", List.of()),
  /** Percent, 0–100. */
  PERCENT("a percentage such as 90 or 90%", List.of(new Unit("%", 1))),
  /** Degrees Celsius. */
  CELSIUS("a temperature such as 80 or 80C", List.of(new Unit("C", 1), new Unit("°C", 1))),
  /** Watts. */
  WATTS(
      "a power such as 300W or 1.5kW",
      List.of(new Unit("W", 1), new Unit("mW", 1e-3), new Unit("kW", 1e3))),
  /** Megahertz. */
  MEGAHERTZ(
      "a frequency such as 1980MHz or 1.98GHz", List.of(new Unit("MHz", 1), new Unit("GHz", 1e3))),
  /** Bytes. */
  BYTES("a size such as 20GiB or 512MiB", bytes()),
  /** Seconds; several amounts can be written one after the other, as in {@code 1h30m}. */
  DURATION(
      "a duration such as 90s, 5m, 1h30m or 2d",
      List.of(
          new Unit("s", 1),
          new Unit("m", 60),
          new Unit("min", 60),
          new Unit("h", 3600),
          new Unit("d", 86_400),
          new Unit("w", 604_800)));

  /** More would only be rounded away. */
  private static final double MOST = 1e18;

  private static final int LONGEST = 64;

  private final String expected;
  private final List<Unit> units;

  FilterKind(String expected, List<Unit> units) {
    this.expected = expected;
    this.units = units;
  }

  private record Unit(String name, double factor) {}

  private static List<Unit> bytes() {
    return List.of(
        new Unit("B", 1),
        new Unit("K", 0x1p10),
        new Unit("M", 0x1p20),
        new Unit("G", 0x1p30),
        new Unit("T", 0x1p40),
        new Unit("KiB", 0x1p10),
        new Unit("MiB", 0x1p20),
        new Unit("GiB", 0x1p30),
        new Unit("TiB", 0x1p40),
        new Unit("kB", 1e3),
        new Unit("MB", 1e6),
        new Unit("GB", 1e9),
        new Unit("TB", 1e12));
  }

  /** What a value looks like, for messages: {@code a temperature such as 80 or 80C}. */
  public String expected() {
    return expected;
  }

  /** The units that may follow a number, the first being that of a bare number; empty for none. */
  public List<String> units() {
    return units.stream().map(Unit::name).toList();
  }

  /** Whether its values are numbers, which can be smaller or larger than another. */
  public boolean isNumber() {
    return this != TEXT;
  }

  /**
   * The amount that a text stands for, in the unit of a bare number; empty when it is none, or
   * larger than 10^18. The case of letters does not matter.
   */
  OptionalDouble amount(String text) {
    if (text.length() > LONGEST || !isNumber()) {
      return OptionalDouble.empty();
    }
    boolean negative = text.startsWith("-");
    int at = negative ? 1 : 0;
    double sum = 0;
    int parts = 0;
    do {
      int end = endOfNumber(text, at);
      int endOfUnit = end;
      while (endOfUnit < text.length() && !isDigit(text.charAt(endOfUnit))) {
        endOfUnit++;
      }
      double factor = factor(text.substring(end, endOfUnit));
      boolean isFurther = parts > 0 || endOfUnit < text.length();
      if (end == at || factor == 0 || (isFurther && (this != DURATION || end == endOfUnit))) {
        return OptionalDouble.empty();
      }
      sum += Double.parseDouble(text.substring(at, end)) * factor;
      at = endOfUnit;
      parts++;
    } while (at < text.length());
    return sum > MOST ? OptionalDouble.empty() : OptionalDouble.of(negative ? 0 - sum : sum);
  }

  /** Digits, and digits after a point; the start where there is no number. */
  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    boolean hasPoint =
        end > start
            && end + 1 < text.length()
            && text.charAt(end) == '.'
            && isDigit(text.charAt(end + 1));
    if (hasPoint) {
      end++;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What a number with that unit is multiplied with; 0 for an unknown unit. */
  private double factor(String unit) {
    if (unit.isEmpty()) {
      return 1;
    }
    String wanted = unit.toLowerCase(Locale.ROOT);
    for (Unit known : units) {
      if (known.name().toLowerCase(Locale.ROOT).equals(wanted)) {
        return known.factor();
      }
    }
    return 0;
  }
}
