package io.allsmi.core.exposition;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessIdentity;
import io.allsmi.core.ProcessTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the process table of a page. While a host runs the same processes on the same GPUs, only
 * the columns of readings are new.
 */
final class ProcessAssembly {
  /**
   * Above this a start time is seconds since the epoch, as real hosts send it; below, seconds
   * elapsed.
   */
  private static final double EPOCH_FROM = 1e9;

  private final ScrapeLimits limits;
  private final Rows rows;
  private @Nullable ProcessIdentity identity;
  private int[] order = {};
  private int cuts;

  ProcessAssembly(ScrapeLimits limits, Rows rows) {
    this.limits = limits;
    this.rows = rows;
  }

  ProcessTable table(List<GpuInfo> gpus, Instant takenAt) {
    ProcessIdentity known = identity;
    if (known == null || rows.changed || rows.live() != order.length || !known.joinedTo(gpus)) {
      known = identify(gpus);
      identity = known;
      rows.changed = false;
    }
    int n = order.length;
    long[] memory = new long[n];
    long[] started = new long[n];
    double[] cpu = new double[n];
    long now = takenAt.toEpochMilli();
    for (int i = 0; i < n; i++) {
      int row = order[i];
      double bytes = rows.cell(row, Family.PROCESS_MEMORY);
      memory[i] = Double.isNaN(bytes) ? ProcessTable.ABSENT : (long) bytes;
      started[i] = startedAtMillis(rows.cell(row, Family.PROCESS_START), now);
      cpu[i] = rows.cell(row, Family.PROCESS_CPU);
    }
    return new ProcessTable(known, memory, started, cpu);
  }

  private static long startedAtMillis(double seconds, long now) {
    if (Double.isNaN(seconds)) {
      return ProcessTable.ABSENT;
    }
    long millis = (long) (seconds * 1000);
    return seconds > EPOCH_FROM ? millis : now - millis;
  }

  /** Puts the rows in order (device, pid) and reads who they are. */
  private ProcessIdentity identify(List<GpuInfo> gpus) {
    cuts = 0;
    Who[] who = new Who[rows.live()];
    int n = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.isLive(row)) {
        who[n++] = who(row, rows.labels(row));
      }
    }
    Arrays.sort(who, BY_DEVICE_AND_PID);
    order = new int[n];
    ProcessIdentity.Builder builder = new ProcessIdentity.Builder(n, gpus);
    for (int i = 0; i < n; i++) {
      Who w = who[i];
      order[i] = w.row;
      builder.add(w.pid, w.user, w.uid, w.name, w.command, w.uuid, w.index);
    }
    return builder.build();
  }

  private record Who(
      int row,
      int pid,
      String user,
      int uid,
      String name,
      String command,
      String uuid,
      int index) {}

  private static final Comparator<Who> BY_DEVICE_AND_PID =
      Comparator.comparingInt(Who::index).thenComparingInt(Who::pid).thenComparing(Who::uuid);

  private Who who(int row, LabelSet set) {
    return new Who(
        row,
        RowKeys.integer(set.get("pid")),
        bounded(set.get("user"), limits.userBytes()),
        RowKeys.integer(set.get("uid")),
        bounded(set.get("name"), limits.nameBytes()),
        bounded(set.get("command"), limits.commandBytes()),
        bounded(set.get("device_uuid"), limits.uuidBytes()),
        RowKeys.integer(set.first("gpu_index", "device_id", "")));
  }

  private String bounded(String text, int most) {
    String printable = Utf8.printable(text);
    String cut = Utf8.cut(printable, most);
    if (cut.length() < printable.length() && !printable.endsWith(" bytes truncated)")) {
      cuts++;
    }
    return cut;
  }

  void complainOfCuts(Complaints complaints) {
    if (cuts > 0) {
      complaints.add(0, "process texts: " + cuts + " cut to the limit");
    }
  }
}
