package io.allsmi.core.shim;

import io.allsmi.core.internal.Ceiling;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a number measures: the units it may be written in, and the highest one that is believed. K,
 * M and G of memory are powers of 1024 whatever the tool calls them: nvidia-smi says MiB, and the
 * MB of amd-smi and of old drivers are the same.
 */
enum Unit {
  PERCENT("a percentage from 0 to 100", 100, 1, Map.of("%", 1.0)),
  BYTES("an amount of memory", Ceiling.BYTES, 1, Sizes.ALL),
  /** As {@link #BYTES}; a number without a unit is in MiB. */
  MEBIBYTES("an amount of memory", Ceiling.BYTES, 1 << 20, Sizes.ALL),
  WATTS("a power", Ceiling.WATTS, 1, Map.of("w", 1.0, "mw", 1e-3, "kw", 1e3)),
  CELSIUS("a temperature", Ceiling.CELSIUS, 1, Map.of("c", 1.0, "°c", 1.0)),
  MEGAHERTZ("a clock", Ceiling.MEGAHERTZ, 1, Map.of("mhz", 1.0, "ghz", 1e3)),
  RPM("a fan speed", Ceiling.RPM, 1, Map.of("rpm", 1.0)),
  /** A number of lanes or a generation, {@code 16}, {@code 16x}. */
  LANES("a number of lanes", 1024, 1, Map.of("x", 1.0)),
  COUNT("a number", Integer.MAX_VALUE, 1, Map.of());

  /** What is expected where there is something else. */
  final String expected;

  private final double most;
  private final double plain;
  private final Map<String, Double> factors;

  Unit(String expected, double most, double plain, Map<String, Double> factors) {
    this.expected = expected;
    this.most = most;
    this.plain = plain;
    this.factors = factors;
  }

  /** What the text says, in the base unit; empty when it says no number that can be believed. */
  OptionalDouble read(String text) {
    String written = text.strip();
    int end = Numbers.end(written);
    String unit = written.substring(end).strip().toLowerCase(Locale.ROOT);
    Double factor = unit.isEmpty() ? Double.valueOf(plain) : factors.get(unit);
    if (end == 0 || factor == null) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(written.substring(0, end)) * factor;
    // Minus zero is zero, and is shown as such.
    return value >= 0 && value <= most
        ? OptionalDouble.of(Math.abs(value))
        : OptionalDouble.empty();
  }

  /** Whether 0 is how a tool says that it does not know. */
  boolean zeroIsUnknown() {
    return this == CELSIUS || this == MEGAHERTZ;
  }

  /** Constants of an enum cannot be used in its own constructors. */
  private static final class Sizes {
    static final Map<String, Double> ALL =
        Map.of(
            "b", 1.0,
            "kb", 0x1p10,
            "kib", 0x1p10,
            "mb", 0x1p20,
            "mib", 0x1p20,
            "gb", 0x1p30,
            "gib", 0x1p30,
            "tb", 0x1p40,
            "tib", 0x1p40);
  }
}
