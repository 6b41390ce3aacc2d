package io.allsmi.collect.nvml;

import io.allsmi.core.internal.Caps;
import java.util.HashMap;
import java.util.Map;

/**
 * How busy each process keeps the multiprocessors: the newest sample the driver took of it since
 * the last read. For one device, for one thread at a time.
 */
final class NvmlSamples {
  private static final String FUNCTION = "nvmlDeviceGetProcessUtilization";
  private static final long NULL = 0;

  /** When the newest sample that was read was taken, microseconds by the driver's clock. */
  private long seen;

  /** Percent by process; only processes of which there is a sample. */
  Map<Integer, Integer> read(NvmlDevice device) {
    int[] count = {0};
    int status = device.status(FUNCTION, NULL, count, seen);
    if (status != NvmlStatus.INSUFFICIENT_SIZE || count[0] <= 0 || count[0] > Caps.PROCESS_ROWS) {
      return Map.of();
    }
    int capacity = count[0];
    Struct samples = new Struct(capacity * NvmlLayout.PROCESS_SAMPLE);
    if (!device.ask(FUNCTION, samples.memory(), count, seen)) {
      return Map.of();
    }
    Map<Integer, Integer> percents = new HashMap<>();
    Map<Integer, Long> times = new HashMap<>();
    int end = Math.min(Math.max(count[0], 0), capacity) * NvmlLayout.PROCESS_SAMPLE;
    for (int at = 0; at < end; at += NvmlLayout.PROCESS_SAMPLE) {
      int pid = samples.number(at);
      long time = samples.wide(at + 8);
      int percent = samples.number(at + 16);
      if (percent >= 0 && percent <= 100 && time >= times.getOrDefault(pid, 0L)) {
        percents.put(pid, percent);
        times.put(pid, time);
        seen = Math.max(seen, time);
      }
    }
    return percents;
  }
}
