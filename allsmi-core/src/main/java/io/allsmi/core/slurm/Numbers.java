package io.allsmi.core.slurm;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** The argument checks shared by the values of this package. */
final class Numbers {
  private Numbers() {}

  static void notNegative(String name, OptionalLong number) {
    if (number.isPresent() && number.getAsLong() < 0) {
      throw new IllegalArgumentException(
          name + ": expected a number of at least 0, got " + number.getAsLong());
    }
  }

  static void notNegative(String name, OptionalInt number) {
    if (number.isPresent() && number.getAsInt() < 0) {
      throw new IllegalArgumentException(
          name + ": expected a number of at least 0, got " + number.getAsInt());
    }
  }
}
