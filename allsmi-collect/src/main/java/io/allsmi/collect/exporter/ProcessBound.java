package io.allsmi.collect.exporter;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.exposition.ExpositionWriter;
import java.util.Comparator;
import java.util.List;

/**
 * Bounds the process rows of a host: their number, and the length of what they say. Rows with the
 * most device memory stay, then those with the most CPU.
 */
final class ProcessBound {
  private static final Comparator<ProcessInfo> WEIGHTIEST_FIRST =
      Comparator.comparing(ProcessInfo::holdsDevice)
          .thenComparing(row -> row.gpuMemoryBytes().orElse(0))
          .thenComparing(row -> row.cpuPercent().orElse(0))
          .reversed()
          .thenComparing(ProcessInfo::pid);

  private final int most;

  ProcessBound(int most) {
    this.most = most;
  }

  /** How many rows of the host are left out. */
  int omitted(HostSnapshot host) {
    return Math.max(0, host.processes().size() - most);
  }

  /** The host with the rows that stay, in the order they came in. */
  HostSnapshot apply(HostSnapshot host) {
    List<ProcessInfo> rows = host.processes();
    if (rows.isEmpty()) {
      return host;
    }
    List<ProcessInfo> kept = rows;
    if (rows.size() > most) {
      List<ProcessInfo> first = rows.stream().sorted(WEIGHTIEST_FIRST).limit(most).toList();
      kept = first.stream().sorted(Comparator.comparing(ProcessInfo::pid)).toList();
    }
    return host.toBuilder()
        .processes(kept.stream().map(ExpositionWriter::shortened).toList())
        .build();
  }
}
