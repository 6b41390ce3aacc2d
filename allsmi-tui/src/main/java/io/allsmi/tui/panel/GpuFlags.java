package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.table.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds a GPU back, in few letters, and its clocks. */
final class GpuFlags {
  private static final int MOST_DIGITS = 12;

  private GpuFlags() {}

  /** {@code !THERM !PWR ECC:2}; empty when nothing is known to be wrong. */
  static String of(GpuInfo gpu) {
    List<String> flags = new ArrayList<>();
    String reasons = gpu.detail().getOrDefault("clock_event_reasons", "");
    if (reasons.contains("thermal")) {
      flags.add("!THERM");
    }
    if (reasons.contains("power")) {
      flags.add("!PWR");
    }
    if (reasons.contains("hw_slowdown") && flags.isEmpty()) {
      flags.add("!SLOW");
    }
    number(gpu, "ecc_errors_uncorrected")
        .filter(count -> count > 0)
        .ifPresent(count -> flags.add("ECC:" + count));
    return String.join(" ", flags);
  }

  /** {@code 1.98/3.20}: of the SMs and of the memory. */
  static String clocks(GpuInfo gpu) {
    Optional<Long> memory = number(gpu, "memory_clock_mhz");
    if (gpu.graphicsClockMhz().isEmpty() && memory.isEmpty()) {
      return Quantity.ABSENT;
    }
    String graphics =
        gpu.graphicsClockMhz().isPresent()
            ? gigahertz(gpu.graphicsClockMhz().getAsInt())
            : Quantity.ABSENT;
    return graphics + "/" + memory.map(GpuFlags::gigahertz).orElse(Quantity.ABSENT);
  }

  private static String gigahertz(long megahertz) {
    return Figures.threeDigits(megahertz / 1000.0);
  }

  private static Optional<Long> number(GpuInfo gpu, String key) {
    String text = gpu.detail().getOrDefault(key, "");
    boolean plain =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
