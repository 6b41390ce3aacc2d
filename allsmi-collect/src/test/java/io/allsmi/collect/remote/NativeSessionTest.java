package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.FakeCluster;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.Transport;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.core.json.SnapshotSection;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(300)
class NativeSessionTest {
  @TempDir Path folder;

  private Path json(HostSnapshot host) throws Exception {
    Path file = folder.resolve("snapshot.json");
    try (OutputStream out = Files.newOutputStream(file)) {
      ClusterSnapshot cluster =
          new ClusterSnapshot(
              FakeCluster.TAKEN_AT,
              ClusterSnapshot.Source.LOCAL,
              Duration.ofSeconds(1),
              List.of(host));
      SnapshotJson.of(SnapshotSection.all(), ZoneOffset.UTC).write(cluster, 0, out);
    }
    return file;
  }

  private HostSnapshot read(String name, String version, String script) throws Exception {
    try (FakeHost host = new FakeHost(folder)) {
      host.tool(name, "case $1 in --version) echo " + version + " ;; *) " + script + " ;; esac");
      try (RemoteHost reader = RemoteHost.of("id", "a", host, RemoteOptions.defaults())) {
        return reader.read(FakeHost.LONG);
      }
    }
  }

  @Test
  void aHostWithOurProgramTellsItsOwnSnapshot() throws Exception {
    HostSnapshot host = FakeCluster.hosts().get(0);
    HostSnapshot read =
        read("allsmi", "allsmi 0.30.0", "echo Welcome; cat " + json(host) + "; echo bye");
    assertThat(read.hostId()).isEqualTo("id");
    assertThat(read.address()).isEqualTo("a");
    assertThat(read.hostname()).isEqualTo("busy-1");
    assertThat(read.status().transport()).isEqualTo(Transport.SSH_NATIVE);
    assertThat(read.gpus()).isEqualTo(host.gpus());
    assertThat(read.processes()).isEqualTo(host.processes());
  }

  @Test
  void aProgramThatRefusesTheLongerListIsAskedForTheShorter() throws Exception {
    Path json = json(FakeCluster.hosts().get(0));
    HostSnapshot read =
        read("all-smi", "all-smi 0.22.0", "case $* in *process*) exit 2 ;; esac; cat " + json);
    assertThat(read.gpus()).hasSize(2);
  }

  @Test
  void processesThatTheProgramDoesNotTellComeFromProc() throws Exception {
    HostSnapshot read =
        read("all-smi", "all-smi 0.22.0", "cat " + json(FakeCluster.hosts().get(3)));
    assertThat(read.processCollection()).isEqualTo(ProcessCollection.COLLECTING);
    assertThat(read.processes()).anyMatch(p -> p.pid() == ProcessHandle.current().pid());
    assertThat(read.gpus()).hasSize(1);
  }

  @Test
  void whatIsNoSnapshotIsMalformed() {
    assertThatThrownBy(() -> read("allsmi", "allsmi 0.30.0", "echo '{\"schema\":7}'"))
        .isInstanceOfSatisfying(
            HostReadException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }

  @Test
  void anOldProgramIsNotUsed() {
    assertThatThrownBy(() -> read("all-smi", "all-smi 0.21.0", "exit 1"))
        .isInstanceOf(HostReadException.class)
        .hasMessageEndingWith("all-smi: expected version 0.22 or later, got none");
  }
}
