package io.allsmi.core.alert;

import io.allsmi.core.Holdings;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who holds memory on which GPU of a host. */
final class Holders {
  /** Draws and does nothing else. */
  private static final String GRAPHICS = "G";

  /** By place of the GPU: bytes by user. */
  private final Map<Integer, Map<String, Long>> bytes = new HashMap<>();

  Holders(HostSnapshot host) {
    ProcessTable table = host.processTable();
    for (int row = 0; row < table.size(); row++) {
      int gpu = table.deviceCell(row);
      long held = table.gpuMemoryBytes(row);
      boolean counts = gpu >= 0 && gpu < host.gpus().size();
      if (counts && held != 0 && !table.details(row).type().equals(GRAPHICS)) {
        bytes
            .computeIfAbsent(gpu, place -> new HashMap<>())
            .merge(Holdings.groupOf(table.user(table.userCode(row))), Math.max(0, held), Long::sum);
      }
    }
  }

  /** The users of a GPU, the one with the most memory first, equal ones by name. */
  List<String> of(int gpu) {
    Map<String, Long> users = bytes.getOrDefault(gpu, Map.of());
    List<String> names = new ArrayList<>(users.keySet());
    names.sort(
        Comparator.comparingLong((String user) -> users.getOrDefault(user, 0L))
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    return names;
  }
}
