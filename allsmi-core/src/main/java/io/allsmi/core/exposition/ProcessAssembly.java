package io.allsmi.core.exposition;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessIdentity;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.internal.Complaints;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final List<String> LABELS =
      List.of(
          "pid",
          "user",
          "uid",
          "name",
          "command",
          "device_uuid",
          "gpu_index",
          "device_id",
          "job_id");
  private static final int PID = 0;
  private static final int USER = 1;
  private static final int UID = 2;
  private static final int NAME = 3;
  private static final int COMMAND = 4;
  private static final int UUID = 5;
  private static final int GPU_INDEX = 6;
  private static final int DEVICE_ID = 7;
  private static final int JOB = 8;

  private static final int MOST_JOB_BYTES = 64;
  private static final ProcessDetails[] NO_DETAILS = {};

  private final ScrapeLimits limits;
  private final Rows rows;
  private @Nullable ProcessIdentity identity;
  private int[] order = {};

  /** In this order. */
  private Who[] sorted = {};

  private boolean[] isKnown = {};

  /** The names looked at last, which most rows share, and where each of {@link #LABELS} is. */
  private String[] labels = {};

  private final int[] place = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
  private int cuts;

  /** The jobs of the rows; empty when none has one. */
  private ProcessDetails[] details = NO_DETAILS;

  /** Rows of a job share one. */
  private Map<String, ProcessDetails> jobs = new HashMap<>();

  ProcessAssembly(ScrapeLimits limits, Rows rows) {
    this.limits = limits;
    this.rows = rows;
  }

  ProcessTable table(List<GpuInfo> gpus, Instant takenAt) {
    ProcessIdentity same = identity;
    if (same == null || rows.changed || rows.live() != order.length || !same.joinedTo(gpus)) {
      same = identify(gpus, same);
      identity = same;
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
    return new ProcessTable(same, gpus, memory, started, cpu, details);
  }

  private static long startedAtMillis(double seconds, long now) {
    if (Double.isNaN(seconds)) {
      return ProcessTable.ABSENT;
    }
    long millis = (long) (seconds * 1000);
    return seconds > EPOCH_FROM ? millis : now - millis;
  }

  /** Puts the rows in order (device, pid); only rows that are new or changed are read again. */
  private ProcessIdentity identify(List<GpuInfo> gpus, @Nullable ProcessIdentity before) {
    int n = rows.live();
    int[] from = new int[n];
    Who[] kept = sorted;
    isKnown = new boolean[rows.size()];
    int keptCount = keep(kept, from);
    Who[] fresh = fresh(n - keptCount);
    ProcessIdentity.Builder builder = new ProcessIdentity.Builder(n, gpus, before);
    sorted = merge(kept, keptCount, fresh, from);
    if (before != null) {
      builder.repeat(before, from);
    }
    order = new int[n];
    cuts = 0;
    details = details(sorted);
    for (int i = 0; i < n; i++) {
      Who w = sorted[i];
      order[i] = w.row;
      cuts += w.cuts;
      if (from[i] < 0) {
        builder.put(i, w.pid, w.user, w.uid, w.name, w.command, w.uuid, w.index);
      }
    }
    return builder.build();
  }

  /** Jobs that have no row any more are forgotten. */
  private ProcessDetails[] details(Who[] rows) {
    if (jobs.isEmpty()) {
      return NO_DETAILS;
    }
    ProcessDetails[] found = new ProcessDetails[rows.length];
    Map<String, ProcessDetails> live = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      found[i] = rows[i].details;
      found[i].jobId().ifPresent(job -> live.put(job, jobs.getOrDefault(job, ProcessDetails.NONE)));
    }
    jobs = live;
    return live.isEmpty() ? NO_DETAILS : found;
  }

  private ProcessDetails details(LabelSet set) {
    String job = value(set, JOB);
    if (job.isEmpty() || set.bytes(job) > MOST_JOB_BYTES) {
      return ProcessDetails.NONE;
    }
    return jobs.computeIfAbsent(
        set.printableValue(job, MOST_JOB_BYTES), id -> ProcessDetails.builder().jobId(id).build());
  }

  /** Moves those that are still there to the front; notes where each was. */
  private int keep(Who[] who, int[] from) {
    int count = 0;
    for (int i = 0; i < who.length; i++) {
      Who w = who[i];
      if (w.row < rows.size() && rows.isLive(w.row) && rows.labels(w.row) == w.set) {
        from[count] = i;
        who[count++] = w;
        isKnown[w.row] = true;
      }
    }
    return count;
  }

  /** The others on the page, in order. */
  private Who[] fresh(int count) {
    Who[] fresh = new Who[count];
    int n = 0;
    for (int row = 0; n < count; row++) {
      if (rows.isLive(row) && !isKnown[row]) {
        fresh[n++] = who(row, rows.labels(row));
      }
    }
    Arrays.sort(fresh, BY_DEVICE_AND_PID);
    return fresh;
  }

  /** From the end, so that {@code from} can be spread in its place; -1 is a fresh one. */
  private static Who[] merge(Who[] kept, int keptCount, Who[] fresh, int[] from) {
    Who[] all = new Who[keptCount + fresh.length];
    int k = keptCount - 1;
    int f = fresh.length - 1;
    for (int i = all.length - 1; i >= 0; i--) {
      if (f < 0 || (k >= 0 && BY_DEVICE_AND_PID.compare(kept[k], fresh[f]) > 0)) {
        all[i] = kept[k];
        from[i] = from[k--];
      } else {
        all[i] = fresh[f--];
        from[i] = -1;
      }
    }
    return all;
  }

  private record Who(
      int row,
      LabelSet set,
      int pid,
      String user,
      int uid,
      String name,
      String command,
      String uuid,
      int index,
      ProcessDetails details,
      int cuts) {}

  private static final Comparator<Who> BY_DEVICE_AND_PID =
      (a, b) -> {
        int order = Integer.compare(a.index, b.index);
        order = order != 0 ? order : Integer.compare(a.pid, b.pid);
        order = order != 0 ? order : a.uuid.compareTo(b.uuid);
        return order != 0 ? order : Integer.compare(a.row, b.row);
      };

  private Who who(int row, LabelSet set) {
    lookAt(set.names);
    String user = value(set, USER);
    String name = value(set, NAME);
    String command = value(set, COMMAND);
    String uuid = value(set, UUID);
    int cut =
        (isCut(set, user, limits.userBytes()) ? 1 : 0)
            + (isCut(set, name, limits.nameBytes()) ? 1 : 0)
            + (isCut(set, command, limits.commandBytes()) ? 1 : 0)
            + (isCut(set, uuid, limits.uuidBytes()) ? 1 : 0);
    String index = value(set, GPU_INDEX);
    return new Who(
        row,
        set,
        RowKeys.integer(value(set, PID)),
        set.printableValue(user, limits.userBytes()),
        RowKeys.integer(value(set, UID)),
        set.printableValue(name, limits.nameBytes()),
        set.printableValue(command, limits.commandBytes()),
        set.printableValue(uuid, limits.uuidBytes()),
        RowKeys.integer(index.isEmpty() ? value(set, DEVICE_ID) : index),
        details(set),
        cut);
  }

  private void lookAt(String[] names) {
    if (names != labels) {
      labels = names;
      for (int i = 0; i < LABELS.size(); i++) {
        place[i] = Arrays.asList(names).indexOf(LABELS.get(i));
      }
    }
  }

  private String value(LabelSet set, int label) {
    return place[label] < 0 ? "" : set.values[place[label]];
  }

  /** Whether text is lost, and nothing in it says so already. */
  private static boolean isCut(LabelSet set, String text, int most) {
    return set.bytes(text) > most && !text.endsWith(" bytes truncated)");
  }

  void complainOfCuts(Complaints complaints) {
    if (cuts > 0) {
      complaints.add(0, "process texts: " + cuts + " cut to the limit");
    }
  }
}
