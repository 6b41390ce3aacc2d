package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MigInfo;
import io.allsmi.core.ProcessInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nvidia-smi has printed elsewhere, printed by a host that is asked by the real script: its
 * devices and processes are those of the expectation.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class NvidiaCaptureTest {
  private static final Path CAPTURES = Path.of("../../shared/data/captures");
  private static final Duration UP = Duration.ofDays(30);
  private static final Instant BOOT = Instant.ofEpochSecond(1_700_000_000);
  private static final String OWNER = "alice";

  /** Where an expectation does not name the columns; letters stand for those nobody has named. */
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "nvidia/query-gpu/gb10-unified.noheader.nounits.csv",
          List.of(
              ("name,memory.total,compute_cap,memory.used,utilization.gpu,temperature.gpu,power.draw,"
                      + "h,i,j,k,l,m,n,o")
                  .split(",")),
          "nvidia/query-gpu/one-lost-of-two.noheader.nounits.csv",
          List.of("index", "uuid", "name", "power.draw"),
          "nvidia/compute-apps/gb10.noheader.nounits.csv",
          List.of("pid", "process_name", "used_gpu_memory"));

  /** Captures of the same machine that are not called the same. */
  private static final Map<String, String> APPS_OF =
      Map.of("gb10-unified.noheader.nounits.csv", "gb10.noheader.nounits.csv");

  /** What a host is not asked. */
  private static final Set<String> NOT_ASKED =
      Set.of("serial", "mem_reserved_mib", "mem_temp_c", "columns", "header", "units", "query");

  @TempDir Path folder;

  private final Map<String, JsonNode> expected = new HashMap<>();
  private int captures;
  private int values;
  private final List<CapturedSmi> replayed = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (CapturedSmi smi : replayed) {
      smi.close();
    }
  }

  private List<String> expectations(String kind) throws IOException {
    Path file = CAPTURES.resolve("expect.json");
    assumeTrue(Files.exists(file), "no shared/data folder beside this checkout");
    List<String> names = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(file.toFile())) {
      String name = entry.get("file").asText();
      expected.put(name, entry.get("checks"));
      if (entry.get("kind").asText().equals(kind)) {
        names.add(name);
      }
    }
    return names;
  }

  /** A host's tool, and the processes it has told of in /proc of the host. */
  private final class Captured {
    final CapturedSmi smi;
    final FakeRoot root;
    final Path home = folder.resolve("host" + replayed.size());
    JsonNode processes = new ObjectMapper().createArrayNode();

    Captured() throws IOException {
      smi = new CapturedSmi(home.resolve("captured"));
      replayed.add(smi);
      root = new FakeRoot(home.resolve("root"));
      root.begins("node7", BOOT, UP).process(1, "root", "/sbin/init", Duration.ZERO);
    }

    Captured query(String file) throws IOException {
      smi.says("query.csv", CAPTURES.resolve(file));
      captures++;
      return columns(file, "query");
    }

    Captured apps(String file) throws IOException {
      smi.says("apps.csv", CAPTURES.resolve(file));
      captures++;
      processes = expected.get(file).get("process");
      for (JsonNode process : processes) {
        if (process.has("name")) {
          String command = process.get("name").asText();
          root.process(process.get("pid").asInt(), OWNER, command, Duration.ofHours(1));
        }
      }
      return columns(file, "apps");
    }

    private Captured columns(String file, String name) throws IOException {
      List<String> named = new ArrayList<>(COLUMNS.getOrDefault(file, List.of()));
      expected.get(file).path("query").forEach(column -> named.add(column.asText()));
      if (!named.isEmpty()) {
        smi.columns(name, named);
      }
      return this;
    }

    HostSnapshot read(RemoteOptions options, int times) throws Exception {
      try (FakeHost host = root.host(home).tool("nvidia-smi", smi.script());
          RemoteHost reader = RemoteHost.of("id", "a", host, options)) {
        HostSnapshot read = reader.read(FakeHost.LONG);
        for (int i = 1; i < times; i++) {
          read = reader.read(FakeHost.LONG);
        }
        return read;
      }
    }
  }

  private static final RemoteOptions EACH_TIME = RemoteOptions.defaults();
  private static final RemoteOptions GOING_ON =
      RemoteOptions.defaults().withStream(Duration.ofMillis(100));

  @Test
  void whatNvidiaSmiHasPrintedIsReadOnAHost() throws Exception {
    Set<String> apps = new TreeSet<>(expectations("nvidia-compute-apps-csv"));
    for (String file : expectations("nvidia-query-gpu-csv")) {
      Captured captured = new Captured().query(file);
      String name = file.substring(file.lastIndexOf('/') + 1);
      String used = "nvidia/compute-apps/" + APPS_OF.getOrDefault(name, name);
      if (apps.remove(used)) {
        captured.apps(used);
      }
      String list = "nvidia/list/" + name.replaceAll("-(?:idle|load)\\.csv$", ".txt");
      if (expected.containsKey(list)) {
        captured.smi.says("list.txt", CAPTURES.resolve(list));
        captures++;
      }
      for (RemoteOptions options : List.of(EACH_TIME, GOING_ON)) {
        HostSnapshot snapshot = captured.read(options, options.stream().isPresent() ? 3 : 1);
        check(file, expected.get(file), snapshot);
        partitions(file, expected.get(list), snapshot);
        processes(file, captured.processes, snapshot);
      }
    }
    // Those whose devices were not captured.
    for (String file : apps) {
      Captured captured = new Captured().apps(file);
      String uuid =
          expected.get(file).path("query").toString().contains("gpu_uuid") ? "4" : "captured-0";
      captured
          .smi
          .says("query.csv", "GPU-" + uuid + ", NVIDIA\n")
          .columns("query", List.of("uuid", "name"));
      processes(file, captured.processes, captured.read(EACH_TIME, 1));
    }
    assertThat(captures).isGreaterThan(25);
    System.out.println(
        "corpus: nvidia-smi of a host has replayed "
            + captures
            + " captures, once and going on, which hold their expectation in "
            + values
            + " values");
  }

  @Test
  void whatNvidiaSmiHasSaidOfItsFailureIsSaidOfTheHost() throws Exception {
    for (String file : expectations("nvidia-error")) {
      Captured captured = new Captured();
      captured.smi.says("failure.txt", CAPTURES.resolve(file));
      JsonNode message = expected.get(file).get("message");
      assertThatThrownBy(() -> captured.read(EACH_TIME, 1))
          .as(file)
          .isInstanceOfSatisfying(
              HostReadException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(FailureKind.UNSUPPORTED);
                assertThat(e.text())
                    .contains(message.isNull() ? "expected devices, got none" : said(message));
              });
    }
  }

  /** The beginning of a message, which is cut. */
  private static String said(JsonNode message) {
    String text = message.asText();
    return text.substring(0, Math.min(60, text.length()));
  }

  private void check(String file, JsonNode checks, HostSnapshot snapshot) {
    for (var entry : checks.properties()) {
      JsonNode value = entry.getValue();
      switch (entry.getKey()) {
        case "gpus", "good_rows" -> {
          assertThat(snapshot.gpus()).as(file).hasSize(value.asInt());
          values++;
        }
        case "good_indices" -> {
          List<Integer> indices = new ArrayList<>();
          value.forEach(index -> indices.add(index.asInt()));
          assertThat(snapshot.gpus())
              .as(file)
              .extracting(gpu -> gpu.index().orElse(-1))
              .isEqualTo(indices);
          values++;
        }
        case "gpu" -> {
          for (int i = 0; i < value.size(); i++) {
            gpu(file, value.get(i), snapshot.gpus().get(i));
          }
        }
        default -> assertThat(NOT_ASKED).as(file).contains(entry.getKey());
      }
    }
  }

  private void gpu(String file, JsonNode checks, GpuInfo gpu) {
    for (var entry : checks.properties()) {
      Optional<Object> read =
          switch (entry.getKey()) {
            case "index" -> number(gpu.index().stream().asDoubleStream().findFirst());
            case "name" -> Optional.of(gpu.name());
            case "uuid" -> gpu.uuid().map(Object.class::cast);
            case "driver" -> Optional.ofNullable(gpu.detail().get("driver_version"));
            case "bus_id" -> Optional.ofNullable(gpu.detail().get("pci_bus_id"));
            case "mem_used_mib" -> mebibytes(gpu.memoryUsedBytes());
            case "mem_total_mib" -> mebibytes(gpu.memoryTotalBytes());
            case "util_pct" -> number(gpu.utilizationPercent());
            case "temp_c" -> number(gpu.temperatureCelsius());
            case "power_w" -> number(gpu.powerWatts());
            case "power_limit_w" -> number(gpu.powerLimitWatts());
            case "fan_pct" ->
                Optional.ofNullable(gpu.detail().get("fan_speed_percent")).map(Double::valueOf);
            case "pstate" ->
                gpu.performanceState().stream().mapToObj(p -> (Object) ("P" + p)).findFirst();
            case "mig_mode" -> gpu.mig().map(mig -> mig.enabled() ? "Enabled" : "Disabled");
            default -> {
              assertThat(NOT_ASKED).as(file).contains(entry.getKey());
              yield Optional.empty();
            }
          };
      if (!NOT_ASKED.contains(entry.getKey())) {
        equal(file + " " + entry.getKey(), entry.getValue(), read);
      }
    }
  }

  /** A list names the partitions of a device that is partitioned. */
  private void partitions(String file, JsonNode list, HostSnapshot snapshot) {
    if (list == null) {
      return;
    }
    assertThat(
            snapshot.gpus().stream()
                .flatMap(gpu -> gpu.mig().stream())
                .map(MigInfo::instances)
                .mapToInt(List::size)
                .sum())
        .as(file)
        .isEqualTo(list.get("mig_devices").asInt());
    values++;
  }

  /** Who uses the devices, and what /proc of the host tells of them. */
  private void processes(String file, JsonNode checks, HostSnapshot snapshot) {
    List<ProcessInfo> using =
        snapshot.processes().stream().filter(row -> row.deviceUuid().isPresent()).toList();
    assertThat(using).as(file).hasSize(checks.size());
    for (JsonNode check : checks) {
      int pid = check.get("pid").asInt();
      String as = file + " process " + pid;
      ProcessInfo row = using.stream().filter(p -> p.pid() == pid).findFirst().orElseThrow();
      assertThat(row.deviceUuid()).as(as).isEqualTo(snapshot.gpus().get(0).uuid());
      assertThat(row.deviceIndex()).as(as).hasValue(0);
      equal(as, check.get("used_mib"), mebibytes(row.gpuMemoryBytes()));
      if (check.has("name")) {
        assertThat(check.get("name").asText()).as(as).startsWith(row.command());
        assertThat(row.command()).as(as).isNotEmpty();
        assertThat(row.user()).as(as).contains(OWNER);
        assertThat(row.startedAt()).as(as).contains(BOOT.plus(Duration.ofHours(1)));
        values += 3;
      }
    }
  }

  private void equal(String as, JsonNode expected, Optional<Object> read) {
    if (expected.isNull()) {
      assertThat(read).as(as).isEmpty();
    } else {
      Object value = expected.isNumber() ? (Object) expected.asDouble() : expected.asText();
      assertThat(read).as(as).contains(value);
    }
    values++;
  }

  private static Optional<Object> number(OptionalDouble reading) {
    return reading.isPresent() ? Optional.of(reading.getAsDouble()) : Optional.empty();
  }

  private static Optional<Object> mebibytes(OptionalLong bytes) {
    return bytes.isPresent()
        ? Optional.of(bytes.getAsLong() / (double) (1 << 20))
        : Optional.empty();
  }
}
