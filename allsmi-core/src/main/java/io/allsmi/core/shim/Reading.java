package io.allsmi.core.shim;

import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.Utf8;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One cell of a tool's output. What cannot be believed is complained of and absent.
 *
 * @param name what the tool calls it
 * @param text as written
 * @param line where it stands
 * @param complaints where complaints go
 */
record Reading(String name, String text, int line, Complaints complaints) {
  private static final int EXCERPT_BYTES = 200;

  boolean isAbsent() {
    return Absence.is(text);
  }

  /** The number it says, in the base unit. */
  OptionalDouble in(Unit unit) {
    if (isAbsent()) {
      return OptionalDouble.empty();
    }
    OptionalDouble value = unit.read(text);
    if (value.isEmpty()) {
      complain("expected " + unit.expected);
    }
    return unit.zeroIsUnknown() && value.orElse(1) == 0 ? OptionalDouble.empty() : value;
  }

  /** The whole number it says. */
  OptionalInt count() {
    OptionalDouble value = in(Unit.COUNT);
    if (value.isPresent() && value.getAsDouble() != Math.rint(value.getAsDouble())) {
      complain("expected a whole number");
      return OptionalInt.empty();
    }
    return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value.getAsDouble());
  }

  /** The text without control characters, cut at that many bytes; empty when it says nothing. */
  String words(int mostBytes) {
    String whole = Utf8.printable(text).strip();
    if (Absence.is(whole)) {
      return "";
    }
    String cut = Utf8.cut(whole, mostBytes);
    if (cut.length() < whole.length()) {
      complaints.add(
          line,
          name
              + ": expected at most "
              + mostBytes
              + " bytes, got "
              + Utf8.length(whole)
              + "; the rest is left out");
    }
    return cut;
  }

  /** Complains of the cell. */
  void complain(String expected) {
    complaints.add(line, name + ": " + expected + ", got " + quoted(text));
  }

  /** The beginning of a text as it may be shown in a complaint. */
  static String quoted(String text) {
    String shown = Utf8.printable(text.strip());
    String cut = Utf8.cut(shown, EXCERPT_BYTES);
    return "'" + cut + (cut.length() < shown.length() ? "…'" : "'");
  }
}
