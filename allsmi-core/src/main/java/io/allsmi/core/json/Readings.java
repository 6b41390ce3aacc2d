package io.allsmi.core.json;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What {@link Cells} found, as readings. */
final class Readings {
  private Readings() {}

  static OptionalDouble real(double number) {
    return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  static OptionalLong whole(long number) {
    return number == Cells.ABSENT ? OptionalLong.empty() : OptionalLong.of(number);
  }

  static OptionalInt small(long number) {
    return number == Cells.ABSENT ? OptionalInt.empty() : OptionalInt.of((int) number);
  }

  static Optional<String> text(@Nullable String text) {
    return Optional.ofNullable(text);
  }

  static Optional<Boolean> truth(int truth) {
    return truth < 0 ? Optional.empty() : Optional.of(truth == 1);
  }
}
