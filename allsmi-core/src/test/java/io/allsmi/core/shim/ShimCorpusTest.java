package io.allsmi.core.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.allsmi.core.Corpus;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.ProcessInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every captured output of a vendor tool parses to what its expectation says. */
class ShimCorpusTest {
  private static final double MIB = 1 << 20;

  /** The columns of captures without a header, where the expectation does not name them. */
  private static final Map<String, List<String>> QUERIES =
      Map.of(
          "nvidia/query-gpu/gb10-unified.noheader.nounits.csv",
          List.of(
              ("name,memory.total,compute_cap,memory.used,utilization.gpu,temperature.gpu,power.draw,"
                      + "h,i,j,k,l,m,n,o")
                  .split(",")),
          "nvidia/query-gpu/one-lost-of-two.noheader.nounits.csv",
          List.of("index", "uuid", "name", "power.draw"));

  private interface Parser {
    ShimReadings parse(byte[] output, List<String> query);
  }

  private static Parser plain(Function<byte[], ShimReadings> parser) {
    return (output, query) -> parser.apply(output);
  }

  /** Which parser reads the captures of a kind; the messages of a failing tool go to them all. */
  private static final Map<String, List<Parser>> PARSERS =
      Map.ofEntries(
          Map.entry("nvidia-query-gpu-csv", List.of(ShimParsers::nvidiaSmiCsv)),
          Map.entry("nvidia-compute-apps-csv", List.of(ShimParsers::nvidiaSmiAppsCsv)),
          Map.entry("nvidia-xml", List.of(plain(ShimParsers::nvidiaSmiXml))),
          Map.entry("nvidia-table", List.of(plain(ShimParsers::nvidiaSmiTable))),
          Map.entry("nvidia-q-text", List.of(plain(ShimParsers::nvidiaSmiQ))),
          Map.entry("nvidia-pmon", List.of(plain(ShimParsers::nvidiaSmiPmon))),
          Map.entry("nvidia-dmon", List.of(plain(ShimParsers::nvidiaSmiDmon))),
          Map.entry("nvidia-list", List.of(plain(ShimParsers::nvidiaSmiList))),
          Map.entry(
              "nvidia-error",
              List.of(
                  ShimParsers::nvidiaSmiCsv,
                  ShimParsers::nvidiaSmiAppsCsv,
                  plain(ShimParsers::nvidiaSmiXml),
                  plain(ShimParsers::nvidiaSmiTable),
                  plain(ShimParsers::nvidiaSmiQ),
                  plain(ShimParsers::nvidiaSmiPmon),
                  plain(ShimParsers::nvidiaSmiDmon),
                  plain(ShimParsers::nvidiaSmiList))),
          Map.entry("rocm-smi-json", List.of(plain(ShimParsers::rocmSmiJson))),
          Map.entry(
              "rocm-smi-error",
              List.of(plain(ShimParsers::rocmSmiJson), plain(ShimParsers::rocmSmiTable))),
          Map.entry("amd-smi-json", List.of(plain(ShimParsers::amdSmiJson))),
          Map.entry("amd-smi-static-json", List.of(plain(ShimParsers::amdSmiJson))),
          Map.entry("amd-smi-broken-json", List.of(plain(ShimParsers::amdSmiJson))),
          Map.entry("amd-smi-table", List.of(plain(ShimParsers::amdSmiTable))));

  /** What a key of an expectation is, in its unit; null where there is no reading. */
  private static final Map<String, Function<GpuInfo, Object>> READINGS = readings();

  private static final Map<String, Function<ProcessInfo, Object>> PROCESS_READINGS =
      processReadings();

  private final List<String> checked = new ArrayList<>();
  private int values;

  @Test
  void everyCaptureHoldsItsExpectation() throws IOException {
    assumeTrue(Corpus.root().isPresent(), "no shared/data folder beside this checkout");
    Path captures = Corpus.root().orElseThrow().resolve("captures");
    for (JsonNode entry : Corpus.json(captures.resolve("expect.json"))) {
      String file = entry.get("file").asText();
      if (file.startsWith("nvidia/") || file.startsWith("amd/")) {
        byte[] output = Files.readAllBytes(captures.resolve(file));
        List<Parser> parsers = PARSERS.get(entry.get("kind").asText());
        assertThat(parsers).as("no parser for " + file).isNotNull();
        for (Parser parser : parsers) {
          JsonNode checks = entry.get("checks");
          check(file, checks, parser.parse(output, query(file, checks)));
        }
        checked.add(file);
      }
    }
    Set<String> present = new TreeSet<>();
    for (String vendor : List.of("nvidia", "amd")) {
      for (Path file : Corpus.files(captures.resolve(vendor))) {
        present.add(captures.relativize(file).toString().replace('\\', '/'));
      }
    }
    assertThat(checked).containsExactlyInAnyOrderElementsOf(present).hasSizeGreaterThan(80);
    assertThat(values).isGreaterThan(500);
    System.out.println(
        "corpus: "
            + checked.size()
            + " captures of vendor tools hold their expectation in "
            + values
            + " values");
  }

  /**
   * The samples of the first reader's own tests: how many devices we take, and how many complaints.
   * Where its tests turn what is unknown into 0, ours is absent.
   */
  private static final Map<String, int[]> UPSTREAM =
      Map.ofEntries(
          Map.entry("ssh/nvidia-smi-single-a100.csv", new int[] {1, 0}),
          Map.entry("ssh/nvidia-smi-two-gpu.csv", new int[] {2, 0}),
          Map.entry("ssh/nvidia-smi-skips_blank_lines.csv", new int[] {1, 0}),
          Map.entry("ssh/nvidia-smi-missing_uuid_is_synthesized.csv", new int[] {1, 0}),
          Map.entry("ssh/nvidia-smi-tolerates_not_supported_sentinels.csv", new int[] {1, 0}),
          Map.entry("ssh/nvidia-smi-mixed_good_and_bad_rows_keep_good.csv", new int[] {1, 1}),
          Map.entry("ssh/nvidia-smi-eleven_column_row_is_rejected.csv", new int[] {0, 1}),
          Map.entry("ssh/nvidia-smi-nine_column_row_is_rejected.csv", new int[] {0, 1}),
          Map.entry(
              "ssh/nvidia-smi-seven_column_row_is_rejected_not_misaligned.csv", new int[] {0, 1}),
          Map.entry("ssh/nvidia-smi-fewer_than_expected_columns_is_error.csv", new int[] {0, 1}),
          Map.entry("ssh/nvidia-smi-malformed_row_alone_surfaces_error.csv", new int[] {0, 2}),
          Map.entry("ssh/rocm-smi-derives_used_memory_from_percent.json", new int[] {1, 0}),
          Map.entry("ssh/rocm-smi-ignores_non_card_keys.json", new int[] {1, 0}),
          Map.entry("ssh/rocm-smi-parses_rocm5_alternate_key_names.json", new int[] {1, 0}),
          Map.entry("ssh/rocm-smi-single-mi250x.json", new int[] {1, 0}),
          Map.entry("ssh/rocm-smi-two-card-rocm6.json", new int[] {2, 0}),
          Map.entry("gaudi/hl-smi-two-hl325l.csv", new int[] {2, 0}));

  /** What else lies there: versions and keys, which no parser of this package reads. */
  private static final Set<String> NOT_OURS =
      Set.of("ssh/all-smi-version-lines.tsv", "ssh/host-public-keys.txt");

  @Test
  void everySampleOfTheFirstReaderIsRead() throws IOException {
    assumeTrue(Corpus.root().isPresent(), "no shared/data folder beside this checkout");
    Path upstream = Corpus.root().orElseThrow().resolve("upstream");
    Set<String> present = new TreeSet<>();
    for (String folder : List.of("ssh", "gaudi")) {
      for (Path file : Corpus.files(upstream.resolve(folder))) {
        String name = upstream.relativize(file).toString().replace('\\', '/');
        if (!NOT_OURS.contains(name)) {
          present.add(name);
          ShimReadings got = upstream(name, Files.readAllBytes(file));
          assertThat(UPSTREAM).containsKey(name);
          assertThat(got.gpus()).as(name).hasSize(UPSTREAM.get(name)[0]);
          assertThat(got.issues()).as(name).hasSize(UPSTREAM.get(name)[1]);
        }
      }
    }
    assertThat(UPSTREAM.keySet()).isEqualTo(present);
    System.out.println(
        "corpus: " + present.size() + " samples of the first reader's tests are read");
  }

  private static ShimReadings upstream(String name, byte[] output) {
    if (name.contains("rocm-smi")) {
      return ShimParsers.rocmSmiJson(output);
    }
    return name.contains("hl-smi")
        ? ShimParsers.hlSmiCsv(output, List.of())
        : ShimParsers.nvidiaSmiCsv(output, List.of());
  }

  @Test
  void samplesOfTheFirstReaderHaveTheirReadings() throws IOException {
    assumeTrue(Corpus.root().isPresent(), "no shared/data folder beside this checkout");
    GpuInfo unsupported = first("ssh/nvidia-smi-tolerates_not_supported_sentinels.csv");
    assertThat(unsupported.powerWatts()).isEmpty();
    assertThat(unsupported.graphicsClockMhz()).isEmpty();
    assertThat(unsupported.temperatureCelsius()).hasValue(45);
    assertThat(first("ssh/nvidia-smi-missing_uuid_is_synthesized.csv").uuid()).isEmpty();
    GpuInfo a100 = first("ssh/nvidia-smi-single-a100.csv");
    assertThat(a100.memoryUsedBytes()).hasValue(70000L << 20);
    assertThat(a100.powerWatts()).hasValue(350);
    assertThat(first("ssh/rocm-smi-derives_used_memory_from_percent.json").memoryUsedBytes())
        .hasValue(500_000);
    GpuInfo bare = first("ssh/rocm-smi-ignores_non_card_keys.json");
    assertThat(bare.utilizationPercent()).hasValue(10);
    assertThat(bare.memoryTotalBytes()).isEmpty();
    assertThat(bare.powerWatts()).isEmpty();
    GpuInfo rocm5 = first("ssh/rocm-smi-parses_rocm5_alternate_key_names.json");
    assertThat(rocm5.utilizationPercent()).hasValue(22.5);
    assertThat(rocm5.memoryUsedBytes()).hasValue(12345);
    GpuInfo gaudi = first("gaudi/hl-smi-two-hl325l.csv");
    assertThat(gaudi.deviceType()).isEqualTo("NPU");
    assertThat(gaudi.memoryTotalBytes()).hasValue(131072L << 20);
    assertThat(gaudi.powerWatts()).hasValue(226);
  }

  private static GpuInfo first(String name) throws IOException {
    Path file = Corpus.root().orElseThrow().resolve("upstream").resolve(name);
    return upstream(name, Files.readAllBytes(file)).gpus().get(0);
  }

  private static List<String> query(String file, JsonNode checks) {
    if (checks.has("query")) {
      return strings(checks.get("query"));
    }
    return QUERIES.getOrDefault(file, List.of());
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private void check(String file, JsonNode checks, ShimReadings got) {
    Set<String> known = new TreeSet<>(UNCHECKED);
    for (var check : checks.properties()) {
      String as = file + " " + check.getKey() + " " + got.issues();
      JsonNode expected = check.getValue();
      known.add(check.getKey());
      values++;
      switch (check.getKey()) {
        case "gpus", "good_rows", "gpus_in_first_documents" ->
            assertThat(got.gpus()).as(as).hasSize(expected.asInt());
        case "good_indices" ->
            assertThat(got.gpus().stream().map(gpu -> gpu.index().orElse(-1) + ""))
                .as(as)
                .isEqualTo(strings(expected));
        case "gpu" -> gpus(as, expected, got);
        case "driver" -> details(as, expected, got, "driver_version");
        case "cuda" -> details(as, expected, got, "cuda_version");
        case "processes" -> {
          assertThat(got.processes())
              .as(as)
              .hasSize(expected.isArray() ? expected.size() : expected.asInt());
          processes(as, expected, got.processes());
        }
        case "process" -> processes(as, expected, got.processes());
        case "mig_devices" -> partitions(as, expected, got);
        case "must_report_error" ->
            assertThat(got.issues().isEmpty()).as(as).isNotEqualTo(expected.asBoolean());
        case "message" -> {
          if (!expected.isNull()) {
            assertThat(got.issues().toString()).as(as).contains(expected.asText());
          }
        }
        case "attached_gpus" -> attached(as, expected.asInt(), checks, got);
        case "data_rows" -> rows(as, expected.asInt(), checks, got);
        case "first_row" -> same(as, expected, got.gpus().get(0), READINGS);
        case "pids" ->
            assertThat(got.processes().stream().map(p -> p.pid() + "").distinct())
                .as(as)
                .containsExactlyInAnyOrderElementsOf(strings(expected));
        case "names" -> names(as, expected, got);
        default -> assertThat(UNCHECKED).as(as).contains(check.getKey());
      }
    }
    assertAbsenceIsNoIssue(file, checks, got);
  }

  /** How the capture was made, and what the other checks imply. */
  private static final Set<String> UNCHECKED =
      Set.of(
          "header",
          "units",
          "query",
          "columns",
          "doctype",
          "idle_rows",
          "valid_json",
          "documents",
          "must_not_throw");

  /** Sentinels are no complaint: only captures of failures and of warnings have any. */
  private static void assertAbsenceIsNoIssue(String file, JsonNode checks, ShimReadings got) {
    boolean mayComplain =
        file.contains("/errors/")
            || checks.has("must_report_error")
            || checks.has("must_not_throw")
            || file.contains("warning")
            || file.contains("one-lost")
            || file.contains("rtx-3080");
    if (!mayComplain) {
      assertThat(got.issues()).as(file).isEmpty();
    }
  }

  private void gpus(String as, JsonNode expected, ShimReadings got) {
    for (int i = 0; i < expected.size(); i++) {
      GpuInfo gpu = got.gpus().get(i);
      for (var reading : expected.get(i).properties()) {
        switch (reading.getKey()) {
          case "power_w" -> power(as, reading.getValue(), gpu);
          case "mig_devices" -> partitions(as, reading.getValue(), got);
          case "processes" ->
              assertThat(got.processes()).as(as).hasSize(reading.getValue().asInt());
          case "process" -> processes(as, reading.getValue(), got.processes());
          case "card" ->
              assertThat("card" + gpu.index().orElseThrow())
                  .as(as)
                  .isEqualTo(reading.getValue().asText());
          case "temp_edge_c" -> {
            // Where there is no edge sensor another one stands in, as in the first reader.
            if (!reading.getValue().isNull()) {
              equal(as, reading.getValue(), READINGS.get("temp_c").apply(gpu));
            }
          }
          default ->
              equal(
                  as + " " + reading.getKey(),
                  reading.getValue(),
                  read(READINGS, reading.getKey(), gpu));
        }
        values++;
      }
    }
  }

  /** Newer drivers give an average and an instant; ours is one of what they give. */
  private static void power(String as, JsonNode expected, GpuInfo gpu) {
    Object power = READINGS.get("power_w").apply(gpu);
    if (!expected.isObject()) {
      equal(as, expected, power);
      return;
    }
    List<Object> allowed = new ArrayList<>();
    expected.forEach(value -> allowed.add(value.isNull() ? null : value.asDouble()));
    assertThat(allowed).as(as).contains(power);
  }

  private void same(
      String as, JsonNode expected, GpuInfo gpu, Map<String, Function<GpuInfo, Object>> readings) {
    for (var reading : expected.properties()) {
      equal(as + " " + reading.getKey(), reading.getValue(), read(readings, reading.getKey(), gpu));
      values++;
    }
  }

  private static <T> Object read(Map<String, Function<T, Object>> readings, String key, T of) {
    assertThat(readings).as("no reading for " + key).containsKey(key);
    return readings.get(key).apply(of);
  }

  private static void equal(String as, JsonNode expected, Object got) {
    if (expected.isNull()) {
      assertThat(got).as(as).isNull();
    } else if (expected.isNumber()) {
      assertThat(got).as(as).isEqualTo(expected.asDouble());
    } else if (expected.asText().equals("N/A")) {
      assertThat(got).as(as).isNull();
    } else {
      assertThat(got).as(as).isEqualTo(expected.asText());
    }
  }

  private static void details(String as, JsonNode expected, ShimReadings got, String key) {
    for (GpuInfo gpu : got.gpus()) {
      equal(as, expected, gpu.detail().get(key));
    }
  }

  private void processes(String as, JsonNode expected, List<ProcessInfo> got) {
    for (int i = 0; i < expected.size(); i++) {
      for (var reading : expected.get(i).properties()) {
        if (reading.getKey().equals("name")) {
          // A name keeps to its cap.
          assertThat(reading.getValue().asText())
              .as(as)
              .startsWith(got.get(i).command())
              .startsWith(got.get(i).name());
          assertThat(got.get(i).command()).as(as).isNotEmpty();
        } else {
          equal(
              as + " " + reading.getKey(),
              reading.getValue(),
              read(PROCESS_READINGS, reading.getKey(), got.get(i)));
        }
        values++;
      }
    }
  }

  /**
   * In the captured tables of partitioned devices the expectation lists the partitions with 17 MiB
   * and more and not the two with 9 MiB, which the list of the same machine has.
   */
  private void partitions(String as, JsonNode expected, ShimReadings got) {
    List<MigInfo.Instance> parts =
        got.gpus().stream()
            .flatMap(gpu -> gpu.mig().stream())
            .flatMap(mig -> mig.instances().stream())
            .toList();
    if (expected.isNumber()) {
      assertThat(parts).as(as).hasSize(expected.asInt());
      return;
    }
    boolean isTable = as.startsWith("nvidia/table/h100-mig");
    assertThat(parts).as(as).hasSize(isTable ? 4 : expected.size());
    for (int i = 0; i < expected.size(); i++) {
      JsonNode part = expected.get(i);
      assertThat(parts.get(i).gpuInstanceId()).as(as).hasValue(part.get("gi").asInt());
      assertThat(parts.get(i).index())
          .as(as)
          .isEqualTo(part.path("index").asInt(part.path("dev").asInt()));
      assertThat(parts.get(i).memoryUsedBytes())
          .as(as)
          .hasValue((long) (part.get("mem_used_mib").asInt() * MIB));
      assertThat(parts.get(i).memoryTotalBytes())
          .as(as)
          .hasValue((long) (part.get("mem_total_mib").asInt() * MIB));
      if (part.has("ci")) {
        assertThat(parts.get(i).computeInstanceId()).as(as).hasValue(part.get("ci").asInt());
      }
      values += 4;
    }
  }

  /** Devices are numbered by their places when all that are attached are listed. */
  private static void attached(String as, int attached, JsonNode checks, ShimReadings got) {
    if (!checks.has("gpus")) {
      assertThat(got.gpus()).as(as).hasSize(attached);
    }
    for (int i = 0; i < got.gpus().size(); i++) {
      if (got.gpus().size() == attached) {
        assertThat(got.gpus().get(i).index()).as(as).hasValue(i);
      } else {
        assertThat(got.gpus().get(i).index()).as(as).isEmpty();
      }
    }
  }

  private static void rows(String as, int rows, JsonNode checks, ShimReadings got) {
    int idle = checks.path("idle_rows").asInt(0);
    assertThat(got.gpus().size() + got.processes().size()).as(as).isEqualTo(rows - idle);
  }

  private void names(String as, JsonNode expected, ShimReadings got) {
    Map<String, String> names = new HashMap<>();
    got.processes().forEach(p -> names.put(p.pid() + "", p.name()));
    for (var name : expected.properties()) {
      assertThat(names.get(name.getKey())).as(as).isEqualTo(name.getValue().asText());
      values++;
    }
  }

  private static Map<String, Function<GpuInfo, Object>> readings() {
    Map<String, Function<GpuInfo, Object>> r = new HashMap<>();
    r.put("index", gpu -> (double) gpu.index().orElseThrow());
    r.put("gpu", r.get("index"));
    r.put("name", gpu -> gpu.name().isEmpty() ? null : gpu.name());
    r.put("uuid", gpu -> gpu.uuid().orElse(null));
    r.put(
        "mem_used_mib", gpu -> in(gpu.memoryUsedBytes().stream().asDoubleStream().toArray(), MIB));
    r.put(
        "mem_total_mib",
        gpu -> in(gpu.memoryTotalBytes().stream().asDoubleStream().toArray(), MIB));
    r.put("mem_used_mb", r.get("mem_used_mib"));
    r.put("mem_total_mb", r.get("mem_total_mib"));
    r.put(
        "mem_used_bytes", gpu -> in(gpu.memoryUsedBytes().stream().asDoubleStream().toArray(), 1));
    r.put(
        "mem_total_bytes",
        gpu -> in(gpu.memoryTotalBytes().stream().asDoubleStream().toArray(), 1));
    r.put("util_pct", gpu -> in(gpu.utilizationPercent().stream().toArray(), 1));
    r.put("temp_c", gpu -> in(gpu.temperatureCelsius().stream().toArray(), 1));
    r.put("power_w", gpu -> in(gpu.powerWatts().stream().toArray(), 1));
    r.put("power_limit_w", gpu -> in(gpu.powerLimitWatts().stream().toArray(), 1));
    r.put("power_cap_w", r.get("power_limit_w"));
    r.put(
        "pstate",
        gpu -> gpu.performanceState().isEmpty() ? null : "P" + gpu.performanceState().getAsInt());
    r.put(
        "mig_mode",
        gpu -> gpu.mig().map(mig -> mig.enabled() ? "Enabled" : "Disabled").orElse(null));
    detail(r, "bus_id", "pci_bus_id");
    detail(r, "bdf", "pci_bus_id");
    detail(r, "driver", "driver_version");
    detail(r, "serial", "serial");
    r.put("mem_reserved_mib", gpu -> number(gpu, "memory_reserved_bytes", MIB));
    r.put("mem_temp_c", gpu -> number(gpu, "memory_temperature_celsius", 1));
    r.put("temp_junction_c", gpu -> number(gpu, "hotspot_temperature_celsius", 1));
    r.put("temp_hotspot_c", r.get("temp_junction_c"));
    r.put("fan_pct", gpu -> number(gpu, "fan_speed_percent", 1));
    r.put("pwr", r.get("power_w"));
    r.put("gtemp", r.get("temp_c"));
    r.put("mtemp", r.get("mem_temp_c"));
    r.put("sm", r.get("util_pct"));
    r.put("mem", gpu -> number(gpu, "memory_utilization_percent", 1));
    r.put("enc", gpu -> number(gpu, "encoder_utilization_percent", 1));
    r.put("dec", gpu -> number(gpu, "decoder_utilization_percent", 1));
    r.put("jpg", gpu -> number(gpu, "jpeg_utilization_percent", 1));
    r.put("ofa", gpu -> number(gpu, "ofa_utilization_percent", 1));
    r.put("mclk", gpu -> number(gpu, "memory_clock_mhz", 1));
    r.put("pclk", gpu -> in(gpu.graphicsClockMhz().stream().asDoubleStream().toArray(), 1));
    return r;
  }

  private static void detail(Map<String, Function<GpuInfo, Object>> r, String key, String detail) {
    r.put(key, gpu -> gpu.detail().get(detail));
  }

  private static Map<String, Function<ProcessInfo, Object>> processReadings() {
    Map<String, Function<ProcessInfo, Object>> r = new HashMap<>();
    r.put("pid", p -> (double) p.pid());
    r.put("gpu", p -> in(p.deviceIndex().stream().asDoubleStream().toArray(), 1));
    r.put("gi", p -> in(p.details().gpuInstanceId().stream().asDoubleStream().toArray(), 1));
    r.put("ci", p -> in(p.details().computeInstanceId().stream().asDoubleStream().toArray(), 1));
    r.put("type", p -> p.details().type());
    r.put("name_known", p -> p.name().isEmpty() ? "false" : "true");
    r.put("used_mib", p -> in(p.gpuMemoryBytes().stream().asDoubleStream().toArray(), MIB));
    r.put("vram_bytes", p -> in(p.gpuMemoryBytes().stream().asDoubleStream().toArray(), 1));
    return r;
  }

  private static Object in(double[] reading, double unit) {
    return reading.length == 0 ? null : reading[0] / unit;
  }

  private static Object number(GpuInfo gpu, String key, double unit) {
    String text = gpu.detail().get(key);
    return text == null ? null : Double.parseDouble(text) / unit;
  }
}
