package io.allsmi.collect.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One text of /proc/PID/fdinfo that a graphics driver wrote, as the kernel's document
 * "drm-usage-stats" has it.
 *
 * @param driver the driver
 * @param device its PCI address; empty when not told
 * @param client the client's number on that device: several descriptors of one client tell the same
 * @param memoryBytes memory of the device it holds; main memory where the device has none
 * @param engines the work of each engine
 */
record DrmFdinfo(
    String driver,
    String device,
    String client,
    OptionalLong memoryBytes,
    Map<String, Engine> engines) {
  private static final String PREFIX = "drm-";
  private static final int MOST_ENGINES = 64;

  /**
   * How much an engine worked for a client.
   *
   * @param busy nanoseconds, or cycles
   * @param total cycles that went by; 0 when busy is in nanoseconds
   * @param capacity how many of its kind there are
   */
  record Engine(long busy, long total, long capacity) {}

  /** Parses a text; empty when it is not of a graphics driver. */
  static Optional<DrmFdinfo> parse(String fdinfo) {
    Map<String, String> values = new HashMap<>();
    for (String line : fdinfo.split("\n", 1000)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.startsWith(PREFIX)) {
        values.put(line.substring(PREFIX.length(), colon), line.substring(colon + 1).strip());
      }
    }
    String driver = values.getOrDefault("driver", "");
    String client = values.getOrDefault("client-id", "");
    if (driver.isEmpty() || client.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DrmFdinfo(
            driver, values.getOrDefault("pdev", ""), client, memory(values), engines(values)));
  }

  /**
   * What is resident, in the first words that are there: {@code drm-memory-} is the older name. Of
   * the regions those of the device count; without one the device uses main memory.
   */
  private static OptionalLong memory(Map<String, String> values) {
    for (String kind : new String[] {"resident-", "memory-", "total-"}) {
      OptionalLong own = sum(values, kind, true);
      OptionalLong memory = own.isPresent() ? own : sum(values, kind, false);
      if (memory.isPresent()) {
        return memory;
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong sum(Map<String, String> values, String kind, boolean ofDevice) {
    long sum = 0;
    boolean any = false;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (entry.getKey().startsWith(kind)
          && isOfDevice(entry.getKey().substring(kind.length())) == ofDevice) {
        OptionalLong bytes = bytes(entry.getValue());
        any |= bytes.isPresent();
        sum += bytes.orElse(0);
      }
    }
    return any && sum >= 0 ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  /** vram, vram0 and local0; not gtt, cpu, system, stolen. */
  private static boolean isOfDevice(String region) {
    return region.startsWith("vram") || region.startsWith("local");
  }

  /** {@code 23992 KiB}, {@code 16 MiB} or a bare number of bytes. */
  private static OptionalLong bytes(String text) {
    OptionalLong number = Numbers.leading(text);
    long unit = text.endsWith("KiB") ? 1 << 10 : text.endsWith("MiB") ? 1 << 20 : 1;
    return number.isPresent() && number.getAsLong() <= (1L << 50) / unit
        ? OptionalLong.of(number.getAsLong() * unit)
        : OptionalLong.empty();
  }

  private static Map<String, Engine> engines(Map<String, String> values) {
    Map<String, Engine> engines = new HashMap<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String key = entry.getKey();
      boolean inCycles = key.startsWith("cycles-");
      boolean inTime = key.startsWith("engine-") && !key.startsWith("engine-capacity-");
      OptionalLong busy = Numbers.leading(entry.getValue());
      if ((inCycles || inTime) && busy.isPresent() && engines.size() < MOST_ENGINES) {
        String name = key.substring("engine-".length());
        long total = inCycles ? number(values, "total-cycles-" + name).orElse(0) : 0;
        long capacity = Math.max(1, number(values, "engine-capacity-" + name).orElse(1));
        // Cycles without their total are counted by no clock that is known here.
        if (inTime || total > 0) {
          engines.put(name, new Engine(busy.getAsLong(), total, capacity));
        }
      }
    }
    return engines;
  }

  private static OptionalLong number(Map<String, String> values, String key) {
    return Numbers.leading(values.getOrDefault(key, ""));
  }
}
