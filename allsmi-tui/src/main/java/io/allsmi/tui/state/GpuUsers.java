package io.allsmi.tui.state;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.usage.UserAggregate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who holds the GPUs of one host. */
final class GpuUsers {
  private final List<Optional<GpuHolder>> holders = new ArrayList<>();

  /** Adds up the rows of a host, each once. */
  GpuUsers(HostSnapshot host) {
    List<Map<String, Long>> held = new ArrayList<>();
    host.gpus().forEach(gpu -> held.add(new HashMap<>()));
    ProcessTable table = host.processTable();
    for (int row = 0; row < table.size(); row++) {
      int cell = table.deviceCell(row);
      if (cell >= 0 && cell < held.size()) {
        String user = UserAggregate.groupOf(table.user(table.userCode(row)));
        held.get(cell).merge(user, Math.max(0, table.gpuMemoryBytes(row)), GpuUsers::sum);
      }
    }
    held.forEach(users -> holders.add(most(users)));
  }

  /** Absurd readings must not turn into a negative sum. */
  private static long sum(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b;
  }

  private static Optional<GpuHolder> most(Map<String, Long> users) {
    return users.entrySet().stream()
        .min(
            Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(e -> new GpuHolder(e.getKey(), users.size() - 1));
  }

  /** The one who holds the most memory on the GPU at a place; empty when nobody does. */
  Optional<GpuHolder> at(int place) {
    return place < 0 || place >= holders.size() ? Optional.empty() : holders.get(place);
  }
}
