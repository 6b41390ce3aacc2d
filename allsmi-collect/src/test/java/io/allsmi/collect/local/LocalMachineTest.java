package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.nvml.FakeNvml;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.json.SnapshotSection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMachineTest {
  private static final Instant NOW = FakeMachine.NOW;

  @TempDir Path root;
  private LocalOptions options;

  @BeforeEach
  void machine() {
    FakeMachine machine = new FakeMachine(root).units().accounts("alice:1001");
    machine.file("/proc/uptime", "1000.00 1.00\n").file("/proc/sys/kernel/hostname", "gpu07\n");
    machine.process(1000).uid(1001).write();
    machine.process(1101).uid(1001).write();
    options = LocalOptions.defaults().withRoot(root);
  }

  /** Reads nothing but what it was made of. */
  private record Fixed(List<GpuInfo> gpus, List<DeviceUse> uses) implements DeviceReader {
    @Override
    public DeviceReading read(Instant takenAt) {
      return new DeviceReading(gpus, uses, List.of());
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private static Fixed gpu(String uuid, int index, int pid) {
    GpuInfo gpu = GpuInfo.builder().index(index).uuid(uuid).name("GPU").build();
    DeviceUse use =
        new DeviceUse(
            pid,
            Optional.of(uuid),
            OptionalInt.of(index),
            OptionalLong.of(1),
            OptionalDouble.empty());
    return new Fixed(List.of(gpu), List.of(use));
  }

  private HostSnapshot read(DeviceReader... readers) {
    try (LocalMachine machine = new LocalMachine(LocalHost.open(options), List.of(readers))) {
      return machine.read(NOW);
    }
  }

  @Test
  void whatIsNotAskedForIsNotRead() throws IOException, InterruptedException {
    Path library = FakeNvml.build().path();
    options = options.withNvmlLibrary(library);
    HostSnapshot memory = readOnly(EnumSet.of(SnapshotSection.MEMORY));
    assertThat(memory.gpus()).isEmpty();
    assertThat(memory.cpus()).isEmpty();
    assertThat(memory.processes()).isEmpty();
    assertThat(memory.processCollection()).isEqualTo(ProcessCollection.NOT_COLLECTING);
    assertThat(memory.issues())
        .as("what could not be read of all that this machine lacks")
        .extracting(Issue::message)
        .singleElement()
        .asString()
        .startsWith("memory: ");
    HostSnapshot gpus = readOnly(EnumSet.of(SnapshotSection.GPU));
    assertThat(gpus.gpus()).hasSize(8);
    assertThat(gpus.issues()).allMatch(issue -> issue.message().startsWith("nvidia: "));
    assertThat(readOnly(EnumSet.of(SnapshotSection.PROCESS)).processes()).isNotEmpty();
  }

  private HostSnapshot readOnly(Set<SnapshotSection> sections) {
    try (LocalMachine machine = LocalMachine.open(options.withSections(sections))) {
      return machine.read(NOW);
    }
  }

  @Test
  void processesAreJoinedToTheGpusOfTheDriver() throws IOException, InterruptedException {
    Path library = FakeNvml.build().path();
    try (LocalMachine machine = LocalMachine.open(options.withNvmlLibrary(library))) {
      HostSnapshot host = machine.read(NOW);
      assertThat(host.hostname()).isEqualTo("gpu07");
      assertThat(host.gpus()).hasSize(8);
      ProcessInfo first = row(host, 1000);
      assertThat(first.user()).contains("alice");
      assertThat(first.deviceIndex()).hasValue(0);
      assertThat(first.gpuMemoryBytes()).hasValue(5L << 30);
      assertThat(first.details().type()).isEqualTo("C+G");
      assertThat(first.details().gpuUtilizationPercent()).hasValue(55);
      ProcessInfo inPartition = row(host, 1101);
      assertThat(inPartition.deviceIndex()).hasValue(1);
      assertThat(inPartition.details().gpuInstanceId()).hasValue(7);
      assertThat(inPartition.details().computeInstanceId()).hasValue(0);
    }
  }

  private static ProcessInfo row(HostSnapshot host, int pid) {
    return host.processes().stream().filter(p -> p.pid() == pid).findFirst().orElseThrow();
  }

  @Test
  void devicesOfSeveralMakersAreNumberedTogether() {
    HostSnapshot host = read(gpu("GPU-1", 0, 1000), gpu("0xaa", 0, 1101), gpu("", 5, 1101));
    assertThat(host.gpus()).extracting(g -> g.index().orElse(-1)).containsExactly(0, 1, 2);
    assertThat(host.processes())
        .filteredOn(p -> p.pid() == 1101)
        .extracting(p -> p.deviceIndex().orElse(-1))
        .containsExactly(1, 2);
  }

  @Test
  void aNumberThatAMakerLeavesOutIsNotTakenByAnother() {
    HostSnapshot host = read(gpu("GPU-3", 3, 1000), gpu("0xaa", 0, 1101));
    assertThat(host.gpus()).extracting(g -> g.index().orElse(-1)).containsExactly(3, 4);
    assertThat(row(host, 1101).deviceIndex()).hasValue(4);
  }

  @Test
  void aMakersOwnNumbersStayWhereThereIsNoOther() {
    assertThat(read(gpu("GPU-1", 5, 1000)).gpus().get(0).index()).hasValue(5);
  }

  @Test
  void aReaderThatFailsCostsItsOwnDevices() {
    DeviceReader broken =
        new DeviceReader() {
          @Override
          public DeviceReading read(Instant takenAt) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void close() {
            // Nothing is held.
          }
        };
    HostSnapshot host = read(broken, gpu("GPU-1", 0, 1000));
    assertThat(host.gpus()).hasSize(1);
    assertThat(host.issues())
        .extracting(Issue::message)
        .contains("devices: expected a reading, got java.lang.IllegalStateException: broken");
  }
}
