package io.allsmi.core.jobs;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.usage.SystemAccounts;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The process rows of one host, by GPU, and the jobs that they are of. */
final class HostRows {
  /** The number of no job. */
  static final long NO_JOB = -1;

  private static final int MOST_DIGITS = 18;
  private static final int[] NONE = {};

  final HostSnapshot host;
  final ProcessTable table;
  private final long[] jobs;

  /** By GPU: its first row in {@link #order}; one more for the end. */
  private final int[] start;

  private final int[] order;
  private final boolean[] placed;
  private final boolean tellsJobs;
  private final boolean isNumbered;

  HostRows(HostSnapshot host) {
    this.host = host;
    table = host.processTable();
    int rows = table.size();
    int gpus = host.gpus().size();
    jobs = new long[rows];
    placed = new boolean[rows];
    start = new int[gpus + 1];
    String lastText = "";
    long last = NO_JOB;
    boolean tells = false;
    for (int row = 0; row < rows; row++) {
      String text = table.details(row).jobId().orElse("");
      last = text.equals(lastText) ? last : number(text);
      lastText = text;
      jobs[row] = last;
      tells |= last != NO_JOB;
      int gpu = gpu(row);
      if (gpu >= 0) {
        start[gpu + 1]++;
      }
    }
    tellsJobs = tells;
    for (int gpu = 0; gpu < gpus; gpu++) {
      start[gpu + 1] += start[gpu];
    }
    order = new int[start[gpus]];
    int[] next = start.clone();
    for (int row = 0; row < rows; row++) {
      int gpu = gpu(row);
      if (gpu >= 0) {
        order[next[gpu]++] = row;
      }
    }
    boolean numbered = false;
    for (GpuInfo gpu : host.gpus()) {
      numbered |= gpu.index().isPresent();
    }
    isNumbered = numbered;
  }

  /** The number in {@code 7602}, {@code 7602.batch} and {@code 7602.0}. */
  static long number(String id) {
    int dot = id.indexOf('.');
    int end = dot < 0 ? id.length() : dot;
    if (end == 0 || end > MOST_DIGITS) {
      return NO_JOB;
    }
    long number = 0;
    for (int i = 0; i < end; i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return NO_JOB;
      }
      number = number * 10 + (id.charAt(i) - '0');
    }
    return number;
  }

  int gpus() {
    return start.length - 1;
  }

  /** The place of the GPU with a number, -1 when there is none. */
  int place(int index) {
    List<GpuInfo> gpus = host.gpus();
    if (!isNumbered) {
      return index < gpus.size() ? index : -1;
    }
    if (index < gpus.size() && gpus.get(index).index().orElse(-1) == index) {
      return index; // as on almost every host
    }
    for (int place = 0; place < gpus.size(); place++) {
      if (gpus.get(place).index().orElse(-1) == index) {
        return place;
      }
    }
    return -1;
  }

  /** The place of the GPU that a row is about, -1 when there is none that the host lists. */
  int gpu(int row) {
    int cell = table.deviceCell(row);
    return cell < host.gpus().size() ? cell : -1;
  }

  long job(int row) {
    return jobs[row];
  }

  /** Whether the host says of any process which job it is of. */
  boolean tellsJobs() {
    return tellsJobs;
  }

  /** Whether a row was given to a job that has its GPU. */
  boolean isPlaced(int row) {
    return placed[row];
  }

  /** Whether a row only draws, as a display server does. */
  boolean isGraphics(int row) {
    return HostLook.isGraphics(table, row);
  }

  /** The rows of a GPU. */
  int[] rows(int gpu) {
    return Arrays.copyOfRange(order, start[gpu], start[gpu + 1]);
  }

  /** Those of some rows that are of a job, which have their place now. */
  int[] ofJob(int[] rows, JobInfo job) {
    int[] own = pick(rows, row -> isOf(row, job));
    for (int row : own) {
      placed[row] = true;
    }
    return own;
  }

  /** Those of some rows that are not of a job. */
  int[] ofOthers(int[] rows, JobInfo job) {
    return pick(rows, row -> !isOf(row, job) && isOfOthers(row, job));
  }

  /** Those of some rows of which that cannot be told. */
  int[] untold(int[] rows, JobInfo job) {
    return pick(rows, row -> !isOf(row, job) && !isOfOthers(row, job));
  }

  /**
   * Whether a row is of a job: it names its number, or that of the heterogeneous job that it is a
   * component of, as some processes of all components do.
   */
  private boolean isOf(int row, JobInfo job) {
    return jobs[row] != NO_JOB
        && (jobs[row] == job.rawId().orElse(NO_JOB - 1)
            || jobs[row] == job.hetJobId().orElse(NO_JOB - 1));
  }

  private boolean isOfOthers(int row, JobInfo job) {
    if (jobs[row] != NO_JOB) {
      return true;
    }
    String user = table.user(table.userCode(row));
    boolean isNamed = !user.isEmpty() && !user.equals("?") && !user.equals("unknown");
    return isNamed
        && job.user().isPresent()
        && !user.equals(job.user().get())
        && !isGraphics(row)
        && !SystemAccounts.isSystem(user, table.uid(row));
  }

  private interface Test {
    boolean holds(int row);
  }

  private static int[] pick(int[] rows, Test test) {
    int count = 0;
    for (int row : rows) {
      count += test.holds(row) ? 1 : 0;
    }
    if (count == 0 || count == rows.length) {
      return count == 0 ? NONE : rows; // of most GPUs all are of one kind
    }
    int[] picked = new int[count];
    int next = 0;
    for (int row : rows) {
      if (test.holds(row)) {
        picked[next++] = row;
      }
    }
    return picked;
  }

  /** Rows as values, made when asked for. */
  List<ProcessInfo> list(int[] rows) {
    return rows.length == 0 ? List.of() : new Rows(table, rows);
  }

  /** Device memory of some rows, bytes; -1 when none tells it. */
  long memory(int[] rows) {
    long sum = -1;
    for (int row : rows) {
      long bytes = table.gpuMemoryBytes(row);
      if (bytes >= 0) {
        sum = Math.max(0, sum) + bytes;
        sum = sum < 0 ? Long.MAX_VALUE : sum;
      }
    }
    return sum;
  }

  private static final class Rows extends AbstractList<ProcessInfo> implements RandomAccess {
    private final ProcessTable table;
    private final int[] rows;

    Rows(ProcessTable table, int[] rows) {
      this.table = table;
      this.rows = rows;
    }

    @Override
    public ProcessInfo get(int index) {
      return table.get(rows[index]);
    }

    @Override
    public int size() {
      return rows.length;
    }
  }
}
