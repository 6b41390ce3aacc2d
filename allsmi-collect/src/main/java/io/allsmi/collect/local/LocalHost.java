package io.allsmi.collect.local;

import static io.allsmi.core.json.SnapshotSection.CHASSIS;
import static io.allsmi.core.json.SnapshotSection.CPU;
import static io.allsmi.core.json.SnapshotSection.MEMORY;
import static io.allsmi.core.json.SnapshotSection.STORAGE;

import io.allsmi.collect.command.LocalCommands;
import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.Issue;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.json.SnapshotSection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads this machine without its devices: processors, memory, disks, chassis, and its processes
 * joined to the uses of devices that the caller found. Linux only: elsewhere every part is absent
 * and an issue says so.
 *
 * <p>Rates (CPU utilization and power, a process's CPU percent) are differences between successive
 * reads of one object, so its first read has none but a process's CPU percent since its start. A
 * caller that wants them at once reads twice, some hundred milliseconds apart.
 *
 * <pre>{@code
 * LocalHost host = LocalHost.open(LocalOptions.defaults());
 * LocalReading reading = host.read(clock.instant(), uses);
 * }</pre>
 *
 * <p>For one thread at a time.
 *
 * @since 0.30
 */
public final class LocalHost {
  /** The name that the machine gives itself. */
  static final String NAME_FILE = "/proc/sys/kernel/hostname";

  /** How long the sizes of disks are waited for, and how long the name of an account. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Set<SnapshotSection> wanted;
  private final ProcessScope scope;
  private final SystemFiles files;
  private final CpuReader cpu;
  private final MemoryReader memory;
  private final StorageReader storage;
  private final ChassisReader chassis;
  private final ProcessReader processes;

  private LocalHost(
      LocalOptions options,
      SystemFiles files,
      StorageReader storage,
      Accounts accounts,
      StepList steps) {
    this.scope = options.scope();
    this.wanted = wanted(options);
    this.files = files;
    ContainerLimits limits = new ContainerLimits(files);
    this.cpu = new CpuReader(files, limits);
    this.memory = new MemoryReader(files, limits);
    this.storage = storage;
    this.chassis = new ChassisReader(files);
    this.processes =
        new ProcessReader(
            files, accounts, steps, options.masksSecrets(), ProcessReader.MOST_PROCESSES);
  }

  /** Prepares to read; nothing is read yet. */
  public static LocalHost open(LocalOptions options) {
    FolderFiles files = new FolderFiles(options.root());
    return new LocalHost(
        options,
        files,
        new StorageReader(
            files, point -> StorageReader.size(files.file(point)), new Patience(PATIENCE)),
        new Accounts(files, path -> Accounts.owner(files, path), new Patience(PATIENCE)),
        new ListedSteps(files, LocalCommands.in(programs())));
  }

  /**
   * Reads another machine from what it sent: the same parts in the same way, as of each read.
   *
   * @param files what it sent; the caller keeps them up to date between reads
   * @param options what is read; the root and the library play no part
   */
  public static LocalHost of(CapturedFiles files, LocalOptions options) {
    return new LocalHost(
        options,
        files,
        new StorageReader(files, files::size, Patience.none()),
        new Accounts(files, path -> "", Patience.none()),
        (pids, now) -> files.jobs());
  }

  private static List<Path> programs() {
    return LocalCommands.folders(System.getenv().getOrDefault("PATH", ""));
  }

  /**
   * Reads what was asked for once. A part that fails is missing and is an issue; nothing is thrown.
   *
   * @param takenAt now
   * @param uses which processes use which devices
   */
  public LocalReading read(Instant takenAt, List<DeviceUse> uses) {
    List<Issue> issues = new ArrayList<>();
    Moment now = Moment.read(files, takenAt);
    List<Hwmon> devices =
        part("sensors", feels(), issues, () -> Hwmon.list(files)).orElse(List.of());
    Optional<CpuInfo> cpus = part("cpu", wants(CPU), issues, () -> cpu.read(now, devices));
    Optional<MemoryInfo> memories = part("memory", wants(MEMORY), issues, memory::read);
    Optional<List<StorageInfo>> disks = part("storage", wants(STORAGE), issues, storage::read);
    Optional<ChassisInfo> around =
        part("chassis", wants(CHASSIS), issues, () -> chassis.read(devices))
            .orElse(Optional.empty());
    ProcessReader.Machine machine =
        new ProcessReader.Machine(MemoryReader.total(memories), cpu.bootSeconds());
    Optional<List<ProcessInfo>> rows =
        part(
            "processes",
            true,
            issues,
            () -> processes.read(now, scope, uses, machine, issues::add));
    return new LocalReading(
        takenAt,
        files.line(NAME_FILE).orElse(""),
        cpus.map(List::of).orElse(List.of()),
        memories.map(List::of).orElse(List.of()),
        around,
        disks.orElse(List.of()),
        collection(rows.isPresent()),
        rows.orElse(List.of()),
        issues);
  }

  /** A process's share of memory and its start are counted from what two other parts tell. */
  private static Set<SnapshotSection> wanted(LocalOptions options) {
    Set<SnapshotSection> wanted = EnumSet.noneOf(SnapshotSection.class);
    wanted.addAll(options.sections());
    if (options.scope() != ProcessScope.NONE) {
      wanted.add(CPU);
      wanted.add(MEMORY);
    }
    return wanted;
  }

  private boolean wants(SnapshotSection section) {
    return wanted.contains(section);
  }

  /** Whether a part is wanted that has temperatures or fans. */
  private boolean feels() {
    return wants(CPU) || wants(CHASSIS);
  }

  private ProcessCollection collection(boolean listed) {
    return listed && scope != ProcessScope.NONE
        ? ProcessCollection.COLLECTING
        : ProcessCollection.NOT_COLLECTING;
  }

  private interface Part<T> {
    T read() throws IOException;
  }

  /** What a reader did not expect costs its own part only, whatever it is. */
  private static <T> Optional<T> part(
      String subject, boolean isWanted, List<Issue> issues, Part<T> part) {
    if (!isWanted) {
      return Optional.empty();
    }
    try {
      return Optional.of(part.read());
    } catch (IOException e) {
      issues.add(new Issue(0, subject + ": " + e.getMessage()));
    } catch (RuntimeException e) {
      issues.add(new Issue(0, subject + ": expected a reading, got " + e));
    }
    return Optional.empty();
  }
}
