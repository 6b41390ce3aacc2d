package io.allsmi.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.table.SnapshotCsv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotJsonTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "snapshot");

  private static String json(Set<SnapshotSection> include, boolean pretty, HostSnapshot... samples)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotJson.of(include, ZoneOffset.UTC).write(List.of(samples), pretty, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String csv(String query, HostSnapshot... samples) throws IOException {
    SnapshotCsv csv = SnapshotCsv.of(SnapshotSection.all(), ZoneOffset.UTC);
    StringBuilder out = new StringBuilder();
    (query.isEmpty() ? csv : csv.withColumns(query)).write(List.of(samples), out);
    return out.toString();
  }

  private static void assertGolden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("allsmi.golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  @Test
  void aHostIsTheGoldenObject() throws IOException {
    assertGolden("full.json", json(SnapshotSection.all(), true, Snapshots.full()));
  }

  @Test
  void aHostIsTheGoldenTable() throws IOException {
    assertGolden("full.csv", csv("", Snapshots.full()));
  }

  @Test
  void keysAreSortedAtEveryLevel() throws IOException {
    assertSorted(new ObjectMapper().readTree(json(SnapshotSection.all(), false, Snapshots.full())));
  }

  private static void assertSorted(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    assertThat(names).isSorted();
    node.forEach(SnapshotJsonTest::assertSorted);
  }

  @Test
  void prettyAndCompactSayTheSame() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    String compact = json(SnapshotSection.all(), false, Snapshots.full());
    String pretty = json(SnapshotSection.all(), true, Snapshots.full());
    assertThat(mapper.readTree(pretty)).isEqualTo(mapper.readTree(compact));
    assertThat(compact).hasLineCount(1).endsWith("}\n");
  }

  @Test
  void sectionsNotAskedForAreAbsentAndEmptyOnesAreThere() throws IOException {
    HostSnapshot bare =
        HostSnapshot.builder("h", Snapshots.NOON, HostStatus.up(Transport.LOCAL)).build();
    JsonNode node = new ObjectMapper().readTree(json(SnapshotSection.defaults(), false, bare));
    assertThat(node.get("gpus")).isEmpty();
    assertThat(node.has("processes") || node.has("storage") || node.has("errors")).isFalse();
  }

  @Test
  void severalSamplesAreAnArrayAndACsvColumn() throws IOException {
    HostSnapshot host = Snapshots.full();
    JsonNode node =
        new ObjectMapper().readTree(json(EnumSet.of(SnapshotSection.CPU), false, host, host));
    assertThat(node.isArray()).isTrue();
    assertThat(node).hasSize(2);
    assertThat(csv("section", host, host))
        .startsWith("timestamp,section\n2026-11-20T12:00:00Z,gpu\n");
  }

  @Test
  void whatIsNotKnownIsNamedAndLooksLikeTheOtherToolsUnknown() throws IOException {
    HostSnapshot host =
        HostSnapshot.builder("h", Snapshots.NOON, HostStatus.up(Transport.LOCAL))
            .gpus(
                List.of(
                    GpuInfo.builder().name("NVIDIA H200").utilizationPercent(0).build(),
                    GpuInfo.builder().name("Apple M2 Max").build()))
            .processes(List.of(ProcessInfo.builder(1).gpuMemoryBytes(0).build()))
            .build();
    JsonNode node = new ObjectMapper().readTree(json(SnapshotSection.all(), false, host));
    SchemaOne.check(node);
    JsonNode gpu = node.get("gpus").get(0);
    assertThat(gpu.get("unknown").toString())
        .isEqualTo(
            "[\"frequency\",\"power_consumption\",\"temperature\",\"total_memory\",\"used_memory\"]");
    assertThat(gpu.get("ane_utilization").toString()).isEqualTo("0.0");
    assertThat(gpu.get("power_consumption").toString()).isEqualTo("-1.0");
    assertThat(gpu.get("used_memory").toString()).isEqualTo("0");
    JsonNode apple = node.get("gpus").get(1);
    assertThat(apple.get("ane_utilization").toString()).isEqualTo("-1.0");
    assertThat(apple.get("unknown").toString())
        .startsWith("[\"ane_utilization\",")
        .endsWith(",\"utilization\"]");
    assertThat(node.get("processes").get(0).get("unknown").toString())
        .startsWith("[\"cpu_percent\",\"cpu_time\",\"device_id\",")
        .endsWith(",\"threads\"]");
    assertThat(csv("unknown,name,utilization,power_consumption", host))
        .contains("\n,NVIDIA H200,0.0,\n,Apple M2 Max,,\n");
  }

  @Test
  void pathsReachIntoObjectsAndArrays() throws IOException {
    assertThat(
            csv(
                " name , per_socket_info.0.cores,name,,detail.Driver Version,mig.instances.0.profile,"
                    + "fan_speeds,per_socket_info.9.cores",
                Snapshots.full()))
        .startsWith(
            "name,per_socket_info.0.cores,detail.Driver Version,mig.instances.0.profile,fan_speeds,"
                + "per_socket_info.9.cores\n"
                + "NVIDIA H200,,580.82.07,1g.18gb,,\n"
                + "\"'=cmd, \"\"x\"\"\",,,,,\n"
                + ",64,,,,\n")
        .contains("\"[{\"\"id\"\":1,\"\"max_rpm\"\":null,\"\"name\"\":\"\"FAN1\"\",");
    assertThatThrownBy(() -> csv(" , ", Snapshots.full()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected columns");
  }

  @Test
  void oneHostOverSshIsNamed() throws IOException {
    ClusterSnapshot cluster =
        new ClusterSnapshot(
            Snapshots.NOON,
            ClusterSnapshot.Source.SSH,
            Duration.ofSeconds(3),
            List.of(Snapshots.full()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotJson.of(SnapshotSection.all(), ZoneOffset.UTC).write(cluster, out);
    JsonNode node = new ObjectMapper().readTree(out.toByteArray());
    assertThat(node.get("hostname").asText()).isEqualTo(Snapshots.full().hostname());
    assertThat(node.get("hosts")).hasSize(1);
  }

  @Test
  void manyHostsAreOneObjectThatNamesEach() throws IOException {
    HostSnapshot down =
        HostSnapshot.builder(
                "gpu07:9090",
                Snapshots.NOON,
                HostStatus.down(Transport.HTTP, FailureKind.TIMEOUT, "no answer within 5s"))
            .address("gpu07:9090")
            .build();
    ClusterSnapshot cluster =
        new ClusterSnapshot(
            Snapshots.NOON,
            ClusterSnapshot.Source.REMOTE,
            Duration.ofSeconds(3),
            List.of(Snapshots.full(), down));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotJson.of(SnapshotSection.all(), ZoneOffset.UTC).write(cluster, out);
    JsonNode node = new ObjectMapper().readTree(out.toByteArray());
    assertThat(node.get("hostname").asText()).isEqualTo("remote");
    assertThat(node.get("processes").get(0).get("host_id").asText()).isEqualTo("dgx-01");
    assertThat(node.get("hosts").get(1).toString())
        .isEqualTo(
            "{\"address\":\"gpu07:9090\",\"collects_processes\":null,\"failed_attempts\":1,\"failure\":\"timeout\","
                + "\"host_id\":\"gpu07:9090\",\"hostname\":\"gpu07:9090\","
                + "\"message\":\"no answer within 5s\",\"status\":\"down\",\"transport\":\"http\"}");
  }

  @Test
  void sectionsGoByTheirNamesAndAliases() {
    assertThat(SnapshotSection.parse("GPUs, mem,disk,"))
        .containsExactlyInAnyOrder(
            SnapshotSection.GPU, SnapshotSection.MEMORY, SnapshotSection.STORAGE);
    assertThatThrownBy(() -> SnapshotSection.parse("gpu,nonsense"))
        .hasMessage("expected some of gpu, cpu, memory, chassis, process, storage, got 'nonsense'");
    assertThatThrownBy(() -> SnapshotSection.parse(" ,")).hasMessageEndingWith("got ','");
    assertThat(SnapshotSection.parseLeniently("nonsense")).isEqualTo(SnapshotSection.defaults());
    assertThat(SnapshotSection.parseLeniently("x,process"))
        .containsExactly(SnapshotSection.PROCESS);
  }
}
