package io.allsmi.collect.ssh;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.ClusterSourceContract;
import io.allsmi.collect.FakeCluster;
import io.allsmi.collect.HostList;
import io.allsmi.collect.PollOptions;
import io.allsmi.collect.remote.FakeHost;
import io.allsmi.collect.remote.RemoteHost;
import io.allsmi.collect.remote.RemoteOptions;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.core.json.SnapshotSection;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.record.Recorder;
import io.allsmi.record.RecorderOptions;
import io.allsmi.record.ReplayOptions;
import io.allsmi.record.ReplaySource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Hosts over SSH that have the program: real shells run on them. */
@EnabledOnOs(OS.LINUX)
class SshSourceContractTest extends ClusterSourceContract {
  private static final Clock CLOCK = Clock.fixed(FakeCluster.TAKEN_AT, ZoneOffset.UTC);

  @TempDir Path folder;

  private final FakeTransport network = new FakeTransport();
  private final Map<String, FakeHost> hosts = new HashMap<>();

  @Override
  protected ClusterSource open(List<HostSnapshot> cluster) throws IOException {
    return poller(cluster);
  }

  /** The fake cluster as a poller sees it. */
  final ClusterPoller poller(List<HostSnapshot> cluster) throws IOException {
    for (HostSnapshot host : cluster) {
      if (host.status().state() == HostState.UP) {
        hosts.put(host.hostId(), host(folder.resolve(host.hostId()), host));
      }
    }
    network.shells = alias -> Optional.ofNullable(hosts.get(alias));
    network.does =
        settings ->
            hosts.containsKey(settings.alias())
                ? Optional.empty()
                : Optional.of(FakeTransport.failure(FailureKind.REFUSED, "connection refused"));
    HostList list =
        HostList.of(cluster.stream().map(h -> new SshHost(Settings.of(h.hostId()))).toList());
    return ClusterPoller.open(
        () -> list, PollOptions.defaults().withClock(CLOCK), List.of(readers()));
  }

  /** What is recorded of the fake cluster, played. */
  final ClusterSource played(List<HostSnapshot> cluster) throws IOException {
    Path file = folder.resolve("ssh.ndjson.zst");
    try (ClusterPoller poller = poller(cluster);
        Recorder recorder = Recorder.open(file, RecorderOptions.defaults())) {
      recorder.record(poller.readOnce());
    } catch (InterruptedException e) {
      throw new IOException("the test was interrupted", e);
    }
    return ReplaySource.open(file, ReplayOptions.defaults());
  }

  private SshReaders readers() {
    RemoteOptions remote = RemoteOptions.defaults().withClock(CLOCK);
    return new SshReaders(
        new SshReaders.Parts(
            network,
            settings -> TrustsAll.TRUSTS_ALL,
            FakeTransport::isSentAway,
            (host, shells) -> RemoteHost.of(host.hostId(), host.address(), shells, remote),
            Settings::of,
            tries -> Duration.ofNanos(tries),
            ConnectGate.QUICK),
        SshOptions.defaults());
  }

  /**
   * A program that does not list processes refuses to be asked for them, as older ones do; on that
   * host nothing of /proc can be read instead.
   */
  FakeHost host(Path root, HostSnapshot host) throws IOException {
    boolean isSilent = host.processCollection() == ProcessCollection.NOT_COLLECTING;
    Path snapshot = folder.resolve(host.hostId() + ".json");
    Set<SnapshotSection> sections = isSilent ? SnapshotSection.defaults() : SnapshotSection.all();
    try (OutputStream out = Files.newOutputStream(snapshot)) {
      SnapshotJson.of(sections, ZoneOffset.UTC).write(host, out);
    }
    String refuses = isSilent ? "*process*) exit 2 ;;" : "";
    FakeHost made =
        new FakeHost(root)
            .tool(
                "allsmi",
                "case $* in *--version*) echo allsmi 0.30.0 ;; %s *) cat %s ;; esac"
                    .formatted(refuses, snapshot));
    return isSilent ? made.tool("grep", "exit 2").tool("awk", "exit 2") : made;
  }

  @AfterEach
  void endShells() {
    hosts.values().forEach(FakeHost::close);
  }
}
