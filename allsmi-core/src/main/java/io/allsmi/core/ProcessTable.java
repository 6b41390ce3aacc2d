package io.allsmi.core;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * {@link Identity} that successive tables share; only memory, CPU and start times are new arrays.
 *
 * <p>Each row is joined to the GPUs of its host: by UUID, else by index. The number of the device a
 * row is about is its <em>cell</em>: below the number of GPUs it is a position in {@link
 * HostSnapshot#gpus()}, above it a device that the host did not list.
 */
public final class ProcessTable extends AbstractList<ProcessInfo> implements RandomAccess {
  /** What an absent {@code long} is in a column. */
  public static final long ABSENT = Long.MIN_VALUE;

  private static final double MICRO = 1e6;
  private static final long[] NO_POWER = {};

  private static final ProcessTable EMPTY =
      new ProcessTable(
          new IdentityBuilder(0, List.of()).build(),
          new long[0],
          new long[0],
          new double[0],
          null,
          NO_POWER);

  private final Identity identity;
  private final long[] gpuMemoryBytes;
  private final long[] startedAtMillis;
  private final double[] cpuPercent;
  private final ProcessDetails @Nullable [] details;
  private final long[] devicePowerMicrowatts;

  /**
   * A table over an identity and its readings. The arrays are kept, not copied: the caller gives
   * them away.
   *
   * @param identity who the rows are
   * @param gpuMemoryBytes bytes per row, {@link #ABSENT} when not reported
   * @param startedAtMillis milliseconds since the epoch per row, {@link #ABSENT} when not reported
   * @param cpuPercent percent of a core per row, NaN when not reported
   * @throws IllegalArgumentException when the arrays are not as long as the identity
   */
  public ProcessTable(
      Identity identity, long[] gpuMemoryBytes, long[] startedAtMillis, double[] cpuPercent) {
    this(identity, gpuMemoryBytes, startedAtMillis, cpuPercent, null, NO_POWER);
  }

  private ProcessTable(
      Identity identity,
      long[] gpuMemoryBytes,
      long[] startedAtMillis,
      double[] cpuPercent,
      ProcessDetails @Nullable [] details,
      long[] devicePowerMicrowatts) {
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
    this.devicePowerMicrowatts = devicePowerMicrowatts;
  }

  /**
   * The given rows joined to the given GPUs; a table that is joined to them already is returned as
   * it is.
   */
  static ProcessTable joined(List<ProcessInfo> rows, List<GpuInfo> gpus) {
    if (rows.isEmpty() && gpus.isEmpty()) {
      return EMPTY;
    }
    if (rows instanceof ProcessTable table && table.identity.joinedTo(gpus)) {
      return new ProcessTable(
          table.identity,
          table.gpuMemoryBytes,
          table.startedAtMillis,
          table.cpuPercent,
          table.details,
          powerOf(gpus));
    }
    int n = rows.size();
    IdentityBuilder builder = new IdentityBuilder(n, gpus);
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
    return new ProcessTable(builder.build(), memory, started, cpu, details, powerOf(gpus));
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
    Identity id = identity;
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

  /** How many different users the rows name; codes are 0 to one less. */
  public int userCount() {
    return identity.users.length;
  }

  /** The user with the given code; empty when the host did not know it. */
  public String user(int code) {
    return identity.users[code];
  }

  /** The hash of that name, at hand without looking at the name. */
  public int userHash(int code) {
    return identity.userHash[code];
  }

  /**
   * The smallest account number seen with the user of the given code, -1 when none was reported.
   */
  public int uidOfUser(int code) {
    return identity.userUid[code];
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

  /** How many cells there are: the host's GPUs, and after them devices that only rows name. */
  public int deviceCellCount() {
    return identity.cellCount;
  }

  /** How many of the cells are GPUs that the host listed; they come first. */
  public int listedDeviceCount() {
    return devicePowerMicrowatts.length;
  }

  /** The draw of a listed device in whole microwatts, {@link #ABSENT} when not reported. */
  public long devicePowerMicrowatts(int cell) {
    return devicePowerMicrowatts[cell];
  }

  /** The number to show for a cell: the device's index, else its position in the host. */
  public int deviceNumber(int cell) {
    return identity.cellNumber[cell];
  }

  /** Whether this is the first row of its process and user: counting these counts processes. */
  public boolean firstOfProcess(int row) {
    return identity.firstOfProcess[row];
  }

  /** Who the rows are: shared by successive tables of a host while its processes stay the same. */
  public static final class Identity {
    final int[] pid;
    final int[] userCode;
    final String[] users;
    final int[] userHash;
    final int[] userUid;
    final int[] uid;
    final String[] name;
    final String[] command;
    final String[] deviceUuid;
    final int[] deviceIndex;
    final int[] cell;
    final int cellCount;
    final int[] cellNumber;
    final boolean[] firstOfProcess;
    final DeviceKeys devices;

    Identity(IdentityBuilder b) {
      this.pid = b.pid;
      this.userCode = b.userCode;
      this.users = b.users.toArray(new String[0]);
      this.userHash = new int[users.length];
      for (int i = 0; i < users.length; i++) {
        userHash[i] = users[i].hashCode();
      }
      this.userUid = b.userUid();
      this.uid = b.uid;
      this.name = b.name;
      this.command = b.command;
      this.deviceUuid = b.deviceUuid;
      this.deviceIndex = b.deviceIndex;
      this.cell = b.cell;
      this.cellNumber = b.cellNumbers();
      this.cellCount = cellNumber.length;
      this.firstOfProcess = b.firstOfProcess();
      this.devices = b.devices;
    }

    /** Whether the rows were joined to GPUs with the same UUIDs and indices as these. */
    public boolean joinedTo(List<GpuInfo> gpus) {
      return devices.match(gpus);
    }
  }

  /** Builds an {@link Identity} row by row. */
  public static final class IdentityBuilder {
    private final int[] pid;
    private final int[] userCode;
    private final int[] uid;
    private final String[] name;
    private final String[] command;
    private final String[] deviceUuid;
    private final int[] deviceIndex;
    private final int[] cell;
    private final List<String> users = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final DeviceKeys devices;
    private final Map<String, Integer> unlisted = new HashMap<>();
    private final List<Integer> unlistedNumbers = new ArrayList<>();
    private int rows;

    /**
     * Starts an identity.
     *
     * @param rows how many rows will be added, exactly
     * @param gpus the GPUs of the host, in the order of its snapshot
     */
    public IdentityBuilder(int rows, List<GpuInfo> gpus) {
      this.pid = new int[rows];
      this.userCode = new int[rows];
      this.uid = new int[rows];
      this.name = new String[rows];
      this.command = new String[rows];
      this.deviceUuid = new String[rows];
      this.deviceIndex = new int[rows];
      this.cell = new int[rows];
      this.devices = DeviceKeys.of(gpus);
    }

    /**
     * Adds a row.
     *
     * @param pid the process's number
     * @param user its user, empty when unknown
     * @param uid its account number, -1 when unknown
     * @param name its program's name, may be empty
     * @param command its command line, may be empty
     * @param deviceUuid its device's UUID, empty when not reported
     * @param deviceIndex its device's number, -1 when not reported
     */
    public void add(
        int pid,
        String user,
        int uid,
        String name,
        String command,
        String deviceUuid,
        int deviceIndex) {
      int row = rows++;
      this.pid[row] = pid;
      Integer code = codes.get(user);
      if (code == null) {
        code = users.size();
        codes.put(user, code);
        users.add(SharedNames.of(user));
      }
      this.userCode[row] = code;
      this.uid[row] = uid;
      this.name[row] = name;
      this.command[row] = command;
      this.deviceUuid[row] = deviceUuid;
      this.deviceIndex[row] = deviceIndex;
      int c = devices.cellOf(deviceUuid, deviceIndex);
      if (c < 0) {
        c = unlistedCell(deviceUuid, deviceIndex);
      }
      this.cell[row] = deviceUuid.isEmpty() ? ~c : c;
    }

    /** The identity of the rows added. */
    public Identity build() {
      if (rows != pid.length) {
        throw new IllegalStateException("rows: expected " + pid.length + ", got " + rows);
      }
      return new Identity(this);
    }

    private int unlistedCell(String uuid, int index) {
      String key = uuid.isEmpty() ? "#" + index : uuid;
      Integer known = unlisted.get(key);
      if (known == null) {
        known = devices.size() + unlisted.size();
        unlisted.put(key, known);
        unlistedNumbers.add(index);
      }
      int at = known - devices.size();
      if (index >= 0 && (unlistedNumbers.get(at) < 0 || index < unlistedNumbers.get(at))) {
        unlistedNumbers.set(at, index);
      }
      return known;
    }

    /** The numbers to show; they depend on the rows and not on the order of the rows. */
    private int[] cellNumbers() {
      int[] numbers = new int[devices.size() + unlistedNumbers.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] =
            i < devices.size() ? devices.number(i) : unlistedNumbers.get(i - devices.size());
      }
      int next = devices.size();
      List<String> keys = new ArrayList<>(unlisted.keySet());
      keys.sort(null);
      for (String key : keys) {
        int cell = unlisted.getOrDefault(key, 0);
        numbers[cell] = numbers[cell] < 0 ? next : numbers[cell];
        next++;
      }
      return numbers;
    }

    private int[] userUid() {
      int[] uids = new int[users.size()];
      Arrays.fill(uids, -1);
      for (int i = 0; i < rows; i++) {
        int code = userCode[i];
        if (uid[i] >= 0 && (uids[code] < 0 || uid[i] < uids[code])) {
          uids[code] = uid[i];
        }
      }
      return uids;
    }

    private boolean[] firstOfProcess() {
      boolean[] first = new boolean[rows];
      LongSet seen = new LongSet(rows);
      for (int i = 0; i < rows; i++) {
        first[i] = seen.add(((long) userCode[i] << 32) | pid[i]);
      }
      return first;
    }
  }

  /** Just enough of a hash set of longs to count half a million processes without boxing them. */
  private static final class LongSet {
    private final long[] slots;
    private final boolean[] used;

    LongSet(int expected) {
      int capacity = Integer.highestOneBit(Math.max(8, expected * 2 - 1)) * 2;
      slots = new long[capacity];
      used = new boolean[capacity];
    }

    boolean add(long value) {
      int mask = slots.length - 1;
      long mixed = value * 0x9E3779B97F4A7C15L;
      int at = (int) (mixed >>> 32) & mask;
      while (used[at]) {
        if (slots[at] == value) {
          return false;
        }
        at = (at + 1) & mask;
      }
      used[at] = true;
      slots[at] = value;
      return true;
    }
  }
}
