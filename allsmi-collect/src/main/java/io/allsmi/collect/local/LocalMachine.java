package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.Transport;
import io.allsmi.core.json.SnapshotSection;
import io.allsmi.core.source.HostSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * This machine: its devices, what is around them, and who uses them.
 *
 * <pre>{@code
 * try (LocalMachine machine = LocalMachine.open(LocalOptions.defaults())) {
 *   HostSnapshot host = machine.read(Instant.now());
 * }
 * }</pre>
 *
 * <p>The GPUs of NVIDIA come first, as their driver numbers them; those of other makers are
 * numbered after them. The key of the host is its name. Rates are differences between successive
 * reads, see {@link LocalHost}.
 *
 * @since 0.30
 */
public final class LocalMachine implements HostSource {
  private static final String UNNAMED = "localhost";

  private final LocalHost host;
  private final List<DeviceReader> devices;

  LocalMachine(LocalHost host, List<DeviceReader> devices) {
    this.host = host;
    this.devices = List.copyOf(devices);
  }

  /** Finds what this machine has; its devices are looked for once, here. */
  public static LocalMachine open(LocalOptions options) {
    return new LocalMachine(
        LocalHost.open(options), wantsDevices(options) ? LocalDevices.find(options) : List.of());
  }

  /** Who uses a device is asked of the device; where a chassis tells no power, its GPUs do. */
  private static boolean wantsDevices(LocalOptions options) {
    return options.scope() != ProcessScope.NONE
        || options.sections().contains(SnapshotSection.GPU)
        || options.sections().contains(SnapshotSection.CHASSIS);
  }

  @Override
  public HostSnapshot read(Instant takenAt) {
    List<GpuInfo> gpus = new ArrayList<>();
    List<DeviceUse> uses = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (DeviceReader reader : devices) {
      DeviceReading reading = read(reader, takenAt).numberedFrom(free(gpus));
      gpus.addAll(reading.gpus());
      uses.addAll(reading.uses());
      issues.addAll(reading.issues());
    }
    LocalReading around = host.read(takenAt, uses);
    issues.addAll(around.issues());
    String name = named(around.hostname());
    HostSnapshot.Builder snapshot =
        HostSnapshot.builder(name, takenAt, HostStatus.up(Transport.LOCAL));
    return around.addTo(snapshot).hostname(name).gpus(gpus).issues(issues).build();
  }

  /** The key of the host whose files these are. */
  static String name(SystemFiles files) {
    return named(files.line(LocalHost.NAME_FILE).orElse(""));
  }

  private static String named(String hostname) {
    return hostname.isEmpty() ? UNNAMED : hostname;
  }

  /** The first number that no device has: a maker may leave out numbers. */
  private static int free(List<GpuInfo> gpus) {
    int free = gpus.size();
    for (GpuInfo gpu : gpus) {
      free = Math.max(free, gpu.index().orElse(-1) + 1);
    }
    return free;
  }

  /** What a reader did not expect costs its own devices only. */
  private static DeviceReading read(DeviceReader reader, Instant takenAt) {
    try {
      return reader.read(takenAt);
    } catch (RuntimeException e) {
      Issue issue = new Issue(0, "devices: expected a reading, got " + e);
      return new DeviceReading(List.of(), List.of(), List.of(issue));
    }
  }

  @Override
  public void close() {
    devices.forEach(DeviceReader::close);
  }
}
