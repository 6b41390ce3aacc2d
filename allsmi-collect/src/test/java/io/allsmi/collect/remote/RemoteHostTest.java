package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.local.LocalHost;
import io.allsmi.collect.local.LocalOptions;
import io.allsmi.collect.local.LocalReading;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a host and its devices. */
class RemoteHostTest extends WithRemoteHost {
  @Test
  void aHostWithNvidiaSmiShowsItsDevicesAndWhatIsAroundThem() throws Exception {
    HostSnapshot snapshot = open(nvidia()).read(FakeHost.LONG);
    assertThat(messages(snapshot)).isEmpty();
    assertThat(snapshot.hostId()).isEqualTo("alice@node7:22");
    assertThat(snapshot.address()).isEqualTo("node7");
    assertThat(snapshot.status().transport()).isEqualTo(Transport.SSH_NVIDIA_SMI);
    assertThat(snapshot.processCollection()).isEqualTo(ProcessCollection.COLLECTING);
    assertThat(snapshot.gpus())
        .extracting(gpu -> gpu.uuid().orElse(""))
        .containsExactly("GPU-a", "GPU-b");
    GpuInfo gpu = snapshot.gpus().get(1);
    assertThat(gpu.powerWatts()).hasValue(100.5);
    assertThat(gpu.memoryUsedBytes()).hasValue(1000L << 20);
    assertThat(gpu.utilizationPercent()).isEmpty();
    assertThat(gpu.performanceState()).hasValue(2);
    assertThat(gpu.detail())
        .containsEntry("clock_event_reasons", "sw_power_cap")
        .containsEntry("sm_clock_mhz", "1980")
        .containsEntry("ecc_errors_uncorrected", "3");
    assertThat(snapshot.cpus()).hasSize(1);
    assertThat(snapshot.memory()).hasSize(1);
  }

  /** The same code reads both, so what does not change between two reads is the same. */
  @Test
  void whatIsAroundTheDevicesIsAsTheReaderOfThisMachineHasIt() throws Exception {
    HostSnapshot there = open(nvidia()).read(FakeHost.LONG);
    LocalReading here = LocalHost.open(LocalOptions.defaults()).read(Instant.now(), List.of());
    assertThat(there.hostname()).isEqualTo(here.hostname());
    assertThat(there.cpus().get(0).model()).isEqualTo(here.cpus().get(0).model());
    assertThat(there.cpus().get(0).threadCount()).isEqualTo(here.cpus().get(0).threadCount());
    assertThat(there.cpus().get(0).coreCount()).isEqualTo(here.cpus().get(0).coreCount());
    assertThat(there.cpus().get(0).socketCount()).isEqualTo(here.cpus().get(0).socketCount());
    assertThat(there.cpus().get(0).cacheSizeMb()).isEqualTo(here.cpus().get(0).cacheSizeMb());
    assertThat(there.cpus().get(0).architecture()).isEqualTo(here.cpus().get(0).architecture());
    assertThat(there.memory().get(0).totalBytes()).isEqualTo(here.memory().get(0).totalBytes());
    assertThat(there.chassis().map(c -> c.detail())).isEqualTo(here.chassis().map(c -> c.detail()));
    assertThat(there.storage())
        .extracting(StorageInfo::mountPoint)
        .isEqualTo(here.storage().stream().map(StorageInfo::mountPoint).toList());
    assertThat(there.storage())
        .extracting(StorageInfo::totalBytes)
        .isEqualTo(here.storage().stream().map(StorageInfo::totalBytes).toList());
    long pid = ProcessHandle.current().pid();
    ProcessInfo own =
        here.processes().stream().filter(p -> p.pid() == pid).findFirst().orElseThrow();
    assertThat(ours(there).user()).isEqualTo(own.user());
    assertThat(ours(there).uid()).isEqualTo(own.uid());
    assertThat(ours(there).name()).isEqualTo(own.name());
    assertThat(ours(there).command()).isEqualTo(own.command());
    assertThat(ours(there).startedAt()).isEqualTo(own.startedAt());
    assertThat(ours(there).details().parentPid()).isEqualTo(own.details().parentPid());
    assertThat(ours(there).details().containerId()).isEqualTo(own.details().containerId());
  }

  @Test
  void aProgramThatDoesNotWorkIsNamed() throws Exception {
    HostSnapshot snapshot = open(nvidia().tool("awk", "exit 127")).read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(snapshot.issues())
        .extracting(Issue::message)
        .contains("host: expected the program awk, got none that works");
  }

  @Test
  void aFieldThatTheDriverRejectsIsAskedNoMore() throws Exception {
    open(nvidia());
    reader.read(FakeHost.LONG);
    assertThat(host.starts("nvidia-smi", "clocks_event_reasons.active")).isEqualTo(1);
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
    assertThat(host.starts("nvidia-smi", "clocks_event_reasons.active")).isEqualTo(1);
    assertThat(host.starts("nvidia-smi", "--query-gpu")).isEqualTo(3);
  }

  @Test
  void whoUsesTheDevicesIsAskedAgainWhenTheirMemoryIsUsedOtherwise() throws Exception {
    Path amount = Files.writeString(folder.resolve("amount"), "1000");
    String pid = String.valueOf(ProcessHandle.current().pid());
    open(
        new FakeHost(folder)
            .tool(
                "nvidia-smi",
                NVIDIA.replace("$PPID", pid).replace("$((i * 1000))", "$(cat " + amount + ")")));
    reader.read(FakeHost.LONG);
    long before = host.starts("nvidia-smi", "--query-compute-apps");
    assertThat(ours(reader.read(FakeHost.LONG)).deviceUuid()).contains("GPU-b");
    assertThat(host.starts("nvidia-smi", "--query-compute-apps")).isEqualTo(before);
    Files.writeString(amount, "2000");
    reader.read(FakeHost.LONG);
    assertThat(host.starts("nvidia-smi", "--query-compute-apps")).isEqualTo(before + 1);
  }

  @Test
  void cpuUtilizationIsTheDifferenceOfTwoReads() throws Exception {
    open(nvidia());
    assertThat(reader.read(FakeHost.LONG).cpus().get(0).utilizationPercent()).isEmpty();
    HostSnapshot second = reader.read(FakeHost.LONG);
    while (second.cpus().get(0).utilizationPercent().isEmpty()) {
      second = reader.read(FakeHost.LONG);
    }
    assertThat(second.cpus().get(0).utilizationPercent().getAsDouble()).isBetween(0.0, 100.0);
  }

  @Test
  void aDriverThatFailsCostsItsReadingsOnly() throws Exception {
    Path broken = folder.resolve("broken");
    String failure =
        "[ -e "
            + broken
            + " ] && { echo 'NVIDIA-SMI has failed because of\nthe driver'; exit 9; }\n";
    open(new FakeHost(folder).tool("nvidia-smi", failure + NVIDIA));
    assertThat(reader.read(FakeHost.LONG).gpus().get(0).powerWatts()).isPresent();
    Files.writeString(broken, "");
    HostSnapshot snapshot = reader.read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(snapshot.gpus().get(0).powerWatts()).isEmpty();
    assertThat(snapshot.gpus().get(0).uuid()).contains("GPU-a");
    assertThat(messages(snapshot))
        .contains(
            "nvidia-smi: expected success, got exit status 9: 'NVIDIA-SMI has failed because of'");
    assertThat(snapshot.cpus()).hasSize(1);
  }

  @Test
  void aHostWithoutToolsIsUnsupportedAndLeftAloneForAWhile() {
    open(new FakeHost(folder).tool("nvidia-smi", "echo 'No devices were found'; exit 6"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> reader.read(FakeHost.LONG))
          .isInstanceOfSatisfying(
              HostReadException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(FailureKind.UNSUPPORTED);
                assertThat(e.text())
                    .isEqualTo(
                        "host: expected one of allsmi, nvidia-smi, amd-smi, rocm-smi on it, got none"
                            + " that works: nvidia-smi: expected success, got exit status 6: 'No"
                            + " devices were found'");
              });
    }
    assertThat(starts("-L")).isEqualTo(1);
  }

  private long starts(String argument) {
    try {
      return host.starts("nvidia-smi", argument);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aToolIsOnlyTriedWhenItIsWanted() {
    open(nvidia(), RemoteOptions.defaults().withFallbacks(List.of()));
    assertThatThrownBy(() -> reader.read(FakeHost.LONG))
        .isInstanceOf(HostReadException.class)
        .hasMessage("host: expected one of allsmi on it, got none that works");
    assertThat(starts("")).isZero();
  }
}
