package io.allsmi.collect.local;

import io.allsmi.core.MemoryInfo;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Memory and swap: the machine's, or the container's where that has a limit. */
final class MemoryReader {
  private final SystemFiles files;
  private final ContainerLimits limits;

  MemoryReader(SystemFiles files, ContainerLimits limits) {
    this.files = files;
    this.limits = limits;
  }

  MemoryInfo read() throws IOException {
    Map<String, Long> meminfo =
        parse(files.text("/proc/meminfo", SystemFiles.USUAL_LIMIT).orElse(""));
    OptionalLong total = value(meminfo, "MemTotal");
    if (total.isEmpty()) {
      throw new IOException("expected the line MemTotal in /proc/meminfo, got none");
    }
    Optional<ContainerLimits.Memory> container = limits.memory(total.getAsLong());
    return container.isPresent() ? of(container.get(), meminfo) : of(meminfo, total.getAsLong());
  }

  /** Used is what is not available to a new process, as {@code free} has it. */
  private static MemoryInfo of(Map<String, Long> meminfo, long total) {
    OptionalLong available = value(meminfo, "MemAvailable");
    OptionalLong free = value(meminfo, "MemFree");
    OptionalLong used = minus(OptionalLong.of(total), available.isPresent() ? available : free);
    OptionalLong swapTotal = positive(value(meminfo, "SwapTotal"));
    OptionalLong swapFree = swapTotal.isPresent() ? value(meminfo, "SwapFree") : swapTotal;
    return new MemoryInfo(
        0,
        OptionalLong.of(total),
        used,
        available,
        free,
        value(meminfo, "Buffers"),
        value(meminfo, "Cached"),
        swapTotal,
        minus(swapTotal, swapFree),
        swapFree,
        percent(used, total));
  }

  /** Page cache that can go at once is not used. */
  private static MemoryInfo of(ContainerLimits.Memory container, Map<String, Long> meminfo) {
    OptionalLong total = OptionalLong.of(container.limit());
    OptionalLong usage = container.usage();
    OptionalLong used = minus(usage, OptionalLong.of(container.inactiveFile().orElse(0)));
    OptionalLong swap = positive(value(meminfo, "SwapTotal"));
    OptionalLong limit = container.swapLimit();
    OptionalLong swapTotal =
        swap.isPresent() && limit.isPresent()
            ? positive(OptionalLong.of(Math.min(swap.getAsLong(), limit.getAsLong())))
            : swap;
    OptionalLong swapUsed = swapTotal.isPresent() ? container.swapUsage() : swapTotal;
    return new MemoryInfo(
        0,
        total,
        used,
        minus(total, used),
        minus(total, usage),
        OptionalLong.empty(),
        container.file(),
        swapTotal,
        swapUsed,
        minus(swapTotal, swapUsed),
        percent(used, container.limit()));
  }

  /** The machine's memory or the container's limit, bytes: what percentages are of. */
  static OptionalLong total(Optional<MemoryInfo> memory) {
    return memory.map(MemoryInfo::totalBytes).orElse(OptionalLong.empty());
  }

  /** Lines such as {@code MemTotal: 24684092 kB}, in bytes. */
  static Map<String, Long> parse(String meminfo) {
    Map<String, Long> values = new HashMap<>();
    for (String line : meminfo.split("\n", -1)) {
      int colon = line.indexOf(':');
      OptionalLong value =
          colon < 0 ? OptionalLong.empty() : Numbers.leading(line.substring(colon + 1));
      if (value.isPresent() && line.endsWith(" kB") && value.getAsLong() < Long.MAX_VALUE / 1024) {
        values.put(line.substring(0, colon), value.getAsLong() * 1024);
      }
    }
    return values;
  }

  private static OptionalLong value(Map<String, Long> meminfo, String key) {
    Long value = meminfo.get(key);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalLong positive(OptionalLong value) {
    return value.orElse(0) > 0 ? value : OptionalLong.empty();
  }

  private static OptionalLong minus(OptionalLong from, OptionalLong value) {
    return from.isPresent() && value.isPresent()
        ? OptionalLong.of(Math.max(0, from.getAsLong() - value.getAsLong()))
        : OptionalLong.empty();
  }

  private static OptionalDouble percent(OptionalLong used, long total) {
    return used.isPresent() && total > 0
        ? OptionalDouble.of(Math.min(100, 100.0 * used.getAsLong() / total))
        : OptionalDouble.empty();
  }
}
