package io.allsmi.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The same aggregation as one would write it first: records, hash maps and sets. A yardstick. */
final class RecordBaseline {
  private RecordBaseline() {}

  /** One process on one device. */
  record Row(
      String host,
      String user,
      int pid,
      String gpu,
      double gpuWatts,
      long memory,
      long seconds,
      double cpu,
      String command) {}

  /** One user, or one user on one host. */
  record Usage(
      String user,
      int nodes,
      int gpus,
      int procs,
      long vram,
      double watts,
      long longest,
      String topCommand,
      List<Usage> perHost) {}

  private record Pid(String host, int pid) {}

  private record Device(String host, String uuid) {}

  private static final class Sum {
    final Set<String> hosts = new HashSet<>();
    final Set<Device> devices = new HashSet<>();
    final Set<Pid> pids = new HashSet<>();
    final Map<Device, Long> memoryOnDevice = new HashMap<>();
    final Map<String, Sum> perHost = new TreeMap<>();
    long vram;
    long longest;
    Row top;

    void add(Row row, boolean breakDown) {
      Device device = new Device(row.host, row.gpu);
      hosts.add(row.host);
      devices.add(device);
      pids.add(new Pid(row.host, row.pid));
      memoryOnDevice.merge(device, row.memory, Long::sum);
      vram += row.memory;
      longest = Math.max(longest, row.seconds);
      if (top == null || TOP.compare(row, top) > 0) {
        top = row;
      }
      if (breakDown) {
        perHost.computeIfAbsent(row.host, host -> new Sum()).add(row, false);
      }
    }

    Usage usage(String user, Map<Device, Long> totals, Map<Device, Double> watts) {
      double share = 0;
      for (Map.Entry<Device, Long> held : memoryOnDevice.entrySet()) {
        Device device = held.getKey();
        share += watts.get(device) * held.getValue() / totals.get(device);
      }
      List<Usage> parts = new ArrayList<>();
      perHost.forEach((host, sum) -> parts.add(sum.usage(user, totals, watts)));
      return new Usage(
          user,
          hosts.size(),
          devices.size(),
          pids.size(),
          vram,
          share,
          longest,
          top.command,
          parts);
    }
  }

  private static final Comparator<Row> TOP =
      Comparator.comparingLong(Row::memory)
          .thenComparingDouble(Row::cpu)
          .thenComparingLong(Row::seconds);

  /** One entry per user, by name. */
  static List<Usage> aggregate(List<Row> rows) {
    Map<String, Sum> users = new TreeMap<>();
    Map<Device, Long> totals = new HashMap<>();
    Map<Device, Double> watts = new HashMap<>();
    for (Row row : rows) {
      Device device = new Device(row.host, row.gpu);
      totals.merge(device, row.memory, Long::sum);
      watts.put(device, row.gpuWatts);
      users.computeIfAbsent(row.user, user -> new Sum()).add(row, true);
    }
    List<Usage> result = new ArrayList<>();
    users.forEach((user, sum) -> result.add(sum.usage(user, totals, watts)));
    return result;
  }
}
