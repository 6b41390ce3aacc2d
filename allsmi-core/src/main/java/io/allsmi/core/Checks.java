package io.allsmi.core;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The argument checks shared by the values of this package. */
final class Checks {
  private Checks() {}

  static void notNegative(String name, OptionalDouble reading) {
    if (reading.isPresent() && !(reading.getAsDouble() >= 0 && reading.getAsDouble() < 1e300)) {
      throw new IllegalArgumentException(
          name + ": expected a number of at least 0, got " + reading.getAsDouble());
    }
  }

  static void notNegative(String name, OptionalLong reading) {
    if (reading.isPresent() && reading.getAsLong() < 0) {
      throw new IllegalArgumentException(
          name + ": expected a number of at least 0, got " + reading.getAsLong());
    }
  }

  static void notNegative(String name, OptionalInt reading) {
    if (reading.isPresent() && reading.getAsInt() < 0) {
      throw new IllegalArgumentException(
          name + ": expected a number of at least 0, got " + reading.getAsInt());
    }
  }
}
