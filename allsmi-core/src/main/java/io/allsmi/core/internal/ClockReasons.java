package io.allsmi.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why an NVIDIA GPU does not run its clocks at their highest. */
public final class ClockReasons {
  /** The bits of {@code nvmlClocksEventReason…}, from the lowest. */
  private static final String[] NAMES = {
    "gpu_idle",
    "applications_clocks_setting",
    "sw_power_cap",
    "hw_slowdown",
    "sync_boost",
    "sw_thermal_slowdown",
    "hw_thermal_slowdown",
    "hw_power_brake_slowdown",
    "display_clock_setting"
  };

  private ClockReasons() {}

  /** Their names with commas between them, {@code none} without one. */
  public static String of(long bits) {
    List<String> reasons = new ArrayList<>();
    for (int bit = 0; bit < NAMES.length; bit++) {
      if ((bits & 1L << bit) != 0) {
        reasons.add(NAMES[bit]);
      }
    }
    long others = bits & -1L << NAMES.length;
    if (others != 0) {
      reasons.add("0x" + Long.toHexString(others));
    }
    return reasons.isEmpty() ? "none" : String.join(",", reasons);
  }

  /** The same of {@code 0x} and up to 16 digits; empty for anything else. */
  public static Optional<String> ofHex(String text) {
    if (!text.startsWith("0x") || text.length() < 3 || text.length() > 18) {
      return Optional.empty();
    }
    long bits = 0;
    for (int i = 2; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return Optional.empty();
      }
      bits = bits << 4 | digit;
    }
    return Optional.of(of(bits));
  }
}
