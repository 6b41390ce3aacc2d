package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a host with a tool that repeats captured rows is shown as; the rows are our own. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class CapturedSmiTest {
  private static final String TITLES =
      "index, name, uuid, memory.used [MiB], power.draw [W], clocks.current.sm [MHz]";

  @TempDir Path folder;

  private HostSnapshot read(CapturedSmi smi) throws Exception {
    try (FakeHost host = new FakeHost(folder).tool("nvidia-smi", smi.script());
        RemoteHost reader = RemoteHost.of("id", "a", host, RemoteOptions.defaults())) {
      HostSnapshot snapshot = reader.read(FakeHost.LONG);
      starts = host.starts("nvidia-smi", "--query-gpu");
      return snapshot;
    }
  }

  private long starts;

  private CapturedSmi smi(String rows) throws Exception {
    return new CapturedSmi(folder.resolve("captured")).says("query.csv", rows);
  }

  private static List<String> messages(HostSnapshot snapshot) {
    return snapshot.issues().stream().map(Issue::message).toList();
  }

  @Test
  void columnsAreAnsweredByTheirNamesWithoutTheirUnits() throws Exception {
    String row = "\n0, NVIDIA L4, GPU-x, 512 MiB, 71.25 W, 2040 MHz\n";
    HostSnapshot snapshot = read(smi(TITLES + row));
    GpuInfo gpu = snapshot.gpus().get(0);
    assertThat(gpu.uuid()).contains("GPU-x");
    assertThat(gpu.memoryUsedBytes()).hasValue(512L << 20);
    assertThat(gpu.memoryTotalBytes()).isEmpty();
    assertThat(gpu.powerWatts()).hasValue(71.25);
    assertThat(gpu.detail()).containsEntry("sm_clock_mhz", "2040");
    assertThat(messages(snapshot)).isEmpty();
    assertThat(starts).isEqualTo(1);
  }

  @Test
  void aDriverOfWhichAllColumnsAreKnownRejectsTheOthersOneByOne() throws Exception {
    String more =
        IntStream.range(0, 100).mapToObj(i -> ", column." + i).collect(Collectors.joining());
    String row = "0, NVIDIA L4, GPU-x, 512 MiB, 71.25 W, 2040 MHz" + ", 0".repeat(100);
    HostSnapshot snapshot = read(smi(TITLES + more + "\n" + row + "\n"));
    assertThat(snapshot.gpus()).hasSize(1);
    assertThat(snapshot.gpus().get(0).powerWatts()).hasValue(71.25);
    assertThat(messages(snapshot)).isEmpty();
    // Of 23 columns it knows six: it was asked once more for each of the others.
    assertThat(starts).isEqualTo(18);
  }

  @Test
  void aRowThatBreaksOffCostsItselfAlone() throws Exception {
    String rows = "\n0, NVIDIA L4, GPU-x, 512 MiB, 71.25 W, 2040 MHz\n1, NVIDIA L4, GPU-y, 5";
    HostSnapshot snapshot = read(smi(TITLES + rows));
    assertThat(snapshot.gpus()).hasSize(1);
    assertThat(snapshot.gpus().get(0).uuid()).contains("GPU-x");
    assertThat(messages(snapshot)).singleElement().asString().contains("nvidia-smi", "line 2");
  }

  @Test
  void readingsInTheWordsOfAnotherLanguageAreAbsent() throws Exception {
    String row = "\n0, NVIDIA L4, GPU-x, 512 MiB, [nicht verfügbar], 2040 MHz\n";
    HostSnapshot snapshot = read(smi(TITLES + row));
    assertThat(snapshot.gpus()).hasSize(1);
    assertThat(snapshot.gpus().get(0).memoryUsedBytes()).hasValue(512L << 20);
    assertThat(snapshot.gpus().get(0).powerWatts()).isEmpty();
  }
}
