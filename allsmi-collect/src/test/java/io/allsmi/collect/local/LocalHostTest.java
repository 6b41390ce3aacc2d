package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHostTest {
  @TempDir Path root;

  private LocalHost host(ProcessScope scope) {
    return LocalHost.open(LocalOptions.defaults().withRoot(root).withScope(scope));
  }

  private FakeMachine whole() {
    FakeMachine machine = new FakeMachine(root).units().accounts("alice:1001");
    machine.file("/proc/uptime", "1000.00 1.00\n");
    machine.file("/proc/stat", "cpu  1 0 0 1 0 0 0 0\ncpu0 1 0 0 1 0 0 0 0\nbtime 1700000000\n");
    machine.file("/proc/meminfo", "MemTotal: 10000 kB\nMemAvailable: 5000 kB\n");
    machine.file("/proc/self/mounts", "/dev/sda1 / ext4 rw 0 0\n");
    machine.file("/proc/sys/kernel/hostname", "gpu07\n");
    machine.file("/sys/class/dmi/id/product_name", "DGX\n");
    return machine.process(42).uid(1001).write();
  }

  @Test
  void everyPartIsRead() {
    whole();
    LocalReading reading = host(ProcessScope.ALL).read(FakeMachine.NOW, List.of());
    assertThat(reading.issues()).isEmpty();
    assertThat(reading.takenAt()).isEqualTo(FakeMachine.NOW);
    assertThat(reading.hostname()).isEqualTo("gpu07");
    assertThat(reading.cpus()).hasSize(1);
    assertThat(reading.memory()).hasSize(1);
    assertThat(reading.storage()).hasSize(1);
    assertThat(reading.chassis()).isPresent();
    assertThat(reading.processCollection()).isEqualTo(ProcessCollection.COLLECTING);
    assertThat(reading.processes()).hasSize(1);
    assertThat(reading.processes().get(0).details().memoryPercent()).hasValue(10);
  }

  @Test
  void aReadingFillsASnapshot() {
    whole();
    HostSnapshot.Builder snapshot =
        HostSnapshot.builder("local", FakeMachine.NOW, HostStatus.up(Transport.LOCAL));
    HostSnapshot filled =
        host(ProcessScope.ALL).read(FakeMachine.NOW, List.of()).addTo(snapshot).build();
    assertThat(filled.hostname()).isEqualTo("gpu07");
    assertThat(filled.processes()).extracting(ProcessInfo::pid).containsExactly(42);
    assertThat(filled.processes().get(0).user()).contains("alice");
  }

  @Test
  void aPartThatFailsIsAnIssueAndCostsNoOther() {
    whole().remove("/proc/meminfo").remove("/proc/stat");
    LocalReading reading = host(ProcessScope.ALL).read(FakeMachine.NOW, List.of());
    assertThat(reading.cpus()).isEmpty();
    assertThat(reading.memory()).isEmpty();
    assertThat(reading.processes()).hasSize(1);
    assertThat(reading.issues())
        .extracting(Issue::message)
        .containsExactly(
            "cpu: expected the lines of each CPU in /proc/stat, got none",
            "memory: expected the line MemTotal in /proc/meminfo, got none");
  }

  @Test
  void aMachineWithoutProcHasIssuesOnly() {
    LocalReading reading = host(ProcessScope.ALL).read(FakeMachine.NOW, List.of());
    assertThat(reading.issues())
        .extracting(i -> i.message().substring(0, i.message().indexOf(':')))
        .containsExactly("cpu", "memory", "storage", "processes");
    assertThat(reading.processCollection()).isEqualTo(ProcessCollection.NOT_COLLECTING);
  }

  @Test
  void aHostThatIsNotAskedForProcessesSaysSo() {
    whole();
    LocalReading reading = host(ProcessScope.NONE).read(FakeMachine.NOW, List.of());
    assertThat(reading.processCollection()).isEqualTo(ProcessCollection.NOT_COLLECTING);
    assertThat(reading.processes()).isEmpty();
    assertThat(reading.issues()).isEmpty();
  }

  @Test
  void thisMachineIsReadLikewise() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "no Linux /proc on this machine");
    LocalHost host = LocalHost.open(LocalOptions.defaults());
    Instant now = Instant.now();
    LocalReading reading = host.read(now, List.of());
    assertThat(reading.cpus().get(0).threadCount().getAsInt()).isPositive();
    assertThat(reading.memory().get(0).totalBytes().getAsLong()).isPositive();
    ProcessHandle self = ProcessHandle.current();
    Optional<ProcessInfo> own =
        reading.processes().stream().filter(p -> p.pid() == self.pid()).findFirst();
    assertThat(own).isPresent();
    assertThat(own.get().details().residentBytes().getAsLong()).isPositive();
    Duration apart =
        Duration.between(
            self.info().startInstant().orElseThrow(), own.get().startedAt().orElseThrow());
    assertThat(apart.abs()).isLessThan(Duration.ofSeconds(5));
  }
}
