package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds a GPU back, in few letters, and its clocks. */
final class GpuFlags {
  private static final int MOST_DIGITS = 12;

  /** A pause between two batches is not worth a word. */
  private static final Duration IDLE_FROM = Duration.ofMinutes(1);

  private GpuFlags() {}

  /**
   * Flags of a GPU, and the sign that stands for them.
   *
   * @param text the words, the worst first; empty for none
   * @param role what the worst of them means
   */
  record Flags(String text, Role role) {
    String glyph() {
      return role == Role.BAD ? "‼" : "▲";
    }
  }

  /**
   * What is wrong with a GPU, else that it has been held and idle for a while.
   *
   * @param quiet for how long somebody has held it and it has done nothing
   */
  static Flags of(GpuInfo gpu, Optional<Duration> quiet) {
    String wrong = of(gpu);
    String idle =
        quiet
            .filter(q -> q.compareTo(IDLE_FROM) >= 0)
            .map(q -> "idle " + Quantity.brief(q.toSeconds()))
            .orElse("");
    String gap = wrong.isEmpty() || idle.isEmpty() ? "" : " ";
    boolean isBad = wrong.contains("THERM") || wrong.contains("ECC") || wrong.contains("SLOW");
    return new Flags(wrong + gap + idle, isBad ? Role.BAD : Role.WARN);
  }

  /** The same of a GPU as it is on the screen. */
  static Flags of(Scene scene, HostSnapshot host, GpuInfo gpu) {
    boolean isHeld = scene.view().holder(host, gpu).isPresent();
    return of(gpu, isHeld ? scene.view().history().quiet(host, gpu) : Optional.empty());
  }

  /** {@code P0}. */
  static String state(GpuInfo gpu) {
    return gpu.performanceState().isPresent()
        ? "P" + gpu.performanceState().getAsInt()
        : Quantity.ABSENT;
  }

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
