package io.allsmi.core;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The process rows of one host as columns, and a read-only {@code List<ProcessInfo>} over them.
 *
 * <p>A large cluster has half a million rows, so rows are not objects until somebody asks for one.
 * What stays the same from one reading to the next (pid, user, command, device) is kept in an
 * {@link ProcessIdentity} that successive tables share; only memory, CPU and start times are new
 * arrays.
 *
 * <p>Each row is joined to the GPUs of its host: by UUID, else by index. The number of the device a
 * row is about is its <em>cell</em>: below the number of GPUs it is a position in {@link
 * HostSnapshot#gpus()}, above it a device that the host did not list.
 */
public final class ProcessTable extends AbstractList<ProcessInfo> implements RandomAccess {
  /** What an absent {@code long} is in a column. */
  public static final long ABSENT = Long.MIN_VALUE;

  private static final double MICRO = 1e6;
  private static final long[] NOTHING = {};

  private static final ProcessTable EMPTY =
      new ProcessTable(
          new ProcessIdentity.Builder(0, List.of()).build(),
          new long[0],
          new long[0],
          new double[0],
          null,
          List.of(),
          NOTHING);

  final ProcessIdentity identity;
  final long[] gpuMemoryBytes;
  final long[] startedAtMillis;
  private final double[] cpuPercent;
  private final ProcessDetails @Nullable [] details;
  private final List<GpuInfo> gpus;

  /** By GPU: the memory of rows that {@link #only} left out; empty where it left out none. */
  private final long[] elsewhere;

  private final HostTally tally;

  /**
   * A table over an identity and its readings, which are added up at once. The arrays are kept, not
   * copied: the caller gives them away.
   *
   * @param identity who the rows are, joined to the GPUs
   * @param gpus the GPUs of the host, in the order of its snapshot; not copied
   * @param gpuMemoryBytes bytes per row, {@link #ABSENT} when not reported
   * @param startedAtMillis milliseconds since the epoch per row, {@link #ABSENT} when not reported
   * @param cpuPercent percent of a core per row, NaN when not reported
   * @throws IllegalArgumentException when the arrays are not as long as the identity
   */
  public ProcessTable(
      ProcessIdentity identity,
      List<GpuInfo> gpus,
      long[] gpuMemoryBytes,
      long[] startedAtMillis,
      double[] cpuPercent) {
    this(identity, gpuMemoryBytes, startedAtMillis, cpuPercent, null, gpus, NOTHING);
  }

  /**
   * A table over an identity, its readings and what the host told beyond them; the arrays are kept,
   * not copied.
   *
   * @param identity who the rows are, joined to the GPUs
   * @param gpus the GPUs of the host, in the order of its snapshot; not copied
   * @param gpuMemoryBytes bytes per row, {@link #ABSENT} when not reported
   * @param startedAtMillis milliseconds since the epoch per row, {@link #ABSENT} when not reported
   * @param cpuPercent percent of a core per row, NaN when not reported
   * @param details per row; an empty array when no row has any
   * @throws IllegalArgumentException when the arrays are not as long as the identity
   */
  public ProcessTable(
      ProcessIdentity identity,
      List<GpuInfo> gpus,
      long[] gpuMemoryBytes,
      long[] startedAtMillis,
      double[] cpuPercent,
      ProcessDetails[] details) {
    this(
        identity,
        gpuMemoryBytes,
        startedAtMillis,
        cpuPercent,
        details.length == 0 ? null : details,
        gpus,
        NOTHING);
    if (details.length != 0 && details.length != identity.pid.length) {
      throw new IllegalArgumentException(
          "details: expected " + identity.pid.length + " rows, got " + details.length);
    }
  }

  private ProcessTable(
      ProcessIdentity identity,
      long[] gpuMemoryBytes,
      long[] startedAtMillis,
      double[] cpuPercent,
      ProcessDetails @Nullable [] details,
      List<GpuInfo> gpus,
      long[] elsewhere) {
    int rows = identity.pid.length;
    if (gpuMemoryBytes.length != rows
        || startedAtMillis.length != rows
        || cpuPercent.length != rows) {
      throw new IllegalArgumentException("columns: expected " + rows + " rows in each");
    }
    this.identity = identity;
    this.gpuMemoryBytes = gpuMemoryBytes;
    this.startedAtMillis = startedAtMillis;
    this.cpuPercent = cpuPercent;
    this.details = details;
    this.gpus = gpus;
    this.elsewhere = elsewhere;
    this.tally = new HostTally(this, powerOf(gpus), elsewhere);
  }

  /**
   * The given rows joined to the given GPUs; a table that is joined to the very same is returned as
   * it is.
   */
  static ProcessTable joined(List<ProcessInfo> rows, List<GpuInfo> gpus) {
    if (rows.isEmpty() && gpus.isEmpty()) {
      return EMPTY;
    }
    if (rows instanceof ProcessTable table) {
      if (table.gpus == gpus) {
        return table;
      }
      if (table.identity.joinedTo(gpus)) {
        return new ProcessTable(
            table.identity,
            table.gpuMemoryBytes,
            table.startedAtMillis,
            table.cpuPercent,
            table.details,
            gpus,
            table.elsewhere);
      }
    }
    int n = rows.size();
    ProcessIdentity.Builder builder = new ProcessIdentity.Builder(n, gpus);
    long[] memory = new long[n];
    long[] started = new long[n];
    double[] cpu = new double[n];
    ProcessDetails @Nullable [] details = null;
    for (int i = 0; i < n; i++) {
      ProcessInfo p = rows.get(i);
      builder.add(
          p.pid(),
          p.user().orElse(""),
          p.uid().orElse(-1),
          p.name(),
          p.command(),
          p.deviceUuid().orElse(""),
          p.deviceIndex().orElse(-1));
      memory[i] = p.gpuMemoryBytes().orElse(ABSENT);
      started[i] = p.startedAt().map(Instant::toEpochMilli).orElse(ABSENT);
      cpu[i] = p.cpuPercent().orElse(Double.NaN);
      if (!p.details().equals(ProcessDetails.NONE)) {
        if (details == null) {
          details = new ProcessDetails[n];
          Arrays.fill(details, ProcessDetails.NONE);
        }
        details[i] = p.details();
      }
    }
    return new ProcessTable(builder.build(), memory, started, cpu, details, gpus, NOTHING);
  }

  /**
   * Some of the rows, on some of the GPUs. What the other rows hold of these GPUs still counts when
   * the draw of a GPU is split: a user's share does not grow because somebody else is left out, and
   * the share of what is left out is nobody's.
   *
   * @param rows the places of the rows to keep, ascending
   * @param keptGpus the GPUs to keep, which those rows must be on where they are on any; as in the
   *     host that the table goes to, not copied
   * @param places by kept GPU: its place among the GPUs of this table
   */
  public ProcessTable only(int[] rows, List<GpuInfo> keptGpus, int[] places) {
    ProcessIdentity.Builder builder = new ProcessIdentity.Builder(rows.length, keptGpus, identity);
    builder.repeat(identity, rows);
    long[] memory = new long[rows.length];
    long[] started = new long[rows.length];
    double[] cpu = new double[rows.length];
    ProcessDetails @Nullable [] kept = details == null ? null : new ProcessDetails[rows.length];
    for (int i = 0; i < rows.length; i++) {
      memory[i] = gpuMemoryBytes[rows[i]];
      started[i] = startedAtMillis[rows[i]];
      cpu[i] = cpuPercent[rows[i]];
      if (kept != null && details != null) {
        kept[i] = details[rows[i]];
      }
    }
    return new ProcessTable(
        builder.build(), memory, started, cpu, kept, keptGpus, leftOut(rows, places));
  }

  /** By kept GPU: what the rows that are not kept hold of it. */
  private long[] leftOut(int[] rows, int[] places) {
    int[] newPlace = new int[gpus.size()];
    Arrays.fill(newPlace, -1);
    long[] left = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      newPlace[places[i]] = i;
      left[i] = places[i] < elsewhere.length ? elsewhere[places[i]] : 0;
    }
    int next = 0;
    for (int row = 0; row < size(); row++) {
      boolean isKept = next < rows.length && rows[next] == row;
      next += isKept ? 1 : 0;
      int cell = deviceCell(row);
      int place = isKept || cell < 0 || cell >= newPlace.length ? -1 : newPlace[cell];
      if (place >= 0 && gpuMemoryBytes[row] > 0) {
        long sum = left[place] + gpuMemoryBytes[row];
        left[place] = sum < 0 ? Long.MAX_VALUE : sum;
      }
    }
    return left;
  }

  /**
   * The same rows and readings under another identity, such as one with other names for the users.
   *
   * @param other as many rows, joined to the same GPUs
   * @throws IllegalArgumentException when it has another number of rows
   */
  public ProcessTable as(ProcessIdentity other) {
    return new ProcessTable(
        other, gpuMemoryBytes, startedAtMillis, cpuPercent, details, gpus, elsewhere);
  }

  private static long[] powerOf(List<GpuInfo> gpus) {
    long[] power = new long[gpus.size()];
    for (int i = 0; i < power.length; i++) {
      OptionalDouble watts = gpus.get(i).powerWatts();
      power[i] = watts.isPresent() ? Math.round(watts.getAsDouble() * MICRO) : ABSENT;
    }
    return power;
  }

  @Override
  public int size() {
    return identity.pid.length;
  }

  @Override
  public ProcessInfo get(int row) {
    ProcessIdentity id = identity;
    String user = id.users[id.userCode[row]];
    String uuid = id.deviceUuid[row];
    return new ProcessInfo(
        id.pid[row],
        user.isEmpty() ? Optional.empty() : Optional.of(user),
        id.uid[row] < 0 ? OptionalInt.empty() : OptionalInt.of(id.uid[row]),
        id.name[row],
        id.command[row],
        uuid.isEmpty() ? Optional.empty() : Optional.of(uuid),
        id.deviceIndex[row] < 0 ? OptionalInt.empty() : OptionalInt.of(id.deviceIndex[row]),
        gpuMemoryBytes[row] == ABSENT ? OptionalLong.empty() : OptionalLong.of(gpuMemoryBytes[row]),
        startedAtMillis[row] == ABSENT
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(startedAtMillis[row])),
        Double.isNaN(cpuPercent[row]) ? OptionalDouble.empty() : OptionalDouble.of(cpuPercent[row]),
        details == null ? ProcessDetails.NONE : details[row]);
  }

  /** The process's number. */
  public int pid(int row) {
    return identity.pid[row];
  }

  /** The user with the given code; empty when the host did not know it. */
  public String user(int code) {
    return identity.users[code];
  }

  /** The code of the row's user. */
  public int userCode(int row) {
    return identity.userCode[row];
  }

  /** The row's command line, else its program name; may be empty. */
  public String command(int row) {
    String command = identity.command[row];
    return command.isEmpty() ? identity.name[row] : command;
  }

  /** The row's command line as it was reported; may be empty. */
  public String commandLine(int row) {
    return identity.command[row];
  }

  /** The name of the row's program; may be empty. */
  public String name(int row) {
    return identity.name[row];
  }

  /** The number of the row's account, -1 when not reported. */
  public int uid(int row) {
    return identity.uid[row];
  }

  /** The UUID of the device the row is about, empty when not reported. */
  public String deviceUuid(int row) {
    return identity.deviceUuid[row];
  }

  /** The number of the device the row is about, -1 when not reported. */
  public int deviceIndex(int row) {
    return identity.deviceIndex[row];
  }

  /** What the host told of the row's process beyond its readings. */
  public ProcessDetails details(int row) {
    return details == null ? ProcessDetails.NONE : details[row];
  }

  /** Device memory in bytes, {@link #ABSENT} when not reported. */
  public long gpuMemoryBytes(int row) {
    return gpuMemoryBytes[row];
  }

  /** Start in milliseconds since the epoch, {@link #ABSENT} when not reported. */
  public long startedAtMillis(int row) {
    return startedAtMillis[row];
  }

  /** Percent of a core, NaN when not reported. */
  public double cpuPercent(int row) {
    return cpuPercent[row];
  }

  /**
   * The cell of the device the row holds, -1 when it holds none (see {@link
   * ProcessInfo#holdsDevice()}).
   */
  public int deviceCell(int row) {
    int cell = identity.cell[row];
    if (cell >= 0) {
      return cell;
    }
    return gpuMemoryBytes[row] > 0 ? ~cell : -1;
  }

  /** The number to show for a cell: the device's index, else its position in the host. */
  public int deviceNumber(int cell) {
    return identity.cellNumber[cell];
  }

  /** What the rows come to for each user. */
  public HostTally tally() {
    return tally;
  }

  /**
   * Which of two rows with equally much device memory names the top command: the one with more CPU,
   * then the older one; the order of the hosts, pid and text make the order total.
   *
   * @param hosts below 0 when this table's host comes first, above 0 when the other's does
   */
  public boolean comesBefore(int row, ProcessTable table, int other, int hosts) {
    int order = Double.compare(table.cpuOrder(other), cpuOrder(row));
    order = order != 0 ? order : Long.compare(startOrder(row), table.startOrder(other));
    order = order != 0 ? order : hosts;
    order = order != 0 ? order : Integer.compare(pid(row), table.pid(other));
    return (order != 0 ? order : command(row).compareTo(table.command(other))) < 0;
  }

  /** Percent of a core; unknown comes after 0. */
  private double cpuOrder(int row) {
    return cpuPercent[row] >= 0 ? cpuPercent[row] : -1;
  }

  /** Start; unknown counts as the youngest. */
  private long startOrder(int row) {
    return startedAtMillis[row] == ABSENT ? Long.MAX_VALUE : startedAtMillis[row];
  }

  /** Which users the rows have and what they hold. */
  public Holdings holdings() {
    return identity.holdings;
  }
}
