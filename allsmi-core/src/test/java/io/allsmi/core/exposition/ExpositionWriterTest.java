package io.allsmi.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.internal.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ExpositionWriterTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static String write(HostSnapshot host) {
    return new String(ExpositionWriter.write(host), StandardCharsets.UTF_8);
  }

  private static HostSnapshot host(List<GpuInfo> gpus, List<ProcessInfo> processes) {
    return HostSnapshot.builder("n1:9090", NOON, HostStatus.up(Transport.HTTP))
        .hostname("n1")
        .address("n1:9090")
        .gpus(gpus)
        .processes(processes)
        .processCollection(ProcessCollection.COLLECTING)
        .build();
  }

  private static GpuInfo gpu(int index) {
    return GpuInfo.builder()
        .index(index)
        .uuid("GPU-" + index)
        .name("NVIDIA H200")
        .utilizationPercent(45)
        .memoryUsedBytes(1L << 40)
        .powerWatts(285.5)
        .detail(Map.of("driver_version", "580.82", "cuda_version", "13.0", "odd key}", "a\"b\\c}"))
        .build();
  }

  @Test
  void severalHostsAreOnePageAndThoseOfOneNameAreToldApart() {
    HostSnapshot first = host(List.of(gpu(0)), List.of());
    HostSnapshot twin =
        HostSnapshot.builder("n1:9091", NOON, HostStatus.up(Transport.HTTP))
            .hostname("n1")
            .gpus(first.gpus())
            .build();
    HostSnapshot other =
        HostSnapshot.builder("n2:9090", NOON, HostStatus.up(Transport.HTTP)).hostname("n2").build();
    String page =
        new String(
            ExpositionWriter.write(
                List.of(first, twin, other), ExporterFacts.NONE, PageFormat.TEXT),
            StandardCharsets.UTF_8);
    assertThat(page.lines()).doesNotHaveDuplicates();
    assertThat(page.lines().filter(line -> line.startsWith("all_smi_up{")))
        .containsExactly(
            "all_smi_up{instance=\"n1:9090\", hostname=\"n1:9090\"} 1",
            "all_smi_up{instance=\"n1:9091\", hostname=\"n1:9091\"} 1",
            "all_smi_up{instance=\"n2\", hostname=\"n2\"} 1");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    ProcessInfo process =
        ProcessInfo.builder(42)
            .user("alice")
            .uid(1001)
            .name("python")
            .command("python train.py --note \"{a\\b\"")
            .deviceUuid("GPU-1")
            .deviceIndex(1)
            .gpuMemoryBytes(7)
            .cpuPercent(12.5)
            .startedAt(NOON.minusSeconds(90))
            .build();
    HostSnapshot host = host(List.of(gpu(0), gpu(1)), List.of(process));
    HostSnapshot back = ScrapeReader.read(ExpositionWriter.write(host), "n1:9090", NOON);
    assertThat(back.processes()).isEqualTo(List.of(process));
    assertThat(back.gpus().get(0).powerWatts()).hasValue(285.5);
    assertThat(back.gpus().get(0).memoryUsedBytes()).hasValue(1L << 40);
    assertThat(back.gpus().get(0).detail())
        .containsEntry("driver_version", "580.82")
        .containsEntry("odd_key_", "a\"b\\c)");
    assertThat(back.processCollection()).isEqualTo(ProcessCollection.COLLECTING);
    assertThat(back.issues()).isEmpty();
  }

  @Test
  void aDetailThatIsAReadingIsNoLabel() {
    GpuInfo gpu =
        GpuInfo.builder()
            .index(0)
            .name("NVIDIA H100")
            .detail(
                Map.of(
                    "brand", "Tesla",
                    "clock_event_reasons", "sw power cap",
                    "ecc_errors_corrected", "3",
                    "memory_temperature_celsius", "81"))
            .build();
    HostSnapshot host =
        HostSnapshot.builder("n1", Instant.EPOCH, HostStatus.up(Transport.LOCAL))
            .gpus(List.of(gpu))
            .build();
    String page = new String(ExpositionWriter.write(host), StandardCharsets.UTF_8);
    assertThat(page).contains("brand=\"Tesla\"");
    assertThat(page).doesNotContain("reasons", "ecc_errors", "memory_temperature");
  }

  @Test
  void aProcessOfWhichNothingIsKnownStaysOnThePage() {
    GpuInfo gpu = GpuInfo.builder().index(0).uuid("U0").name("NVIDIA H100").build();
    ProcessInfo process = ProcessInfo.builder(1001).deviceUuid("U0").deviceIndex(0).build();
    HostSnapshot host =
        HostSnapshot.builder("n1", Instant.EPOCH, HostStatus.up(Transport.LOCAL))
            .gpus(List.of(gpu))
            .processes(List.of(process))
            .build();
    HostSnapshot back = ScrapeReader.read(ExpositionWriter.write(host), "n1", Instant.EPOCH);
    assertThat(back.processes()).extracting(ProcessInfo::pid).containsExactly(1001);
    assertThat(back.processes().get(0).gpuMemoryBytes()).isEmpty();
    assertThat(back.issues()).isEmpty();
  }

  @Test
  void aGaudiHasItsOwnFamiliesBesideThoseOfAllDevices() {
    GpuInfo device =
        GpuInfo.builder()
            .index(1)
            .uuid("01P0-HL")
            .name("HL-325L")
            .deviceType("NPU")
            .memoryUsedBytes(32L << 30)
            .memoryTotalBytes(128L << 30)
            .powerWatts(212.5)
            .powerLimitMaxWatts(850)
            .detail(Map.of("driver_version", "1.22.1"))
            .build();
    HostSnapshot host =
        HostSnapshot.builder("n1", Instant.EPOCH, HostStatus.up(Transport.LOCAL))
            .gpus(List.of(device))
            .build();
    byte[] written = ExpositionWriter.write(host);
    String page = new String(written, StandardCharsets.UTF_8);
    String labels = "{npu=\"HL-325L\", instance=\"n1\", npu_uuid=\"01P0-HL\", npu_index=\"1\"";
    assertThat(page)
        .contains("all_smi_gaudi_memory_utilization_percent" + labels + "} 25\n")
        .contains("all_smi_gaudi_power_utilization_percent" + labels + "} 25\n")
        .contains("all_smi_gaudi_driver_info" + labels + ", version=\"1.22.1\"} 1\n")
        .doesNotContain("all_smi_gaudi_temperature");
    assertThat(ScrapeReader.read(written, "n1", Instant.EPOCH).gpus()).hasSize(1);
  }

  @Test
  void everyFamilyHasItsMetadataOnceAndItsSamplesTogether() {
    List<ProcessInfo> processes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      processes.add(
          ProcessInfo.builder(i)
              .command("c")
              .deviceUuid("GPU-0")
              .gpuMemoryBytes(1)
              .cpuPercent(0.1)
              .build());
    }
    assertStrict(write(host(List.of(gpu(0), gpu(1), gpu(2)), processes)));
  }

  /** What strict readers ask of a page, and the reader with the narrowest limits. */
  private static void assertStrict(String page) {
    Set<String> finished = new HashSet<>();
    Set<String> series = new HashSet<>();
    String family = "";
    for (String line : page.split("\n")) {
      if (line.startsWith("# HELP ")) {
        assertThat(finished.add(family)).as("family comes twice: " + line).isTrue();
        family = line.split(" ")[2];
      } else if (line.startsWith("# TYPE ")) {
        assertThat(line).isEqualTo("# TYPE " + family + " gauge");
      } else {
        int brace = line.indexOf('{');
        int close = line.lastIndexOf('}');
        assertThat(line.substring(0, brace)).isEqualTo(family);
        String labels = line.substring(brace + 1, close);
        assertThat(labels).doesNotContain("}").isNotEmpty();
        assertThat(labels.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024);
        assertThat(line.substring(close + 1)).matches(" [0-9]+(\\.[0-9]+)?");
        assertThat(series.add(line.substring(0, close))).as("series comes twice: " + line).isTrue();
      }
    }
    assertThat(page).endsWith("\n");
  }

  @Property(tries = 200)
  void anyTextMakesAPageThatEveryReaderTakes(
      @ForAll @StringLength(max = 700) String command,
      @ForAll @StringLength(max = 300) String user,
      @ForAll @IntRange(min = 0, max = 5) int gpus,
      @ForAll double power) {
    List<GpuInfo> devices = new ArrayList<>();
    for (int i = 0; i < gpus; i++) {
      devices.add(
          gpu(i).toBuilder().powerWatts(Math.min(Math.abs(power), 1e200)).name(user).build());
    }
    List<ProcessInfo> rows =
        List.of(
            ProcessInfo.builder(1)
                .command(command)
                .user(user + "u")
                .name(user)
                .deviceIndex(0)
                .gpuMemoryBytes(5)
                .build());
    String page = write(host(devices, rows));
    assertStrict(page);
    HostSnapshot back = ScrapeReader.read(page.getBytes(StandardCharsets.UTF_8), "n1:9090", NOON);
    assertThat(back.gpus()).hasSize(gpus);
    assertThat(back.processes()).hasSize(1);
    assertThat(back.processes().get(0).command().getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(256);
  }

  @Test
  void aLongCommandSaysHowMuchWasCut() {
    ProcessInfo row =
        ProcessInfo.builder(1)
            .command("x".repeat(300))
            .user("u".repeat(200))
            .gpuMemoryBytes(1)
            .build();
    Sample sample =
        ExpositionParser.parse(ExpositionWriter.write(host(List.of(), List.of(row))))
            .samples()
            .stream()
            .filter(s -> s.name().equals("all_smi_process_memory_used_bytes"))
            .findFirst()
            .orElseThrow();
    String command = sample.labels().get("command");
    assertThat(command).hasSize(256).endsWith("x...(67 bytes truncated)");
    assertThat(sample.labels().get("user")).hasSize(128).endsWith("...(95 bytes truncated)");
  }

  @Test
  void aCutNeverSplitsACharacter() {
    String cut = Utf8.cutVisibly("ä".repeat(300), 256);
    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(256);
    assertThat(cut).startsWith("äää").endsWith(" bytes truncated)");
    assertThat(cut.substring(0, cut.indexOf('.'))).matches("ä+");
  }

  @Test
  void aHostThatIsDownGivesAPageThatSaysSo() {
    HostSnapshot down =
        HostSnapshot.builder(
                "n1:9090",
                NOON,
                HostStatus.down(Transport.HTTP, io.allsmi.core.FailureKind.TIMEOUT, "no answer"))
            .build();
    assertThat(write(down)).contains("all_smi_up{instance=\"n1:9090\", hostname=\"n1:9090\"} 0\n");
  }
}
