package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.Transport;
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
 * <p>The key of the host is its name. Rates are differences between successive reads, see {@link
 * LocalHost}.
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
    return new LocalMachine(LocalHost.open(options), List.of());
  }

  @Override
  public HostSnapshot read(Instant takenAt) {
    List<GpuInfo> gpus = new ArrayList<>();
    List<DeviceUse> uses = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (DeviceReader reader : devices) {
      DeviceReading reading = reader.read(takenAt);
      gpus.addAll(reading.gpus());
      uses.addAll(reading.uses());
      issues.addAll(reading.issues());
    }
    LocalReading around = host.read(takenAt, uses);
    issues.addAll(around.issues());
    String name = around.hostname().isEmpty() ? UNNAMED : around.hostname();
    HostSnapshot.Builder snapshot =
        HostSnapshot.builder(name, takenAt, HostStatus.up(Transport.LOCAL));
    return around.addTo(snapshot).hostname(name).gpus(gpus).issues(issues).build();
  }

  @Override
  public void close() {
    devices.forEach(DeviceReader::close);
  }
}
