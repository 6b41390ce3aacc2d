package io.allsmi.collect.local;

import io.allsmi.core.Issue;
import io.allsmi.core.ProcessInfo;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this machine. Of a process that is known already a read costs its
 * /proc/PID/stat; its account, command line and groups are looked up when it appears, when its name
 * changes (another program runs in it), in its first minute, and every 16th read.
 *
 * <p>A process that ends while it is read is left out, and costs nothing else.
 */
final class ProcessReader {
  /** Rows that a host may report: see the caps on reading. */
  static final int MOST_PROCESSES = 50_000;

  /**
   * What other readers know.
   *
   * @param memoryBytes what memory percentages are of; absent when not known
   * @param bootSeconds when the machine started, epoch seconds; absent when not told
   */
  record Machine(OptionalLong memoryBytes, OptionalLong bootSeconds) {}

  private static final int LOOK_AGAIN = 16;
  private static final double YOUNG_SECONDS = 60;

  private final SystemFiles files;
  private final Accounts accounts;
  private final OwnerFinder owners;
  private final StepList steps;
  private final boolean masksSecrets;
  private final int most;
  private final Units units;
  private final Map<Integer, KnownProcess> known = new HashMap<>();
  private final byte[] buffer = new byte[4096];
  private ProcStat parsed = new ProcStat();
  private int round;

  ProcessReader(
      SystemFiles files, Accounts accounts, StepList steps, boolean masksSecrets, int most) {
    this.files = files;
    this.steps = steps;
    this.accounts = accounts;
    this.owners = new OwnerFinder(files, accounts);
    this.masksSecrets = masksSecrets;
    this.most = most;
    this.units = Units.read(files);
  }

  /**
   * Reads.
   *
   * @param machine what is known of the machine already
   * @param complaints gets what could not be read
   * @return rows by pid and device
   * @throws IOException when processes cannot be listed
   */
  List<ProcessInfo> read(
      Moment now,
      ProcessScope scope,
      List<DeviceUse> uses,
      Machine machine,
      Consumer<Issue> complaints)
      throws IOException {
    if (scope == ProcessScope.NONE) {
      return List.of();
    }
    round++;
    accounts.refresh();
    owners.refresh();
    DeviceUses devices = new DeviceUses(uses);
    int[] pids = scope == ProcessScope.ALL ? listed(complaints) : new int[0];
    Map<Integer, KnownProcess> seen = new TreeMap<>();
    for (int pid : pids) {
      see(pid, now, seen);
    }
    for (int pid : devices.pids()) {
      see(pid, now, seen);
    }
    for (KnownProcess process : seen.values()) {
      if (process.lookedUpIn == round || !process.owner.jobId().isPresent()) {
        process.owner = owners.find(process, devices.has(process.pid), pid -> process(pid, now));
      }
    }
    askForJobs(devices, seen, now);
    ProcessRows rows = new ProcessRows(units, machine, devices);
    seen.values().forEach(rows::add);
    devices.pids().stream().filter(pid -> !seen.containsKey(pid)).forEach(rows::addUnknown);
    known.values().removeIf(process -> process.seenIn != round);
    return rows.sorted();
  }

  /** Slurm's own word on those that use devices and whose job nothing else tells. */
  private void askForJobs(DeviceUses devices, Map<Integer, KnownProcess> seen, Moment now) {
    Set<Integer> jobless = new TreeSet<>();
    for (int pid : devices.pids()) {
      KnownProcess process = seen.get(pid);
      if (process != null && process.owner.jobId().isEmpty()) {
        jobless.add(pid);
      }
    }
    if (jobless.isEmpty()) {
      return;
    }
    Map<Integer, String> jobs = steps.jobs(jobless, now.seconds());
    for (int pid : jobless) {
      KnownProcess process = seen.get(pid);
      String job = jobs.get(pid);
      if (process != null && job != null) {
        process.owner = process.owner.inJob(job);
      }
    }
  }

  private int[] listed(Consumer<Issue> complaints) throws IOException {
    String[] names =
        files
            .listed("/proc")
            .orElseThrow(
                () ->
                    new IOException(
                        "expected the folder /proc with a folder for each process, got none"));
    int[] pids = new int[names.length];
    int count = 0;
    for (String name : names) {
      OptionalLong pid = name.charAt(0) <= '9' ? Numbers.whole(name) : OptionalLong.empty();
      if (pid.isPresent() && pid.getAsLong() > 0 && pid.getAsLong() <= Integer.MAX_VALUE) {
        pids[count++] = (int) pid.getAsLong();
      }
    }
    Arrays.sort(pids, 0, count);
    if (count > most) {
      complaints.accept(new Issue(0, "processes: expected at most " + most + ", got " + count));
    }
    return Arrays.copyOf(pids, Math.min(count, most));
  }

  private void see(int pid, Moment now, Map<Integer, KnownProcess> seen) {
    KnownProcess process = process(pid, now);
    if (process != null) {
      seen.put(pid, process);
    }
  }

  /** A process as of this read; null when there is none. */
  private @Nullable KnownProcess process(int pid, Moment now) {
    KnownProcess process = known.get(pid);
    if (process != null && process.seenIn == round) {
      return process;
    }
    int length = pid <= 0 ? -1 : files.read("/proc/" + pid + "/stat", buffer);
    if (length <= 0 || !parsed.parse(buffer, length)) {
      return null;
    }
    if (process == null || process.startTicks != parsed.startTicks()) {
      process = new KnownProcess(pid, parsed.startTicks());
      known.put(pid, process);
    }
    process.seenIn = round;
    parsed = process.measured(parsed, now, units);
    if (isStale(process, now)) {
      lookUp(process);
    }
    return process;
  }

  private boolean isStale(KnownProcess process, Moment now) {
    double age =
        now.uptimeSeconds().orElse(Double.MAX_VALUE)
            - (double) process.startTicks / units.ticksPerSecond();
    return process.lookedUpIn < 0
        || !process.nameThen.equals(process.stat().name())
        || age < YOUNG_SECONDS
        || (round + process.pid) % LOOK_AGAIN == 0;
  }

  private void lookUp(KnownProcess process) {
    String folder = "/proc/" + process.pid;
    process.lookedUpIn = round;
    process.nameThen = process.stat().name();
    process.uid = effectiveUid(files.read(folder + "/status", buffer));
    process.user =
        process.uid.isEmpty()
            ? ""
            : accounts
                .name(process.uid.getAsInt(), process.pid)
                .orElse(String.valueOf(process.uid.getAsInt()));
    int length = files.read(folder + "/cmdline", buffer);
    process.command = CommandLine.of(buffer, length, process.nameThen, masksSecrets);
    process.cgroup =
        files
            .text(folder + "/cgroup", SystemFiles.USUAL_LIMIT)
            .map(CgroupPath::parse)
            .orElse(CgroupPath.NONE);
    process.loginUid = OwnerFinder.loginUid(files.line(folder + "/loginuid").orElse(""));
  }

  /** The second number of the line {@code Uid:}, which is whom ps shows. */
  private OptionalInt effectiveUid(int length) {
    int at = lineStart(length, "Uid:");
    int field = 0;
    long uid = -1;
    while (at >= 0 && at < length && buffer[at] != '\n' && field < 3) {
      if (buffer[at] == '\t') {
        field++;
        uid = field == 2 ? 0 : uid;
      } else if (field == 2 && buffer[at] >= '0' && buffer[at] <= '9') {
        uid = uid * 10 + buffer[at] - '0';
      }
      at++;
    }
    return field == 3 && uid >= 0 && uid <= Integer.MAX_VALUE
        ? OptionalInt.of((int) uid)
        : OptionalInt.empty();
  }

  private int lineStart(int length, String start) {
    for (int at = 0; at + start.length() <= length; at++) {
      if ((at == 0 || buffer[at - 1] == '\n') && startsWith(at, start)) {
        return at;
      }
    }
    return -1;
  }

  private boolean startsWith(int at, String start) {
    for (int i = 0; i < start.length(); i++) {
      if (buffer[at + i] != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
