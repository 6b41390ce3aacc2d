package io.allsmi.core.json;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What {@link Cells} found, as readings. */
final class Readings {
  /** The small numbers, which come again and again. */
  private static final OptionalInt[] KNOWN = new OptionalInt[256];

  static {
    for (int i = 0; i < KNOWN.length; i++) {
      KNOWN[i] = OptionalInt.of(i);
    }
  }

  private Readings() {}

  static OptionalDouble real(double number) {
    return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  static OptionalLong whole(long number) {
    return number == Cells.ABSENT ? OptionalLong.empty() : OptionalLong.of(number);
  }

  static OptionalInt small(long number) {
    return number == Cells.ABSENT
        ? OptionalInt.empty()
        : number >= 0 && number < KNOWN.length ? KNOWN[(int) number] : OptionalInt.of((int) number);
  }

  static Optional<String> text(@Nullable String text) {
    return Optional.ofNullable(text);
  }

  static Optional<Boolean> truth(int truth) {
    return truth < 0 ? Optional.empty() : Optional.of(truth == 1);
  }
}
