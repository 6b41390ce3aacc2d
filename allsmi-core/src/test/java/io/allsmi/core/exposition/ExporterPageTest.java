package io.allsmi.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.json.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an exporter's page says beyond the readings, in both forms. */
class ExporterPageTest {
  private static final ExporterFacts FACTS =
      ExporterFacts.ofBuild("0.30.0")
          .withAge(Duration.ofMillis(1500))
          .withCollection(Duration.ofMillis(12))
          .withProcessRowsOmitted(3)
          .withEnergy(
              List.of(
                  new EnergyTotal(EnergyTotal.Scope.GPU, "GPU-abc123", 12.34567),
                  new EnergyTotal(EnergyTotal.Scope.GPU, "GPU-gone", 1e9),
                  new EnergyTotal(EnergyTotal.Scope.CPU, "", 0),
                  new EnergyTotal(EnergyTotal.Scope.CHASSIS, "", 7)));

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "page");

  private static String page(PageFormat format) {
    return new String(
        ExpositionWriter.write(Snapshots.full(), FACTS, format), StandardCharsets.UTF_8);
  }

  /** Also served to a real Prometheus by testbed/prometheus-scrape. */
  @Test
  void aFullHostIsTheGoldenPageInBothForms() throws IOException {
    ExporterFacts facts =
        new ExporterFacts(
            "0.30.0",
            "linux",
            "x86_64",
            FACTS.age(),
            FACTS.collection(),
            FACTS.processRowsOmitted(),
            FACTS.energy());
    for (PageFormat format : PageFormat.values()) {
      Path file = GOLDEN.resolve("full." + format.name().toLowerCase(Locale.ROOT));
      byte[] page = ExpositionWriter.write(Snapshots.full(), facts, format);
      if (Boolean.getBoolean("allsmi.golden.update")) {
        Files.createDirectories(GOLDEN);
        Files.write(file, page);
      }
      assertThat(new String(page, StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
    }
  }

  @Test
  void energyIsACounterOfThreeDecimalsWithoutRowsOfNothing() {
    assertThat(page(PageFormat.TEXT))
        .contains(
            "# TYPE all_smi_energy_consumed_joules_total counter\n"
                + "all_smi_energy_consumed_joules_total{host=\"dgx-01\", scope=\"gpu\","
                + " gpu_index=\"0\", gpu_uuid=\"GPU-abc123\"} 12.346\n"
                + "all_smi_energy_consumed_joules_total{host=\"dgx-01\", scope=\"gpu\","
                + " gpu_index=\"0\", gpu_uuid=\"GPU-gone\"} 1000000000\n"
                + "all_smi_energy_consumed_joules_total{host=\"dgx-01\", scope=\"chassis\"} 7\n");
  }

  @Test
  void openMetricsNamesTheCounterWithoutItsEndingHasNoBlanksAndAnEnd() {
    assertThat(page(PageFormat.OPEN_METRICS))
        .contains(
            "# TYPE all_smi_energy_consumed_joules counter\n"
                + "all_smi_energy_consumed_joules_total{")
        .contains("all_smi_up{instance=\"dgx-01\",hostname=\"dgx-01\"} 1\n")
        .endsWith("\n# EOF\n");
  }

  @Test
  void theExporterSaysItsBuildItsAgeAndWhatItLeftOut() {
    String labels = "{instance=\"dgx-01\", hostname=\"dgx-01\"";
    assertThat(page(PageFormat.TEXT))
        .contains("all_smi_build_info" + labels + ", version=\"0.30.0\", os=\"")
        .contains("all_smi_collection_age_seconds" + labels + "} 1.5\n")
        .contains("all_smi_collection_duration_seconds" + labels + "} 0.012\n")
        .contains("all_smi_process_rows_omitted" + labels + "} 3\n");
  }

  @Test
  void whatTheExporterSaysOfItselfIsNoReadingOfTheHost() {
    byte[] plain = ExpositionWriter.write(Snapshots.full());
    for (PageFormat format : PageFormat.values()) {
      byte[] page = ExpositionWriter.write(Snapshots.full(), FACTS, format);
      HostSnapshot back = ScrapeReader.read(page, "h", Snapshots.NOON);
      assertThat(back).isEqualTo(ScrapeReader.read(plain, "h", Snapshots.NOON));
      assertThat(back.issues()).isEmpty();
    }
  }

  @Test
  void theFirmwareOfAnAcceleratorComesBackAsItsDetail() {
    GpuInfo npu =
        GpuInfo.builder()
            .index(0)
            .uuid("npu-0")
            .name("RNGD")
            .deviceType("NPU")
            .detail(Map.of("firmware", "1.6.0"))
            .build();
    HostSnapshot host = Snapshots.full().toBuilder().gpus(List.of(npu)).build();
    byte[] page = ExpositionWriter.write(host);
    assertThat(new String(page, StandardCharsets.UTF_8))
        .contains(
            "all_smi_npu_firmware_info{npu=\"RNGD\", instance=\"dgx-01\", npu_uuid=\"npu-0\"");
    assertThat(ScrapeReader.read(page, "h", Snapshots.NOON).gpus())
        .singleElement()
        .satisfies(gpu -> assertThat(gpu.detail()).containsEntry("firmware", "1.6.0"));
  }
}
