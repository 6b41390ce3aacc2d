package io.allsmi.collect.nvml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What went wrong while one device was read. */
final class NvmlComplaints {
  private final Map<Integer, List<String>> faults = new LinkedHashMap<>();
  private final List<String> absurd = new ArrayList<>();
  private boolean lost;

  /** Whether nothing more can be had of the device. */
  boolean isLost() {
    return lost;
  }

  void answered(String function, int status) {
    if (NvmlStatus.isFault(status)) {
      faults.computeIfAbsent(status, s -> new ArrayList<>()).add(function);
      lost |= NvmlStatus.isLoss(status);
    }
  }

  /** A reading that no device can have. */
  void absurd(String function, double most, double value) {
    absurd.add(function + ": expected 0 to " + plain(most) + ", got " + plain(value));
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  /** One message for each kind of fault and one for each absurd reading. */
  List<String> messages() {
    List<String> messages = new ArrayList<>();
    faults.forEach(
        (status, functions) -> {
          String more = functions.size() > 1 ? " and " + (functions.size() - 1) + " more" : "";
          messages.add(
              functions.get(0)
                  + more
                  + ": expected a reading, got "
                  + NvmlStatus.text(status)
                  + (NvmlStatus.isLoss(status) ? "; nothing more is asked of it" : ""));
        });
    messages.addAll(absurd);
    return messages;
  }
}
