package io.allsmi.core.exposition;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Cells as readings: NaN is absent. */
final class Readings {
  private Readings() {}

  static OptionalDouble real(double cell) {
    return Double.isNaN(cell) ? OptionalDouble.empty() : OptionalDouble.of(cell);
  }

  /** Rounded to the nearest whole number. */
  static OptionalInt rounded(double cell) {
    return Double.isNaN(cell) ? OptionalInt.empty() : OptionalInt.of((int) Math.round(cell));
  }

  /** Absent as well when it is not a whole number: a state has no fractions. */
  static OptionalInt whole(double cell) {
    return cell == Math.rint(cell) ? OptionalInt.of((int) cell) : OptionalInt.empty();
  }

  static OptionalLong bytes(double cell) {
    return Double.isNaN(cell) ? OptionalLong.empty() : OptionalLong.of((long) cell);
  }

  static OptionalInt label(String text) {
    int value = RowKeys.integer(text);
    return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
