package io.allsmi.core.usage;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The rules written down as plainly as possible: records, maps, and no thought of speed. */
final class UserAggregatorOracle {
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final Map<String, Use> users = new TreeMap<>();
  private BigInteger unattributed = BigInteger.ZERO;

  private UserAggregatorOracle() {}

  /** One line per user, in the order of the aggregation. */
  static List<String> describe(List<HostSnapshot> hosts) {
    UserAggregatorOracle oracle = new UserAggregatorOracle();
    hosts.stream().filter(h -> h.status().state().countsInSums()).forEach(oracle::add);
    List<String> lines = new ArrayList<>();
    oracle.users.forEach((name, use) -> lines.add(use.line(name)));
    lines.add("unattributed " + oracle.unattributed.min(MAX));
    return lines;
  }

  /** The same lines for a result. */
  static List<String> describe(UserAggregation usage) {
    List<String> lines = new ArrayList<>();
    for (UserAggregate u : usage.users()) {
      lines.add(
          line(
              u.user(),
              u.nodes(),
              u.gpus(),
              u.procs(),
              u.vramBytes(),
              u.powerMicrowatts(),
              u.longestSeconds(),
              u.topCommand()));
    }
    // The oracle's map has "?" before the letters; the aggregation has it last.
    lines.sort(null);
    lines.add("unattributed " + usage.unattributedPowerMicrowatts());
    return lines;
  }

  private static String line(
      String user,
      int nodes,
      int gpus,
      int procs,
      OptionalLong vram,
      OptionalLong power,
      OptionalLong longest,
      String top) {
    return String.join(
        " ",
        user,
        nodes + " nodes",
        gpus + " gpus",
        procs + " procs",
        vram + "",
        power + "",
        longest + "",
        top);
  }

  private void add(HostSnapshot host) {
    Map<Integer, Map<String, BigInteger>> memory = new TreeMap<>();
    for (int i = 0; i < host.processes().size(); i++) {
      ProcessInfo row = host.processes().get(i);
      String name = name(row);
      Use use = users.computeIfAbsent(name, n -> new Use());
      use.nodes.add(host.hostId());
      use.processes.add(host.hostId() + "/" + row.pid());
      row.startedAt().ifPresent(s -> use.ran(Duration.between(s, host.takenAt())));
      use.rows.add(new Row(host, row));
      if (row.holdsDevice()) {
        int cell = host.processTable().deviceCell(i);
        use.devices.add(host.hostId() + "/" + cell);
        Map<String, BigInteger> held = memory.computeIfAbsent(cell, c -> new TreeMap<>());
        row.gpuMemoryBytes()
            .ifPresent(
                b -> {
                  use.vram(BigInteger.valueOf(b));
                  held.merge(name, BigInteger.valueOf(b), (x, y) -> x.add(y).min(MAX));
                });
      }
    }
    for (int cell = 0; cell < host.gpus().size(); cell++) {
      split(host.gpus().get(cell), memory.getOrDefault(cell, Map.of()));
    }
  }

  private void split(GpuInfo gpu, Map<String, BigInteger> memory) {
    if (gpu.powerWatts().isEmpty()) {
      return;
    }
    BigInteger draw = BigInteger.valueOf(Math.round(gpu.powerWatts().getAsDouble() * 1e6));
    BigInteger total = memory.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger rest = draw;
    for (Map.Entry<String, BigInteger> entry : memory.entrySet()) {
      BigInteger share =
          total.signum() == 0 ? BigInteger.ZERO : draw.multiply(entry.getValue()).divide(total);
      users.get(entry.getKey()).power(share);
      rest = rest.subtract(share);
    }
    if (total.signum() == 0) {
      unattributed = unattributed.add(rest);
      return;
    }
    BigInteger most = memory.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    String first =
        memory.keySet().stream()
            .filter(n -> memory.get(n).equals(most))
            .min(Comparator.comparing((String n) -> n.equals("?")).thenComparing(n -> n))
            .orElseThrow();
    users.get(first).power(rest);
  }

  private static String name(ProcessInfo row) {
    String name = row.user().orElse("");
    return name.isEmpty() || name.equals("unknown") ? "?" : name;
  }

  private record Row(HostSnapshot host, ProcessInfo process) {
    static final Comparator<Row> ORDER =
        Comparator.comparing((Row r) -> -r.process.gpuMemoryBytes().orElse(0))
            .thenComparing(r -> -r.process.cpuPercent().orElse(-1))
            .thenComparing(
                r -> r.process.startedAt().map(s -> s.toEpochMilli()).orElse(Long.MAX_VALUE))
            .thenComparing(r -> r.host.hostId())
            .thenComparing(r -> r.process.pid())
            .thenComparing(Row::command);

    String command() {
      return process.command().isEmpty() ? process.name() : process.command();
    }
  }

  private static final class Use {
    final Set<String> nodes = new HashSet<>();
    final Set<String> processes = new HashSet<>();
    final Set<String> devices = new HashSet<>();
    final List<Row> rows = new ArrayList<>();
    Optional<BigInteger> vram = Optional.empty();
    Optional<BigInteger> power = Optional.empty();
    Optional<Long> longest = Optional.empty();

    void vram(BigInteger bytes) {
      vram = Optional.of(vram.orElse(BigInteger.ZERO).add(bytes));
    }

    void power(BigInteger microwatts) {
      power = Optional.of(power.orElse(BigInteger.ZERO).add(microwatts));
    }

    void ran(Duration time) {
      long millis = time.isNegative() ? 0 : saturated(time);
      longest = Optional.of(Math.max(longest.orElse(0L), millis / 1000));
    }

    private static long saturated(Duration time) {
      return BigInteger.valueOf(time.getSeconds())
          .multiply(BigInteger.valueOf(1000))
          .add(BigInteger.valueOf(time.getNano() / 1_000_000))
          .min(MAX)
          .longValueExact();
    }

    String line(String user) {
      return UserAggregatorOracle.line(
          user,
          nodes.size(),
          devices.size(),
          processes.size(),
          sum(vram),
          sum(power),
          longest.map(OptionalLong::of).orElse(OptionalLong.empty()),
          rows.stream().min(Row.ORDER).orElseThrow().command());
    }

    private OptionalLong sum(Optional<BigInteger> reading) {
      if (devices.isEmpty()) {
        return OptionalLong.of(0);
      }
      return reading
          .map(r -> OptionalLong.of(r.min(MAX).longValueExact()))
          .orElse(OptionalLong.empty());
    }
  }
}
