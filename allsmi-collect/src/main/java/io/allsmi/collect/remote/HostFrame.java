package io.allsmi.collect.remote;

import io.allsmi.collect.local.CapturedFiles;
import io.allsmi.collect.local.DeviceUse;
import io.allsmi.collect.local.LocalHost;
import io.allsmi.collect.local.LocalOptions;
import io.allsmi.collect.local.LocalReading;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.Transport;
import io.allsmi.core.json.SnapshotSection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a host besides its devices, and snapshots made of both. */
final class HostFrame {
  private final String hostId;
  private final String address;
  private final RemoteOptions options;
  private final CapturedFiles captured = new CapturedFiles();
  private final HostFiles files = new HostFiles(captured);
  private List<Issue> lacks = List.of();
  private @Nullable LocalHost host;

  HostFrame(String hostId, String address, RemoteOptions options) {
    this.hostId = hostId;
    this.address = address;
    this.options = options;
  }

  /** Takes over the facts that a connection begins with. */
  void learn(Block facts) {
    files.apply(facts);
    lacks =
        facts
            .section("missing")
            .map(s -> s.text().lines().limit(8).toList())
            .orElse(List.of())
            .stream()
            .filter(program -> program.matches("[a-z]{2,8}"))
            .map(
                program ->
                    new Issue(0, "host: expected the program " + program + ", got none that works"))
            .toList();
    if (host == null) {
      host =
          LocalHost.of(
              captured,
              LocalOptions.defaults()
                  .withSections(options.sections())
                  .withMasksSecrets(options.masksSecrets()));
    }
  }

  /** Takes over what an answer says of the host. */
  void apply(Block block) {
    files.apply(block);
  }

  /** Everything but devices, as of the last answer. */
  Optional<LocalReading> around(Instant takenAt, List<DeviceUse> uses) {
    return Optional.ofNullable(host).map(known -> known.read(takenAt, uses));
  }

  HostSnapshot snapshot(Transport transport, Instant takenAt, DevicesRead devices) {
    HostSnapshot.Builder snapshot =
        HostSnapshot.builder(hostId, takenAt, HostStatus.up(transport)).address(address);
    List<Issue> issues = new ArrayList<>(lacks);
    issues.addAll(files.issues());
    issues.addAll(devices.issues());
    Optional<LocalReading> around = around(takenAt, devices.uses());
    around.ifPresent(reading -> reading.addTo(snapshot));
    around.ifPresent(reading -> issues.addAll(reading.issues()));
    if (!hasProcesses() && options.sections().contains(SnapshotSection.PROCESS)) {
      snapshot.processCollection(ProcessCollection.NOT_COLLECTING);
      issues.add(new Issue(0, "processes: expected those in /proc of the host, got none"));
    }
    return snapshot.gpus(devices.gpus()).issues(issues).build();
  }

  private boolean hasProcesses() {
    return captured.processCount() > 0;
  }

  /** A snapshot that the host made itself, under the name it has here. */
  HostSnapshot renamed(HostSnapshot own, Instant takenAt, List<Issue> issues) {
    List<Issue> all = new ArrayList<>(own.issues());
    all.addAll(files.issues());
    all.addAll(issues);
    HostSnapshot.Builder snapshot =
        HostSnapshot.builder(hostId, takenAt, HostStatus.up(Transport.SSH_NATIVE))
            .hostname(own.hostname())
            .address(address)
            .processCollection(own.processCollection())
            .gpus(own.gpus())
            .cpus(own.cpus())
            .memory(own.memory())
            .storage(own.storage())
            .processes(own.processes())
            .issues(all);
    own.chassis().ifPresent(snapshot::chassis);
    return snapshot.build();
  }
}
