package io.allsmi.core.html;

import io.allsmi.core.report.Gaps;
import io.allsmi.core.table.ReportColumns;
import io.allsmi.core.table.ReportNotes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.OptionalDouble;

/** Figures as the charts write them. */
final class Words {
  private Words() {}

  /** GPU-hours with two decimals. */
  static String hours(OptionalDouble hours) {
    return hours.isEmpty() ? "–" : ReportColumns.shown(BigDecimal.valueOf(hours.getAsDouble()));
  }

  /** A sum to be seen at a glance: two decimals, from a thousand on none. */
  static String big(BigDecimal number) {
    return number.compareTo(BigDecimal.valueOf(1000)) < 0
        ? ReportColumns.shown(number)
        : number.setScale(0, RoundingMode.HALF_UP).toPlainString();
  }

  /** A part of one as a percentage: {@code 14 %}, {@code < 1 %}. */
  static String percent(double part) {
    return part > 0 && part < 0.01 ? "< 1 %" : Math.round(100 * part) + " %";
  }

  /** A number without needless decimals. */
  static String number(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** The smallest of 1, 2, 5 times a power of ten that is no smaller; at least a quarter. */
  static double step(double least) {
    if (least <= 0.25) {
      return 0.25;
    }
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= least * 0.999) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** {@code 2026-04-20 12:20:00 for 00:10:00}. */
  static String gap(Gaps.Gap gap, ZoneId zone) {
    return ReportNotes.time(gap.from(), zone) + " for " + ReportNotes.length(gap.length());
  }
}
