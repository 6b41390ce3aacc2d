package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Readings as short texts, and the state each of them stands for. Unknown is a dash. */
final class Figures {
  static final String UNKNOWN = Quantity.ABSENT;
  private static final double LOAD_WARN = 60;
  private static final double LOAD_BAD = 85;
  private static final int HOT = 80;
  private static final int TOO_HOT = 90;
  private static final int NEAR_LIMIT = 5;
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Figures() {}

  /** {@code 512/700 W}, {@code 3.14/5.60 kW}. */
  static String watts(OptionalDouble draw, OptionalDouble limit) {
    if (limit.isEmpty() || draw.isEmpty()) {
      return Quantity.watts(draw);
    }
    double most = limit.getAsDouble();
    return most < 1000
        ? Math.round(draw.getAsDouble()) + "/" + Math.round(most) + " W"
        : threeDigits(draw.getAsDouble() / 1000) + "/" + threeDigits(most / 1000) + " kW";
  }

  /** {@code 98.4/141 GiB}: both in the unit of the larger. */
  static String bytes(OptionalLong used, OptionalLong total) {
    if (total.isEmpty() || used.isEmpty()) {
      return used.isEmpty() && total.isPresent()
          ? UNKNOWN + "/" + Quantity.bytes(total)
          : Quantity.bytes(used);
    }
    int unit = unit(total.getAsLong());
    return scaled(used.getAsLong(), unit)
        + "/"
        + scaled(total.getAsLong(), unit)
        + " "
        + BYTE_UNITS[unit];
  }

  private static int unit(long bytes) {
    int unit = 0;
    for (double rest = bytes; rest >= 1023.5 && unit < BYTE_UNITS.length - 1; rest /= 1024) {
      unit++;
    }
    return unit;
  }

  private static String scaled(long bytes, int unit) {
    double value = bytes / Math.pow(1024, unit);
    return unit == 0 ? Long.toString(bytes) : threeDigits(value);
  }

  /** Three significant digits, without an exponent. */
  static String threeDigits(double value) {
    if (value >= 99.95) {
      return Long.toString(Math.round(value));
    }
    boolean two = value < 9.995;
    long scaled = Math.round(value * (two ? 100 : 10));
    long unit = two ? 100 : 10;
    String fraction = Long.toString(scaled % unit);
    return scaled / unit + "." + (two && fraction.length() < 2 ? "0" : "") + fraction;
  }

  static String clock(OptionalInt mhz) {
    return mhz.isEmpty() ? UNKNOWN : threeDigits(mhz.getAsInt() / 1000.0) + " GHz";
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 3 min}, {@code 5 h}, {@code 2 d}. */
  static String age(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.isNegative() || age.toSeconds() < 10) {
      long tenths = Math.max(0, age.toMillis() / 100);
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    long seconds = age.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  static Role load(OptionalDouble percent) {
    double value = percent.orElse(0);
    return value >= LOAD_BAD ? Role.BAD : value >= LOAD_WARN ? Role.WARN : Role.GOOD;
  }

  /** By the device's own limits where it tells them. */
  static Role heat(GpuInfo gpu) {
    double celsius = gpu.temperatureCelsius().orElse(0);
    TemperatureThresholds limits = gpu.thresholds();
    int bad = limits.slowdown().orElse(limits.maxOperating().orElse(TOO_HOT));
    int warn = bad == TOO_HOT ? HOT : bad - NEAR_LIMIT;
    return celsius >= bad ? Role.BAD : celsius >= warn ? Role.WARN : Role.NORMAL;
  }

  static String glyph(Role role) {
    return role == Role.BAD ? "‼" : role == Role.WARN ? "▲" : " ";
  }

  static double share(OptionalLong used, OptionalLong total) {
    return used.isPresent() && total.orElse(0) > 0
        ? used.getAsLong() / (double) total.getAsLong()
        : 0;
  }
}
