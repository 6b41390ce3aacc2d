package io.allsmi.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.Issue;
import io.allsmi.core.NvLink;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeReaderTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String GPU =
      "{gpu=\"NVIDIA H200\", instance=\"n1\", gpu_uuid=\"U0\", gpu_index=\"0\"} ";
  private static final String ROW =
      "{pid=\"7\", name=\"py\", user=\"alice\", device_id=\"0\", gpu_index=\"0\", device_uuid=\"U0\", command=\"c\"} ";

  private static HostSnapshot read(String page) {
    return ScrapeReader.read(page.getBytes(StandardCharsets.UTF_8), "10.0.0.5:9090", NOON);
  }

  @Test
  void theHostIsNamedByItsFirstGpuAndKeyedByItsAddress() {
    HostSnapshot host = read("all_smi_gpu_utilization" + GPU + "45\n");
    assertThat(host.hostname()).isEqualTo("n1");
    assertThat(host.hostId()).isEqualTo("10.0.0.5:9090");
    assertThat(host.status().state()).isEqualTo(HostState.UP);
  }

  @Test
  void theJobOfAProcessComesWithItsPageAndGoesWithIt() {
    ScrapeReader reader = new ScrapeReader("n1:9090", "n1:9090", ScrapeLimits.defaults());
    String withJob = ROW.replace("pid=\"7\"", "pid=\"7\", job_id=\"7610\"");
    assertThat(jobs(reader, "all_smi_process_memory_used_bytes" + withJob + "5\n"))
        .containsExactly(Optional.of("7610"));
    assertThat(
            jobs(
                reader,
                "all_smi_process_memory_used_bytes"
                    + ROW.replace("\"7\"", "\"6\"")
                    + "5\nall_smi_process_memory_used_bytes"
                    + withJob
                    + "5\n"))
        .containsExactly(Optional.empty(), Optional.of("7610"));
    assertThat(jobs(reader, "all_smi_process_memory_used_bytes" + ROW + "5\n"))
        .containsExactly(Optional.empty());
  }

  private static List<Optional<String>> jobs(ScrapeReader reader, String page) {
    reader.reset();
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    reader.feed(bytes, 0, bytes.length);
    return reader.finish(NOON).processes().stream().map(row -> row.details().jobId()).toList();
  }

  @Test
  void aMissingSeriesIsAbsentAndAZeroIsAReading() {
    GpuInfo gpu = read("all_smi_gpu_utilization" + GPU + "0\n").gpus().get(0);
    assertThat(gpu.utilizationPercent()).hasValue(0);
    assertThat(gpu.powerWatts()).isEmpty();
    assertThat(gpu.memoryUsedBytes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "all_smi_gpu_utilization,-1",
    "all_smi_gpu_utilization,NaN",
    "all_smi_gpu_temperature_celsius,0",
    "all_smi_gpu_frequency_mhz,0"
  })
  void whatStandsForUnknownIsAbsentWithoutComplaint(String family, String value) {
    HostSnapshot host = read(family + GPU + value + "\n");
    assertThat(host.gpus().get(0).utilizationPercent()).isEmpty();
    assertThat(host.gpus().get(0).temperatureCelsius()).isEmpty();
    assertThat(host.gpus().get(0).graphicsClockMhz()).isEmpty();
    assertThat(host.issues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "all_smi_gpu_utilization,-5",
    "all_smi_gpu_utilization,101",
    "all_smi_gpu_power_consumption_watts,+Inf",
    "all_smi_gpu_temperature_celsius,9999",
    "all_smi_gpu_memory_used_bytes,1e30"
  })
  void anAbsurdReadingIsRejectedAndCounted(String family, String value) {
    HostSnapshot host = read(family + GPU + value + "\n");
    assertThat(host.gpus().get(0))
        .isEqualTo(read("all_smi_gpu_utilization" + GPU + "-1\n").gpus().get(0));
    assertThat(host.issues())
        .containsExactly(new Issue(0, "readings: 1 outside the range of their kind left out"));
  }

  @Test
  void startTimesAboveABillionAreEpochAndOthersElapsed() {
    Instant epoch =
        read("all_smi_process_start_time_seconds" + ROW + "1776688000\n")
            .processes()
            .get(0)
            .startedAt()
            .orElseThrow();
    Instant elapsed =
        read("all_smi_process_start_time_seconds" + ROW + "3600\n")
            .processes()
            .get(0)
            .startedAt()
            .orElseThrow();
    assertThat(epoch).isEqualTo(Instant.ofEpochSecond(1776688000));
    assertThat(elapsed).isEqualTo(NOON.minusSeconds(3600));
  }

  @Test
  void rowsOfAProcessOnTwoDevicesStayApartAndSeriesOfOneRowJoin() {
    HostSnapshot host =
        read(
            "all_smi_process_memory_used_bytes"
                + ROW
                + "10\n"
                + "all_smi_process_memory_used_bytes"
                + ROW.replace("U0", "U1").replace("\"0\"", "\"1\"")
                + "20\n"
                + "all_smi_process_cpu_percent"
                + ROW
                + "12.5\n");
    assertThat(host.processes())
        .extracting(p -> p.gpuMemoryBytes().orElse(-1))
        .containsExactly(10L, 20L);
    assertThat(host.processes())
        .extracting(p -> p.cpuPercent().orElse(-1))
        .containsExactly(12.5, -1.0);
  }

  @Test
  void aRowWithoutUuidAndBytesHoldsNoDevice() {
    HostSnapshot host =
        read(
            "all_smi_gpu_utilization"
                + GPU
                + "1\nall_smi_process_memory_used_bytes"
                + ROW.replace("U0", "")
                + "0\n");
    ProcessInfo row = host.processes().get(0);
    assertThat(row.holdsDevice()).isFalse();
    assertThat(host.processTable().deviceCell(0)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "1,,COLLECTING",
    "0,,NOT_COLLECTING",
    ",row,COLLECTING",
    ",nvidia,NOT_COLLECTING",
    ",amd,UNDECIDED",
    ",cpu,UNDECIDED",
    ",Orin (nvgpu),NOT_COLLECTING",
    ",Grayskull e75,NOT_COLLECTING"
  })
  void whetherAHostReportsProcessesIsToldByMarkerRowsOrVendor(
      String marker, String page, ProcessCollection expected) {
    StringBuilder text = new StringBuilder("all_smi_memory_total_bytes{instance=\"n1\"} 5\n");
    if (marker != null) {
      text.append("all_smi_process_collection_enabled{instance=\"n1\"} ")
          .append(marker)
          .append('\n');
    }
    if ("row".equals(page)) {
      text.append("all_smi_process_memory_used_bytes").append(ROW).append("0\n");
    } else if (page != null && !page.equals("cpu")) {
      String name =
          page.equals("amd") ? "AMD Instinct MI300X" : page.equals("nvidia") ? "NVIDIA H200" : page;
      String gpu = GPU.replace("NVIDIA H200", name);
      text.append("all_smi_gpu_utilization").append(gpu).append("5\n");
    }
    assertThat(read(text.toString()).processCollection()).isEqualTo(expected);
  }

  @Test
  void controlCharactersNeverGetIntoAName() {
    HostSnapshot host =
        read(
            "all_smi_process_memory_used_bytes{pid=\"1\",user=\"a\\nb\",command=\"\u001b[31mred\",gpu_index=\"0\"} 5\n");
    assertThat(host.processes().get(0).user()).hasValue("ab");
    assertThat(host.processes().get(0).command()).isEqualTo("[31mred");
  }

  @Test
  void textsAreCutToTheirLimitAndThatIsReported() {
    String page =
        "all_smi_process_memory_used_bytes{pid=\"1\",user=\""
            + "ü".repeat(100)
            + "\",gpu_index=\"0\"} 5\n";
    HostSnapshot host = read(page);
    assertThat(host.processes().get(0).user().orElseThrow()).isEqualTo("ü".repeat(64));
    assertThat(host.issues()).containsExactly(new Issue(0, "process texts: 1 cut to the limit"));
  }

  @Test
  void whatIsOddAboutALabelIsReportedOnEveryPage() {
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    byte[] page =
        ("all_smi_gpu_utilization{gpu=\"a\",gpu=\"b\",gpu_uuid=\"U\"} 1\n")
            .getBytes(StandardCharsets.UTF_8);
    for (int pass = 0; pass < 2; pass++) {
      reader.feed(page, 0, page.length);
      assertThat(reader.finish(NOON).issues()).hasSize(1);
    }
  }

  @Test
  void aProcessInAPartitionHoldsTheGpuOfThePartition() {
    HostSnapshot host =
        read(
            "all_smi_gpu_utilization"
                + GPU
                + "5\n"
                + "all_smi_gpu_utilization"
                + GPU.replace("U0", "U1").replace("\"0\"", "\"1\"")
                + "5\n"
                + "all_smi_mig_instance_memory_used_bytes{gpu_uuid=\"U1\",gpu_index=\"1\",mig_instance=\"0\",mig_uuid=\"M\"} 5\n"
                + "all_smi_process_memory_used_bytes"
                + ROW.replace("U0", "M")
                + "10\n");
    assertThat(host.processTable().deviceCell(0)).isEqualTo(1);
  }

  @Test
  void aStartOfZeroIsUnknown() {
    assertThat(
            read("all_smi_process_start_time_seconds" + ROW + "0\n").processes().get(0).startedAt())
        .isEmpty();
  }

  @Test
  void atTheCapKnownDevicesKeepUpdatingAndOthersAreReported() {
    ScrapeReader reader =
        new ScrapeReader(
            "h", "h", ScrapeLimits.defaults().withDevicesPerKind(2).withProcessRows(3));
    byte[] page = Pages.page(4, 6).getBytes(StandardCharsets.UTF_8);
    for (int pass = 0; pass < 2; pass++) {
      reader.feed(page, 0, page.length);
      HostSnapshot host = reader.finish(NOON);
      assertThat(host.gpus()).hasSize(2);
      assertThat(host.gpus().get(1).temperatureCelsius()).hasValue(58);
      assertThat(host.processes()).hasSize(3);
      assertThat(host.issues())
          .extracting(Issue::message)
          .anyMatch(m -> m.startsWith("process rows: expected at most 3"));
      assertThat(host.issues())
          .extracting(Issue::message)
          .anyMatch(m -> m.startsWith("gpu rows: expected at most 2"));
    }
  }

  @Test
  void aReusedPidHasTheLabelsOfItsNewProcessThoughTheyAreFewer() {
    String gpu = "all_smi_gpu_utilization" + GPU + "1\n";
    String process =
        "all_smi_process_memory_used_bytes{pid=\"5\",user=\"%s\",%scommand=\"%s\"} 5\n";
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    next(reader, gpu + process.formatted("ann", "uid=\"1000\",", "train"));
    next(reader, gpu);
    String reused = gpu + process.formatted("bob", "", "other");
    for (int pass = 0; pass < 2; pass++) {
      ProcessInfo row = next(reader, reused).processes().get(0);
      assertThat(row.user()).hasValue("bob");
      assertThat(row.command()).isEqualTo("other");
      assertThat(row.uid()).isEmpty();
    }
    assertThat(next(reader, gpu + process.formatted("ann", "uid=\"1000\",", "train")).processes())
        .extracting(ProcessInfo::command)
        .containsExactly("train");
  }

  @Test
  void aGpuThatOnlyTextsNameGetsItsNewIndex() {
    String info = "all_smi_gpu_info{gpu_uuid=\"U0\",gpu_index=\"%d\",driver=\"1\"} 1\n";
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    assertThat(next(reader, info.formatted(0)).gpus().get(0).index()).hasValue(0);
    assertThat(next(reader, info.formatted(3)).gpus().get(0).index()).hasValue(3);
  }

  @Test
  void gpusBeyondTheCapAreReportedOnEveryPageThoughOnlyTextsNameThem() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      page.append("all_smi_gpu_utilization{gpu_uuid=\"U").append(i).append("\"} 1\n");
    }
    for (int i = 0; i < 4; i++) {
      page.append("all_smi_gpu_info{gpu_uuid=\"U").append(i).append("\"} 1\n");
    }
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults().withDevicesPerKind(2));
    for (int pass = 0; pass < 3; pass++) {
      assertThat(next(reader, page.toString()).issues())
          .extracting(Issue::message)
          .containsExactly("gpu rows: expected at most 2; 2 samples of others left out");
    }
  }

  private static HostSnapshot next(ScrapeReader reader, String page) {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    reader.feed(bytes, 0, bytes.length);
    return reader.finish(NOON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html>\n\n# no\n<html>",
        "\u0000\u0001\u0002 binary",
        "{\"json\": true}"
      })
  void aReplyThatIsNoPageIsRefusedAsAWhole(String reply) {
    assertThatThrownBy(() -> read(reply))
        .isInstanceOf(SnapshotParseException.class)
        .hasMessageStartingWith("page: expected Prometheus text");
  }

  @Test
  void aPageOfAnotherExporterIsAHostWithoutDevices() {
    HostSnapshot host = read("# TYPE node_load1 gauge\nnode_load1 0.5\n");
    assertThat(host.gpus()).isEmpty();
    assertThat(host.hostname()).isEqualTo("10.0.0.5:9090");
    assertThat(host.issues()).isEmpty();
  }

  @Test
  void aProcessThatStopsAndOneThatStartsAreSeenAtOnce() {
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    for (int pass = 0; pass < 1200; pass++) {
      String page =
          "all_smi_process_memory_used_bytes"
              + ROW.replace("\"7\"", "\"" + pass + "\"")
              + pass
              + "\n";
      reader.feed(page.getBytes(StandardCharsets.UTF_8), 0, page.length());
      List<ProcessInfo> rows = reader.finish(NOON).processes();
      assertThat(rows).extracting(ProcessInfo::pid).containsExactly(pass);
    }
  }

  @Test
  void whatIsRememberedOfProcessesThatEndedStaysSmall() {
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    for (int pass = 0; pass < 3000; pass++) {
      String page =
          "all_smi_process_memory_used_bytes" + ROW.replace("\"7\"", "\"" + pass + "\"") + "5\n";
      reader.feed(page.getBytes(StandardCharsets.UTF_8), 0, page.length());
      reader.finish(NOON);
      assertThat(reader.remembered()).isLessThan(80);
    }
  }

  @Test
  void gpusThatSayTheSameAreDescribedAlikeAndOthersForThemselves() {
    String info =
        "all_smi_gpu_info{gpu_uuid=\"U%d\",gpu_index=\"%d\",driver=\"%s\",note=\"%s\"} 1\n";
    HostSnapshot host =
        read(
            info.formatted(0, 0, "1", "a")
                + info.formatted(1, 1, "1", "a")
                + info.formatted(2, 2, "2", "a")
                + info.formatted(3, 3, "2", "a")
                + "all_smi_gpu_info{gpu_uuid=\"U1\",gpu_index=\"1\",driver=\"3\",brand=\"b\"} 1\n");
    assertThat(host.gpus())
        .extracting(GpuInfo::detail)
        .containsExactly(
            Map.of("driver", "1", "note", "a"),
            Map.of("driver", "3", "note", "a", "brand", "b"),
            Map.of("driver", "2", "note", "a"),
            Map.of("driver", "2", "note", "a"));
  }

  @Test
  void linksComeInTheOrderOfTheirNumberAndTheLastOfTwoCounts() {
    String link =
        "all_smi_nvlink_remote_device_type"
            + "{gpu_uuid=\"U0\",gpu_index=\"0\",link_index=\"%d\",remote_type=\"%s\"} 1\n";
    HostSnapshot host =
        read(
            link.formatted(7, "gpu")
                + link.formatted(2, "gpu")
                + link.formatted(7, "switch")
                + link.formatted(32, "gpu"));
    assertThat(host.gpus().get(0).nvLinks())
        .containsExactly(
            new NvLink(2, "gpu", OptionalInt.empty()),
            new NvLink(7, "switch", OptionalInt.empty()));
  }

  @Test
  void gpusComeInTheOrderOfTheirIndex() {
    HostSnapshot host =
        read(
            "all_smi_gpu_utilization"
                + GPU.replace("U0", "U9").replace("\"0\"", "\"9\"")
                + "9\n"
                + "all_smi_gpu_utilization"
                + GPU
                + "0\n");
    assertThat(host.gpus()).extracting(gpu -> gpu.index().orElse(-1)).containsExactly(0, 9);
  }

  @Test
  void firmwareOfAnUnknownAcceleratorMakesNoDevice() {
    assertThat(
            read("all_smi_npu_firmware_info{npu=\"x\",npu_uuid=\"y\",firmware=\"1\"} 1\n").gpus())
        .isEmpty();
  }
}
