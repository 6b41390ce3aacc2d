package io.allsmi.collect.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What /proc/cpuinfo says, which differs by architecture. */
final class CpuInfoText {
  private static final String PROCESSOR = "processor";

  private final Map<String, String> first = new HashMap<>();
  private final Map<Integer, Map<String, String>> cpus = new TreeMap<>();

  private CpuInfoText() {}

  static CpuInfoText parse(String cpuinfo) {
    CpuInfoText parsed = new CpuInfoText();
    Map<String, String> cpu = parsed.first;
    int start = 0;
    while (start < cpuinfo.length()) {
      int end = cpuinfo.indexOf('\n', start);
      end = end < 0 ? cpuinfo.length() : end;
      int colon = cpuinfo.indexOf(':', start);
      if (colon > 0 && colon < end) {
        String key = cpuinfo.substring(start, colon).strip();
        if (key.equals(PROCESSOR)) {
          cpu = parsed.begin(cpuinfo.substring(colon + 1, end).strip(), cpu);
        } else if (isWanted(key)) {
          String value = cpuinfo.substring(colon + 1, end).strip();
          cpu.putIfAbsent(key, value);
          parsed.first.putIfAbsent(key, value);
        }
      }
      start = end + 1;
    }
    return parsed;
  }

  private Map<String, String> begin(String number, Map<String, String> before) {
    OptionalLong cpu = Numbers.whole(number);
    if (cpu.isEmpty() || cpu.getAsLong() < 0 || cpu.getAsLong() >= 65_536) {
      return before;
    }
    return cpus.computeIfAbsent((int) cpu.getAsLong(), n -> new HashMap<>());
  }

  /** The flags of 256 CPUs are not kept. */
  private static boolean isWanted(String key) {
    return switch (key) {
      case "vendor_id",
          "model name",
          "cpu MHz",
          "clock",
          "cache size",
          "physical id",
          "core id",
          "CPU implementer",
          "CPU part",
          "cpu",
          "Model",
          "Hardware" ->
          true;
      default -> false;
    };
  }

  /** The first value of a key. */
  Optional<String> value(String key) {
    return Optional.ofNullable(first.get(key));
  }

  /** The number a CPU has under a key; absent when it has none. */
  OptionalLong number(int cpu, String key) {
    return Numbers.leading(cpus.getOrDefault(cpu, Map.of()).getOrDefault(key, ""));
  }

  /** The clock of a CPU in MHz; absent where the kernel does not say it here. */
  OptionalLong mhz(int cpu) {
    OptionalLong mhz = number(cpu, "cpu MHz");
    mhz = mhz.isPresent() ? mhz : number(cpu, "clock");
    return mhz.isPresent() && mhz.getAsLong() > 0 ? mhz : OptionalLong.empty();
  }
}
