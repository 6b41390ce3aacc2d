package io.allsmi.core.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Quantities for people: three significant digits and a unit, such as {@code 48.0 GiB}, {@code 2.30
 * kW} or {@code 6d 03:12:08}. The decimal point is a point in every locale.
 *
 * @since 0.30.0
 */
public final class Quantity {
  /** What stands where there is no reading. */
  public static final String ABSENT = "–";

  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String[] WATT_UNITS = {"W", "kW", "MW", "GW", "TW"};
  private static final long MICRO = 1_000_000;
  private static final long DAY = 86_400;
  private static final int DIGITS = 3;
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

  private Quantity() {}

  /** Bytes, such as {@code 512 B}, {@code 1.50 GiB} or {@code 384 GiB}; never 1024 of a unit. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    return scaled(BigDecimal.valueOf(bytes), 1024, BYTE_UNITS, false);
  }

  /** Bytes, {@link #ABSENT} when there is no reading. */
  public static String bytes(OptionalLong bytes) {
    return bytes.isPresent() ? bytes(bytes.getAsLong()) : ABSENT;
  }

  /** Microwatts as {@code 0 W}, {@code 85.3 W}, {@code 920 W}, {@code 2.30 kW}. */
  public static String watts(long microwatts) {
    if (microwatts == 0) {
      return "0 W";
    }
    return scaled(BigDecimal.valueOf(microwatts, 6), 1000, WATT_UNITS, true);
  }

  /** Microwatts, {@link #ABSENT} when there is no reading. */
  public static String watts(OptionalLong microwatts) {
    return microwatts.isPresent() ? watts(microwatts.getAsLong()) : ABSENT;
  }

  /** Watts as a device reports them, {@link #ABSENT} when there is no reading. */
  public static String watts(OptionalDouble watts) {
    return watts.isPresent() ? watts(Math.round(watts.getAsDouble() * MICRO)) : ABSENT;
  }

  /** Microwatts as watts with three decimals for programs: {@code 812.345}. */
  public static String wattsDecimal(long microwatts) {
    return BigDecimal.valueOf(microwatts, 6).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }

  /** Seconds as {@code 03:12:08}, from a day on {@code 6d 03:12:08}. */
  public static String duration(long seconds) {
    String time =
        two(seconds % DAY / 3600) + ":" + two(seconds % 3600 / 60) + ":" + two(seconds % 60);
    return seconds < DAY ? time : seconds / DAY + "d " + time;
  }

  /** Seconds, {@link #ABSENT} when there is no reading. */
  public static String duration(OptionalLong seconds) {
    return seconds.isPresent() ? duration(seconds.getAsLong()) : ABSENT;
  }

  /**
   * Seconds in the largest unit of which there is at least one: {@code 42s}, {@code 41m}, {@code
   * 5h}, {@code 3d}.
   */
  public static String brief(long seconds) {
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    return seconds < DAY ? seconds / 3600 + "h" : seconds / DAY + "d";
  }

  /**
   * Seconds as hours with at most three significant digits, {@link #ABSENT} when there is no
   * reading: {@code 0 h}, {@code 0.25 h}, {@code 18.5 h}, {@code 1204 h}.
   */
  public static String hours(OptionalLong seconds) {
    if (seconds.isEmpty()) {
      return ABSENT;
    }
    if (seconds.getAsLong() == 0) {
      return "0 h";
    }
    BigDecimal hours = BigDecimal.valueOf(seconds.getAsLong());
    for (int places = 2; places > 0; places--) {
      BigDecimal rounded = hours.divide(SECONDS_PER_HOUR, places, RoundingMode.HALF_UP);
      if (rounded.precision() <= DIGITS) {
        return rounded.toPlainString() + " h";
      }
    }
    return hours.divide(SECONDS_PER_HOUR, 0, RoundingMode.HALF_UP).toPlainString() + " h";
  }

  /** Percent without decimals, {@link #ABSENT} when there is no reading: {@code 84 %}. */
  public static String percent(OptionalDouble percent) {
    return percent.isPresent() ? Math.round(percent.getAsDouble()) + " %" : ABSENT;
  }

  /** Degrees without decimals, {@link #ABSENT} when there is no reading: {@code 58 °C}. */
  public static String celsius(OptionalDouble celsius) {
    return celsius.isPresent() ? Math.round(celsius.getAsDouble()) + " °C" : ABSENT;
  }

  /** A clock, {@link #ABSENT} when there is no reading: {@code 1980 MHz}. */
  public static String megahertz(OptionalInt megahertz) {
    return megahertz.isPresent() ? megahertz.getAsInt() + " MHz" : ABSENT;
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  /** Three significant digits in the largest unit of which there is at least one. */
  private static String scaled(BigDecimal value, int step, String[] units, boolean trimSmall) {
    BigDecimal divisor = BigDecimal.valueOf(step);
    BigDecimal rest = value;
    int unit = 0;
    while (unit < units.length - 1 && threeDigits(rest).compareTo(divisor) >= 0) {
      rest = rest.divide(divisor);
      unit++;
    }
    BigDecimal shown = threeDigits(rest);
    if (trimSmall && unit == 0 && shown.signum() == 0) {
      return "< 0.01 " + units[0];
    }
    return String.format(Locale.ROOT, "%s %s", shown.toPlainString(), units[unit]);
  }

  private static BigDecimal threeDigits(BigDecimal value) {
    for (int decimals = 2; decimals > 0; decimals--) {
      BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
      if (rounded.precision() - rounded.scale() <= 3 - decimals) {
        return rounded;
      }
    }
    return value.setScale(0, RoundingMode.HALF_UP);
  }
}
