package io.allsmi.core.json;

import static io.allsmi.core.json.Readings.text;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessIdentity;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.internal.Ceiling;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Line.Kind;
import io.allsmi.core.internal.Json.Shape;
import io.allsmi.core.internal.Texts.Known;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads process rows as {@link ProcessJson} and other programs write them, into columns: rows of
 * all hosts one after another, until it is known whose they are.
 */
final class ProcessReader {
  /** Above this a start time is seconds since the epoch, below it is seconds elapsed. */
  private static final long EPOCH_FROM = 1_000_000_000L;

  private static final long YEAR_10000 = 253_402_300_800L;

  private static final double MOST_PERCENT = 1e7;
  private static final double MOST_SECONDS = 1e12;

  private final Shape shape =
      new Shape(
          "command",
          "compute_instance_id",
          "container_id",
          "cpu_percent",
          "cpu_time",
          "device_id",
          "device_uuid",
          "gpu_instance_id",
          "gpu_utilization",
          "host_id",
          "job_id",
          "memory_percent",
          "memory_rss",
          "memory_vms",
          "nice_value",
          "owner_source",
          "pid",
          "ppid",
          "priority",
          "process_name",
          "start_ms",
          "start_time",
          "state",
          "threads",
          "type",
          "uid",
          "used_memory",
          "user",
          "unknown",
          "uses_gpu");
  private static final int COMMAND = 0;
  private static final int COMPUTE_INSTANCE = 1;
  private static final int CONTAINER = 2;
  private static final int CPU = 3;
  private static final int CPU_TIME = 4;
  private static final int DEVICE_ID = 5;
  private static final int DEVICE_UUID = 6;
  private static final int GPU_INSTANCE = 7;
  private static final int GPU_UTILIZATION = 8;
  private static final int HOST_ID = 9;
  private static final int JOB = 10;
  private static final int MEMORY_PERCENT = 11;
  private static final int RESIDENT = 12;
  private static final int VIRTUAL = 13;
  private static final int NICE = 14;
  private static final int OWNER_SOURCE = 15;
  private static final int PID = 16;
  private static final int PARENT = 17;
  private static final int PRIORITY = 18;
  private static final int NAME = 19;
  private static final int START_MS = 20;
  private static final int START = 21;
  private static final int STATE = 22;
  private static final int THREADS = 23;
  private static final int TYPE = 24;
  private static final int UID = 25;
  private static final int USED_MEMORY = 26;
  private static final int USER = 27;
  private static final int UNKNOWN = 28;

  /** The numbers that make {@link ProcessDetails}. */
  private static final int[] DETAILS = {
    PARENT,
    CPU_TIME,
    RESIDENT,
    VIRTUAL,
    NICE,
    PRIORITY,
    THREADS,
    GPU_INSTANCE,
    COMPUTE_INSTANCE,
    MEMORY_PERCENT,
    GPU_UTILIZATION
  };

  // By row.
  private int rows;
  private String[] hostId = {};
  private String[] user = {};
  private String[] name = {};
  private String[] command = {};
  private String[] deviceUuid = {};
  private int[] pid = {};
  private int[] uid = {};
  private int[] deviceIndex = {};
  private long[] memory = {};
  private long[] startSeconds = {};
  private int[] startMillis = {};
  private double[] cpu = {};
  private ProcessDetails[] details = {};

  /** By row, in turn: the command, device and user that it had on the line before. */
  private Known[] before = {};

  private static final int LIKELY = 3;

  private static final int MOST_IDENTITIES = 1 << 16;

  /** By host: who its processes were on the line before. */
  private final Map<String, ProcessIdentity> identities = new HashMap<>();

  // Of the row that is being read.
  private final Numbers numbers = new Numbers(shape);
  private final @Nullable String[] texts = new String[USER + 1];

  void clear() {
    rows = 0;
  }

  /** Lets go of the texts of the last line. */
  void forget() {
    Arrays.fill(hostId, 0, rows, "");
    Arrays.fill(details, 0, rows, ProcessDetails.NONE);
    rows = 0;
  }

  int size() {
    return rows;
  }

  /** The host that a row names, empty when it names none. */
  String hostId(int row) {
    return hostId[row];
  }

  String deviceUuid(int row) {
    return deviceUuid[row];
  }

  /**
   * Reads a row whose object has begun; one without a pid is left out.
   *
   * @return the host it names, empty when it names none
   */
  String read(Cells cells) throws Json.Malformed {
    numbers.clear();
    Arrays.fill(texts, null);
    long unknown = 0;
    for (int key = cells.in.member(shape); key != Shape.END; key = cells.in.member(shape)) {
      switch (key) {
        case COMMAND -> texts[key] = likely(cells, key, 0, cells.limits.commandBytes());
        case DEVICE_UUID -> texts[key] = likely(cells, key, 1, cells.limits.nameBytes());
        case USER -> texts[key] = likely(cells, key, 2, cells.limits.nameBytes());
        case HOST_ID -> texts[key] = cells.text(shape, key, cells.limits.textBytes());
        case NAME, STATE, TYPE -> texts[key] = cells.text(shape, key, cells.limits.nameBytes());
        case CONTAINER, JOB, OWNER_SOURCE ->
            texts[key] = cells.textOrNone(shape, key, cells.limits.textBytes());
        case CPU, MEMORY_PERCENT -> numbers.put(key, cells.real(shape, key, MOST_PERCENT));
        case GPU_UTILIZATION -> numbers.put(key, cells.real(shape, key, 100));
        case NICE, PRIORITY ->
            numbers.put(key, cells.whole(shape, key, Integer.MIN_VALUE, Integer.MAX_VALUE));
        case RESIDENT, VIRTUAL, USED_MEMORY ->
            numbers.put(key, cells.whole(shape, key, Ceiling.BYTES));
        case CPU_TIME -> numbers.put(key, cells.whole(shape, key, MOST_SECONDS));
        case START -> numbers.put(key, start(cells));
        case START_MS -> numbers.put(key, cells.whole(shape, key, 999));
        case COMPUTE_INSTANCE, DEVICE_ID, GPU_INSTANCE, PID, PARENT, THREADS, UID ->
            numbers.put(key, cells.whole(shape, key, Integer.MAX_VALUE));
        case UNKNOWN -> unknown = numbers.unknown(cells, shape, key);
        default -> cells.in.skipValue();
      }
    }
    numbers.forget(unknown);
    String host = orEmpty(HOST_ID);
    if (numbers.id(PID) < 0) {
      cells.complain("pid: expected a number, got none; the row is left out");
      return host;
    }
    add(host);
    return host;
  }

  /** A text that most likely is the one that the same row of the line before had. */
  private String likely(Cells cells, int key, int column, int most) throws Json.Malformed {
    int at = rows * LIKELY + column;
    if (at >= before.length) {
      int size = before.length;
      before = Arrays.copyOf(before, Math.max(64 * LIKELY, size * 2));
      Arrays.fill(before, size, before.length, Known.NOTHING);
    }
    Known text = cells.text(shape, key, before[at], most);
    before[at] = text;
    return text.text;
  }

  private void add(String host) {
    if (rows == pid.length) {
      grow();
    }
    int row = rows++;
    hostId[row] = host;
    user[row] = orEmpty(USER);
    name[row] = orEmpty(NAME);
    command[row] = orEmpty(COMMAND);
    deviceUuid[row] = orEmpty(DEVICE_UUID);
    pid[row] = numbers.id(PID);
    uid[row] = numbers.id(UID);
    deviceIndex[row] = numbers.id(DEVICE_ID);
    memory[row] = numbers.wholeNumber(USED_MEMORY);
    startSeconds[row] = numbers.wholeNumber(START);
    startMillis[row] = numbers.place(START_MS);
    cpu[row] = numbers.number(CPU);
    details[row] = details();
  }

  private void grow() {
    int size = Math.max(64, rows * 2);
    hostId = Arrays.copyOf(hostId, size);
    user = Arrays.copyOf(user, size);
    name = Arrays.copyOf(name, size);
    command = Arrays.copyOf(command, size);
    deviceUuid = Arrays.copyOf(deviceUuid, size);
    pid = Arrays.copyOf(pid, size);
    uid = Arrays.copyOf(uid, size);
    deviceIndex = Arrays.copyOf(deviceIndex, size);
    memory = Arrays.copyOf(memory, size);
    startSeconds = Arrays.copyOf(startSeconds, size);
    startMillis = Arrays.copyOf(startMillis, size);
    cpu = Arrays.copyOf(cpu, size);
    details = Arrays.copyOf(details, size);
  }

  private String orEmpty(int key) {
    String text = texts[key];
    return text == null ? "" : text;
  }

  /** Seconds, as text or as a number. */
  private long start(Cells cells) throws Json.Malformed {
    Kind kind = cells.in.value();
    if (kind == Kind.TEXT || kind == Kind.WHOLE) {
      long seconds = cells.in.whole();
      if (seconds >= 0 && seconds < YEAR_10000) {
        return seconds;
      }
      if (kind == Kind.TEXT && cells.textHere(shape.name(START), Cells.WORD_BYTES).isEmpty()) {
        return Cells.ABSENT;
      }
    }
    if (kind != Kind.NOTHING) {
      cells.complain("start_time: expected seconds since 1970, got another " + kind);
      cells.in.skip();
    }
    return Cells.ABSENT;
  }

  private ProcessDetails details() {
    boolean isNone =
        numbers.isNone(DETAILS)
            && orEmpty(STATE).isEmpty()
            && orEmpty(TYPE).isEmpty()
            && texts[JOB] == null
            && texts[OWNER_SOURCE] == null
            && texts[CONTAINER] == null;
    if (isNone) {
      return ProcessDetails.NONE;
    }
    return new ProcessDetails(
        numbers.small(PARENT),
        orEmpty(STATE),
        numbers.whole(CPU_TIME),
        numbers.whole(RESIDENT),
        numbers.whole(VIRTUAL),
        numbers.real(MEMORY_PERCENT),
        numbers.real(GPU_UTILIZATION),
        numbers.small(NICE),
        numbers.small(PRIORITY),
        numbers.small(THREADS),
        text(texts[JOB]),
        text(texts[OWNER_SOURCE]),
        numbers.small(GPU_INSTANCE),
        numbers.small(COMPUTE_INSTANCE),
        orEmpty(TYPE),
        text(texts[CONTAINER]));
  }

  /**
   * Some of the rows as a host's table. While they are the same processes on the same devices as on
   * the line before, the tables share who they are.
   *
   * @param host the host's key
   * @param order the rows, in the places {@code from} to {@code to}
   * @param gpus the host's GPUs, an unmodifiable list
   * @param elapsedUntil when start times of at most 1e9 are seconds elapsed until then, in
   *     milliseconds; {@link Cells#ABSENT} when all are since 1970
   */
  ProcessTable table(
      String host, int[] order, int from, int to, List<GpuInfo> gpus, long elapsedUntil) {
    int n = to - from;
    ProcessIdentity who = identity(host, order, from, n, gpus);
    long[] bytes = new long[n];
    long[] started = new long[n];
    double[] percent = new double[n];
    boolean hasDetails = false;
    for (int i = 0; i < n; i++) {
      int row = order[from + i];
      bytes[i] = memory[row];
      started[i] = started(row, elapsedUntil);
      percent[i] = cpu[row];
      hasDetails |= !details[row].equals(ProcessDetails.NONE);
    }
    ProcessDetails[] more = new ProcessDetails[hasDetails ? n : 0];
    for (int i = 0; i < more.length; i++) {
      more[i] = details[order[from + i]];
    }
    return new ProcessTable(who, gpus, bytes, started, percent, more);
  }

  private ProcessIdentity identity(
      String host, int[] order, int from, int count, List<GpuInfo> gpus) {
    ProcessIdentity known = identities.get(host);
    if (known != null && known.joinedTo(gpus) && isSame(known, order, from, count)) {
      return known;
    }
    ProcessIdentity.Builder who = new ProcessIdentity.Builder(count, gpus, known);
    for (int i = from; i < from + count; i++) {
      int row = order[i];
      who.add(
          pid[row],
          user[row],
          uid[row],
          name[row],
          command[row],
          deviceUuid[row],
          deviceIndex[row]);
    }
    ProcessIdentity made = who.build();
    if (identities.size() >= MOST_IDENTITIES) {
      identities.clear();
    }
    identities.put(host, made);
    return made;
  }

  private boolean isSame(ProcessIdentity known, int[] order, int from, int count) {
    boolean same = known.size() == count;
    for (int i = 0; i < count && same; i++) {
      int row = order[from + i];
      same =
          known.is(
              i,
              pid[row],
              user[row],
              uid[row],
              name[row],
              command[row],
              deviceUuid[row],
              deviceIndex[row]);
    }
    return same;
  }

  private long started(int row, long elapsedUntil) {
    long seconds = startSeconds[row];
    if (seconds == Cells.ABSENT) {
      return ProcessTable.ABSENT;
    }
    return elapsedUntil != Cells.ABSENT && seconds <= EPOCH_FROM
        ? elapsedUntil - seconds * 1000
        : seconds * 1000 + startMillis[row];
  }
}
