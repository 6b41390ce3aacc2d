package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Shape;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The numbers of the object that is being read, by the codes of their names. */
final class Numbers {
  private final double[] reals;
  private final long[] wholes;
  private final Cells.Unknown unknownBefore = new Cells.Unknown();

  Numbers(Shape shape) {
    reals = new double[shape.size()];
    wholes = new long[shape.size()];
  }

  /** Begins with an object: nothing is known of it. */
  void clear() {
    Arrays.fill(reals, Double.NaN);
    Arrays.fill(wholes, Cells.ABSENT);
  }

  void put(int name, double number) {
    reals[name] = number;
  }

  void put(int name, long number) {
    wholes[name] = number;
  }

  /** The names of what the object that is being read does not know, for {@link #forget}. */
  long unknown(Cells cells, Shape shape, int name) throws Json.Malformed {
    return cells.unknown(shape, name, unknownBefore);
  }

  /** Takes back what an object says that it does not know, a bit for each name. */
  void forget(long names) {
    for (long rest = names; rest != 0; rest &= rest - 1) {
      int name = Long.numberOfTrailingZeros(rest);
      reals[name] = Double.NaN;
      wholes[name] = Cells.ABSENT;
    }
  }

  /** Takes back a 0, which other programs write for what they do not know. */
  void forgetZero(int name) {
    if (reals[name] == 0) {
      reals[name] = Double.NaN;
    }
    if (wholes[name] == 0) {
      wholes[name] = Cells.ABSENT;
    }
  }

  /** Whether all of them are absent. */
  boolean isNone(int... names) {
    for (int name : names) {
      if (wholes[name] != Cells.ABSENT || !Double.isNaN(reals[name])) {
        return false;
      }
    }
    return true;
  }

  /** NaN when it is absent. */
  double number(int name) {
    return reals[name];
  }

  /** {@link Cells#ABSENT} when it is absent. */
  long wholeNumber(int name) {
    return wholes[name];
  }

  /** The number of a thing; -1 when it is absent. */
  int id(int name) {
    return wholes[name] == Cells.ABSENT ? -1 : (int) wholes[name];
  }

  /** A place in a list; 0 when it is absent. */
  int place(int name) {
    return (int) Math.max(0, wholes[name]);
  }

  OptionalDouble real(int name) {
    return Readings.real(reals[name]);
  }

  OptionalLong whole(int name) {
    return Readings.whole(wholes[name]);
  }

  OptionalInt small(int name) {
    return Readings.small(wholes[name]);
  }

  /** Degrees that schema 1 rounds, or the same with their decimals. */
  OptionalDouble celsius(int rounded, int exact) {
    return Readings.real(Double.isNaN(reals[exact]) ? reals[rounded] : reals[exact]);
  }
}
