package io.allsmi.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.allsmi.core.Corpus;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.ProcessInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every captured page parses to what its expectation says. */
class CorpusTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static Path root() {
    assumeTrue(Corpus.root().isPresent(), "no shared/data folder beside this checkout");
    return Corpus.root().orElseThrow();
  }

  @Test
  void everyPageHasTheSamplesItsExpectationCounts() throws IOException {
    Path captures = root().resolve("captures");
    int pages = 0;
    for (JsonNode entry : Corpus.json(captures.resolve("expect.json"))) {
      JsonNode checks = entry.get("checks");
      if (!entry.get("file").asText().startsWith("prometheus/") || !checks.has("sample_lines")) {
        continue;
      }
      Path file = captures.resolve(entry.get("file").asText());
      Exposition page = ExpositionParser.parse(Files.readAllBytes(file));
      assertThat(page.issues()).as(file.toString()).isEmpty();
      assertThat(page.samples()).as(file.toString()).hasSize(checks.get("sample_lines").asInt());
      assertThat(page.samples().stream().map(Sample::name).distinct())
          .as(file.toString())
          .hasSize(checks.get("sample_names").asInt());
      for (JsonNode probe : checks.path("probe")) {
        assertProbe(page, probe, file);
      }
      pages++;
    }
    assertThat(pages).isGreaterThanOrEqualTo(28);
    System.out.println("corpus: " + pages + " captured pages hold their expectation");
  }

  private static void assertProbe(Exposition page, JsonNode probe, Path file) {
    Map<String, String> labels = new HashMap<>();
    probe.get("labels").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
    Double value = number(probe.get("value").asText());
    assertThat(page.samples())
        .as(file + " " + probe)
        .anySatisfy(
            sample -> {
              // The reference appends _total to the name of every counter; the page does not.
              String name = probe.get("name").asText();
              assertThat(sample.name()).isIn(name, name.replaceFirst("_total$", ""));
              assertThat(sample.labels()).isEqualTo(labels);
              assertThat(sample.value()).isEqualTo(value);
              if (probe.has("timestamp")) {
                double seconds = Double.parseDouble(probe.get("timestamp").asText());
                assertThat(sample.timestampMillis()).hasValue(Math.round(seconds * 1000));
              }
            });
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  @Test
  void everyAcceptanceCaseOfTheFormatKeepsItsSamples() throws IOException {
    Path vectors = root().resolve("captures/prometheus/vectors");
    int cases = 0;
    for (String name : new String[] {"openmetrics-parsers.json", "text-parse-errors.json"}) {
      for (JsonNode vector : Corpus.json(vectors.resolve(name)).get("cases")) {
        byte[] page =
            vector.has("base64")
                ? Base64.getDecoder().decode(vector.get("base64").asText())
                : vector.get("text").asText().getBytes(StandardCharsets.UTF_8);
        Exposition exposition = ExpositionParser.parse(page);
        if (vector.path("should_parse_strictly").asBoolean()) {
          assertThat(exposition.issues()).as(vector.toString()).isEmpty();
          assertThat(exposition.samples())
              .as(vector.toString())
              .hasSize(vector.get("samples").asInt());
        }
        cases++;
      }
    }
    assertThat(cases).isEqualTo(130);
  }

  @Test
  void whatTheFirstReaderAssertsOfItsPagesHoldsHere() throws IOException {
    Path captures = root().resolve("captures");
    int assertions = 0;
    for (JsonNode entry : Corpus.json(captures.resolve("expect.json"))) {
      JsonNode asserted = entry.get("checks").path("asserted_by_all_smi");
      if (!entry.get("kind").asText().equals("all-smi-page")) {
        continue;
      }
      byte[] page = Files.readAllBytes(captures.resolve(entry.get("file").asText()));
      HostSnapshot host = ScrapeReader.read(page, "address:9090", NOON);
      for (var expected : asserted.properties()) {
        Function<HostSnapshot, Object> reading = READINGS.get(expected.getKey());
        assertThat(reading).as("no reading for " + expected.getKey()).isNotNull();
        assertThat(reading.apply(host))
            .as(entry.get("file").asText() + " " + expected.getKey())
            .isEqualTo(value(expected.getValue()));
        assertions++;
      }
    }
    assertThat(assertions).isGreaterThan(70);
  }

  @Test
  void everyPageOfTheFirstReaderIsAHost() throws IOException {
    int pages = 0;
    for (Path file : Corpus.files(root().resolve("upstream/metrics"))) {
      HostSnapshot host = ScrapeReader.read(Files.readAllBytes(file), "address:9090", NOON);
      assertThat(host.hostId()).isEqualTo("address:9090");
      for (GpuInfo gpu : host.gpus()) {
        assertThat(gpu.powerWatts().orElse(0)).as(file.toString()).isGreaterThanOrEqualTo(0);
      }
      pages++;
    }
    assertThat(pages).isGreaterThanOrEqualTo(40);
  }

  /** Numbers as doubles, so that 8 and 8.0 are equal; null for what must be absent. */
  private static Object value(JsonNode node) {
    return node.isNumber() ? (Object) node.asDouble() : node.isNull() ? null : node.asText();
  }

  private static final Map<String, Function<HostSnapshot, Object>> READINGS = readings();

  private static Map<String, Function<HostSnapshot, Object>> readings() {
    Map<String, Function<HostSnapshot, Object>> r = new HashMap<>();
    gpuReadings(r);
    r.put("parsed.cpu_info.len()", h -> (double) h.cpus().size());
    r.put("parsed.memory_info.len()", h -> (double) h.memory().size());
    r.put("parsed.storage_info.len()", h -> (double) h.storage().size());
    r.put("parsed.process_info.len()", h -> (double) h.processes().size());
    r.put("cpu.cpu_model", h -> cpu(h).model());
    r.put("cpu.utilization", h -> of(cpu(h).utilizationPercent()));
    r.put("parsed.cpu_info[0].cpu_model", h -> cpu(h).model());
    r.put("parsed.cpu_info[0].utilization", h -> of(cpu(h).utilizationPercent()));
    r.put("parsed.cpu_info[0].hostname", HostSnapshot::hostname);
    r.put("parsed.cpu_info[0].instance", HostSnapshot::hostname);
    r.put("apple_info.s_core_count", h -> of(superCores(h).count(), 0));
    r.put("apple_info.p_core_count", h -> of(apple(h).performanceCores().count(), 0));
    r.put("apple_info.e_core_count", h -> of(apple(h).efficiencyCores().count(), 0));
    r.put("apple_info.s_core_utilization", h -> superCores(h).utilizationPercent().orElse(0));
    r.put(
        "apple_info.p_core_utilization", h -> of(apple(h).performanceCores().utilizationPercent()));
    r.put(
        "apple_info.e_core_utilization", h -> of(apple(h).efficiencyCores().utilizationPercent()));
    r.put("memory.total_bytes", h -> of(memory(h).totalBytes()));
    r.put("parsed.memory_info[0].total_bytes", h -> of(memory(h).totalBytes()));
    r.put("memory.used_bytes", h -> of(memory(h).usedBytes()));
    r.put("memory.swap_total_bytes", h -> of(memory(h).swapTotalBytes()));
    r.put("memory.swap_used_bytes", h -> of(memory(h).swapUsedBytes()));
    r.put("memory.swap_free_bytes", h -> of(memory(h).swapFreeBytes()));
    r.put("parsed.storage_info[0].total_bytes", h -> of(h.storage().get(0).totalBytes()));
    processReadings(r);
    partitionReadings(r);
    return r;
  }

  private static void gpuReadings(Map<String, Function<HostSnapshot, Object>> r) {
    r.put("parsed.gpu_info.len()", h -> (double) h.gpus().size());
    for (String gpu : new String[] {"gpu", "parsed.gpu_info[0]"}) {
      r.put(gpu + ".uuid", h -> gpu(h).uuid().orElse(""));
      r.put(gpu + ".name", h -> gpu(h).name());
      r.put(gpu + ".hostname", HostSnapshot::hostname);
      r.put(gpu + ".instance", HostSnapshot::hostname);
      r.put(gpu + ".utilization", h -> of(gpu(h).utilizationPercent()));
      r.put(gpu + ".used_memory", h -> of(gpu(h).memoryUsedBytes()));
      r.put(gpu + ".total_memory", h -> of(gpu(h).memoryTotalBytes()));
      r.put(gpu + ".temperature", h -> of(gpu(h).temperatureCelsius()));
      r.put(gpu + ".power_consumption", h -> of(gpu(h).powerWatts()));
      r.put(gpu + ".ane_utilization", h -> of(gpu(h).aneMilliwatts()));
    }
    r.put("gpu.utilization_reading()", h -> of(gpu(h).utilizationPercent()));
    r.put("gpu.power_consumption_reading()", h -> of(gpu(h).powerWatts()));
    r.put("links.len()", h -> (double) gpu(h).nvLinks().size());
    r.put(
        "links[0].bandwidth_mb_s",
        h -> {
          OptionalInt bandwidth = gpu(h).nvLinks().get(0).bandwidthMbPerSecond();
          return bandwidth.isPresent() ? (double) bandwidth.getAsInt() : null;
        });
  }

  private static void processReadings(Map<String, Function<HostSnapshot, Object>> r) {
    for (String row : new String[] {"row", "parsed.process_info[0]"}) {
      r.put(row + ".pid", h -> (double) process(h).pid());
      r.put(row + ".user", h -> process(h).user().orElse(""));
      r.put(row + ".gpu_index", h -> of(process(h).deviceIndex(), -1));
    }
    r.put("row.gpu_uuid", h -> process(h).deviceUuid().orElse(""));
    r.put("row.command", h -> process(h).command());
    r.put("row.name", h -> process(h).name());
    r.put("row.gpu_memory_bytes", h -> of(process(h).gpuMemoryBytes()));
    r.put(
        "row.start_time_seconds",
        h -> (double) Duration.between(process(h).startedAt().orElseThrow(), NOON).toSeconds());
    r.put("row.cpu_pct_tenths", h -> of(process(h).cpuPercent()) * 10);
  }

  private static void partitionReadings(Map<String, Function<HostSnapshot, Object>> r) {
    r.put(
        "parsed.mig_info.len()",
        h -> (double) h.gpus().stream().filter(gpu -> gpu.mig().isPresent()).count());
    r.put("host0.gpu_uuid", h -> gpu(h).uuid().orElse(""));
    r.put("host0.gpu_name", h -> gpu(h).name());
    r.put("host0.gpu_index", h -> of(gpu(h).index(), -1));
    r.put("host0.instances.len()", h -> (double) gpu(h).mig().orElseThrow().instances().size());
    r.put(
        "parsed.mig_info[0].instances.len()",
        h -> (double) gpu(h).mig().orElseThrow().instances().size());
    r.put("parsed.mig_info[0].instances[0].uuid", h -> partition(h, 0).uuid());
    for (int i = 0; i < 2; i++) {
      int at = i;
      String inst = "inst" + i;
      r.put(inst + ".instance_id", h -> (double) partition(h, at).index());
      r.put(inst + ".uuid", h -> partition(h, at).uuid());
      r.put(inst + ".profile_name", h -> partition(h, at).profile());
      r.put(inst + ".gpu_instance_id", h -> of(partition(h, at).gpuInstanceId(), -1));
      r.put(inst + ".compute_instance_id", h -> of(partition(h, at).computeInstanceId(), -1));
      r.put(inst + ".utilization_gpu", h -> of(partition(h, at).utilizationPercent()));
      r.put(inst + ".utilization_memory", h -> of(partition(h, at).memoryUtilizationPercent()));
      r.put(inst + ".memory_used_bytes", h -> of(partition(h, at).memoryUsedBytes()));
      r.put(inst + ".memory_total_bytes", h -> of(partition(h, at).memoryTotalBytes()));
    }
  }

  private static GpuInfo gpu(HostSnapshot host) {
    return host.gpus().get(0);
  }

  private static CpuInfo cpu(HostSnapshot host) {
    return host.cpus().get(0);
  }

  private static io.allsmi.core.AppleSiliconInfo apple(HostSnapshot host) {
    return cpu(host).appleSilicon().orElseThrow();
  }

  private static io.allsmi.core.AppleSiliconInfo.CoreCluster superCores(HostSnapshot host) {
    return apple(host).superCores();
  }

  private static MemoryInfo memory(HostSnapshot host) {
    return host.memory().get(0);
  }

  private static ProcessInfo process(HostSnapshot host) {
    return host.processes().get(0);
  }

  private static MigInfo.Instance partition(HostSnapshot host, int at) {
    return gpu(host).mig().orElseThrow().instances().get(at);
  }

  private static double of(OptionalDouble reading) {
    return reading.orElseThrow();
  }

  private static double of(OptionalLong reading) {
    return (double) reading.orElseThrow();
  }

  private static double of(OptionalInt reading, int absent) {
    return reading.orElse(absent);
  }
}
