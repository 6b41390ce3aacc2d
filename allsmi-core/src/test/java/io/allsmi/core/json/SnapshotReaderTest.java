package io.allsmi.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.AppleSiliconInfo.CoreCluster;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Lines of other programs, and lines that are broken. */
class SnapshotReaderTest {
  private static final String END = "\"schema\":1,\"timestamp\":\"2026-04-20T12:34:56Z\"}";
  private static final Instant TIME = Instant.parse("2026-04-20T12:34:56Z");

  private static SnapshotReader.Frame read(String line) throws SnapshotFormatException {
    byte[] bytes = ("xx" + line + "\nyy").getBytes(StandardCharsets.UTF_8);
    return new SnapshotReader().read(bytes, 2, bytes.length - 4);
  }

  private static ClusterSnapshot cluster(String line) throws SnapshotFormatException {
    return read(line).cluster();
  }

  private static HostSnapshot host(String line) throws SnapshotFormatException {
    ClusterSnapshot cluster = cluster(line);
    assertThat(cluster.hosts()).hasSize(1);
    return cluster.hosts().get(0);
  }

  private static String gpu(String members) {
    return "{\"gpus\":[{\"host_id\":\"n1\",\"name\":\"X\","
        + members
        + "}],\"hostname\":\"n1\","
        + END;
  }

  private static String process(String members) {
    return "{\"hostname\":\"n1\",\"processes\":[{\"pid\":7," + members + "}]," + END;
  }

  @Test
  void aLineOfTheRustToolIsItsHost() throws Exception {
    HostSnapshot host =
        host(
            "{\"cpus\":[{\"apple_silicon_info\":null,\"architecture\":\"x86_64\","
                + "\"base_frequency_mhz\":0,\"cache_size_mb\":0,\"cpu_model\":\"EPYC\","
                + "\"host_id\":\"n1\",\"hostname\":\"n1\",\"index\":0,\"instance\":\"n1\","
                + "\"max_frequency_mhz\":3400,\"per_core_utilization\":[{\"core_id\":0,"
                + "\"core_type\":\"Standard\",\"utilization\":12.5}],\"per_socket_info\":[],"
                + "\"platform_type\":{\"Other\":\"RISC-V\"},\"power_consumption\":null,"
                + "\"socket_count\":1,\"temperature\":null,\"time\":\"2026-04-20 21:34:56\","
                + "\"total_cores\":4,\"total_threads\":8,\"utilization\":59.0}],"
                + "\"errors\":[{\"kind\":\"timeout\",\"message\":\"reader exceeded timeout of 5 ms\","
                + "\"section\":\"memory\"}],"
                + "\"gpus\":[{\"ane_utilization\":0.0,\"detail\":{\"Driver Version\":\"580\"},"
                + "\"device_type\":\"GPU\",\"frequency\":0,\"gpm_metrics\":null,\"host_id\":\"n1\","
                + "\"hostname\":\"n1\",\"instance\":\"n1\",\"name\":\"NVIDIA H200\","
                + "\"numa_node_id\":-1,\"power_consumption\":-1.0,\"temperature\":0,"
                + "\"total_memory\":10,\"used_memory\":0,\"utilization\":-1.0,\"uuid\":\"GPU-1\"},"
                + "{\"host_id\":\"n1\",\"name\":\"NVIDIA H200\",\"uuid\":\"GPU-2\"}],"
                + "\"hostname\":\"n1\",\"processes\":[{\"command\":\"python\",\"cpu_percent\":1.5,"
                + "\"device_id\":0,\"device_uuid\":\"GPU-1\",\"pid\":5,\"start_time\":\"1776688000\","
                + "\"used_memory\":3,\"user\":\"ann\",\"uses_gpu\":true}],"
                + END);
    assertThat(host.hostId()).isEqualTo("n1");
    assertThat(host.takenAt()).isEqualTo(TIME);
    assertThat(host.status().state()).isEqualTo(HostState.UP);
    assertThat(host.status().transport()).isEqualTo(Transport.LOCAL);
    assertThat(host.issues())
        .containsExactly(new Issue(0, "memory: reader exceeded timeout of 5 ms"));
    GpuInfo gpu = host.gpus().get(0);
    assertThat(gpu)
        .isEqualTo(
            GpuInfo.builder()
                .index(0)
                .uuid("GPU-1")
                .name("NVIDIA H200")
                .memoryTotalBytes(10)
                .memoryUsedBytes(0)
                .detail(java.util.Map.of("Driver Version", "580"))
                .build());
    assertThat(host.gpus().get(1).index()).isEqualTo(OptionalInt.of(1));
    assertThat(host.gpus().get(1).detail()).isEmpty();
    CpuInfo cpu = host.cpus().get(0);
    assertThat(cpu.platformType()).isEqualTo("RISC-V");
    assertThat(cpu.baseFrequencyMhz()).isEmpty();
    assertThat(cpu.maxFrequencyMhz()).hasValue(3400);
    assertThat(cpu.cores()).containsExactly(new CpuInfo.Core(0, "Standard", 12.5));
    ProcessInfo process = host.processes().get(0);
    assertThat(process.startedAt()).contains(Instant.ofEpochSecond(1_776_688_000L));
    assertThat(process.user()).contains("ann");
    assertThat(host.processCollection()).isEqualTo(ProcessCollection.COLLECTING);
  }

  @Test
  void aRemoteLineOfTheRustToolIsItsHostsInTheOrderTheyCome() throws Exception {
    ClusterSnapshot cluster =
        cluster(
            "{\"chassis\":[],\"cpus\":[],\"gpus\":["
                + "{\"host_id\":\"b:9090\",\"hostname\":\"b\",\"detail\":{\"index\":\"3\"}},"
                + "{\"host_id\":\"a:9090\",\"uuid\":\"GPU-a\",\"detail\":{\"transport\":\"ssh/nvidia-smi\"}},"
                + "{\"host_id\":\"b:9090\",\"detail\":{\"index\":\"1\"}}],"
                + "\"hostname\":\"remote\",\"memory\":[{\"host_id\":\"c:9090\",\"total_bytes\":9}],"
                + "\"processes\":[],"
                + END);
    assertThat(cluster.source()).isEqualTo(ClusterSnapshot.Source.REMOTE);
    assertThat(cluster.interval()).isEqualTo(Duration.ZERO);
    assertThat(cluster.hosts())
        .extracting(HostSnapshot::hostId)
        .containsExactly("b:9090", "a:9090", "c:9090");
    assertThat(cluster.hosts())
        .extracting(HostSnapshot::processCollection)
        .containsOnly(ProcessCollection.UNDECIDED);
    HostSnapshot first = cluster.hosts().get(0);
    assertThat(first.address()).isEqualTo("b:9090");
    assertThat(first.gpus()).extracting(gpu -> gpu.index().orElse(-1)).containsExactly(1, 3);
    assertThat(cluster.hosts().get(1).status().transport()).isEqualTo(Transport.SSH_NVIDIA_SMI);
    assertThat(first.status().transport()).isEqualTo(Transport.HTTP);
  }

  @Test
  void aProcessWithoutAHostIsOfTheHostOfItsDevice() throws Exception {
    ClusterSnapshot cluster =
        cluster(
            "{\"gpus\":[{\"host_id\":\"a\",\"uuid\":\"GPU-a\"},{\"host_id\":\"b\",\"uuid\":\"GPU-b\"}],"
                + "\"hostname\":\"remote\",\"processes\":[{\"pid\":1,\"device_uuid\":\"GPU-b\"},"
                + "{\"pid\":2,\"device_uuid\":\"GPU-a\"},{\"pid\":3,\"device_uuid\":\"\"}],"
                + END);
    assertThat(cluster.hosts())
        .extracting(HostSnapshot::hostId)
        .containsExactly("a", "b", "remote");
    assertThat(cluster.hosts())
        .extracting(host -> host.processes().get(0).pid())
        .containsExactly(2, 1, 3);
  }

  @Test
  void aLineWithoutRowsIsAHostThatTellsNothing() throws Exception {
    HostSnapshot host =
        host("{\"schema\":1,\"timestamp\":\"2026-04-20T12:34:56+02:00\",\"hostname\":\"a\"}");
    assertThat(host.hostId()).isEqualTo("a");
    assertThat(host.processCollection()).isEqualTo(ProcessCollection.UNDECIDED);
    assertThat(host.takenAt()).isEqualTo(Instant.parse("2026-04-20T10:34:56Z"));
    assertThat(cluster("{\"hostname\":\"remote\"," + END).hosts()).isEmpty();
  }

  @Test
  void startTimesOfAnotherProgramMayBeElapsedSeconds() throws Exception {
    assertThat(host(process("\"start_time\":\"90\"")).processes().get(0).startedAt())
        .contains(TIME.minusSeconds(90));
    assertThat(host(process("\"start_time\":\"soon\"")).issues())
        .containsExactly(
            new Issue(0, "processes: start_time: expected seconds since 1970, got another a text"));
    assertThat(host(process("\"start_time\":\"\"")).issues()).isEmpty();
  }

  @Test
  void aListedHostWithoutTheSectionIsUndecidedUnlessItDoesNotCollect() throws Exception {
    String hosts = "{\"hosts\":[{\"host_id\":\"a\",\"collects_processes\":%s}]," + END;
    assertThat(host(String.format(hosts, "true")).processCollection())
        .isEqualTo(ProcessCollection.UNDECIDED);
    assertThat(host(String.format(hosts, "false")).processCollection())
        .isEqualTo(ProcessCollection.NOT_COLLECTING);
  }

  @Test
  void whatARowCallsUnknownIsAbsentWhateverStandsThere() throws Exception {
    GpuInfo gpu =
        host(gpu(
                "\"unknown\":[\"power_consumption\",\"frequency\",\"nonsense\",\"name\",7],"
                    + "\"frequency\":1400,\"power_consumption\":5.5,\"temperature\":0,"
                    + "\"utilization\":0.0"))
            .gpus()
            .get(0);
    assertThat(gpu.graphicsClockMhz()).isEmpty();
    assertThat(gpu.powerWatts()).isEmpty();
    assertThat(gpu.name()).isEqualTo("X");
    assertThat(gpu.temperatureCelsius()).hasValue(0);
    assertThat(gpu.utilizationPercent()).hasValue(0);
    ProcessInfo process =
        host(process("\"device_id\":0,\"threads\":0,\"unknown\":[\"device_id\"],\"used_memory\":0"))
            .processes()
            .get(0);
    assertThat(process.deviceIndex()).isEmpty();
    assertThat(process.details().threads()).hasValue(0);
    assertThat(process.gpuMemoryBytes()).hasValue(0);
    assertThat(host(gpu("\"unknown\":7")).issues())
        .containsExactly(new Issue(0, "gpus: unknown: expected an array, got 7.0"));
  }

  @Test
  void aZeroIsAReadingInALineOfOursAndUnknownInAnothers() throws Exception {
    assertThat(host(gpu("\"frequency\":0,\"frequency_max\":null")).gpus().get(0).graphicsClockMhz())
        .hasValue(0);
    assertThat(host(gpu("\"frequency\":0")).gpus().get(0).graphicsClockMhz()).isEmpty();
    String cpu =
        "{\"cpus\":[{\"apple_silicon_info\":{\"p_cluster_frequency_mhz\":0,\"p_core_count\":0},"
            + "\"cache_size_mb\":0%s,\"per_socket_info\":[{\"cores\":0,\"frequency_mhz\":0,"
            + "\"socket_id\":1,\"temperature\":0}]}],\"hostname\":\"h\","
            + END;
    CpuInfo ours = host(String.format(cpu, ",\"frequency_mhz\":null")).cpus().get(0);
    assertThat(ours.cacheSizeMb()).hasValue(0);
    assertThat(ours.sockets().get(0).frequencyMhz()).hasValue(0);
    assertThat(ours.sockets().get(0).temperatureCelsius()).hasValue(0);
    assertThat(ours.appleSilicon().orElseThrow().performanceCores().frequencyMhz()).hasValue(0);
    CpuInfo another = host(String.format(cpu, "")).cpus().get(0);
    assertThat(another.cacheSizeMb()).isEmpty();
    assertThat(another.sockets().get(0).frequencyMhz()).isEmpty();
    assertThat(another.sockets().get(0).temperatureCelsius()).isEmpty();
    assertThat(another.sockets().get(0).cores()).hasValue(0);
    CoreCluster cores = another.appleSilicon().orElseThrow().performanceCores();
    assertThat(cores.frequencyMhz()).isEmpty();
    assertThat(cores.count()).hasValue(0);
  }

  @Test
  void whatIsNotKnownIsPassedOverWhateverItHolds() throws Exception {
    String deep = "[{\"a\":".repeat(200) + "1" + "}]".repeat(200);
    assertThat(
            host("{\"extra\":"
                    + deep
                    + ",\"gpus\":[{\"x\":"
                    + deep
                    + ",\"name\":\"N\"}],"
                    + "\"hostname\":\"h\","
                    + END)
                .gpus())
        .extracting(GpuInfo::name)
        .containsExactly("N");
  }

  @Test
  void aReadingThatIsNoneCostsItselfAndIsAnIssue() throws Exception {
    HostSnapshot host =
        host(
            gpu(
                "\"utilization\":\"high\",\"temperature\":[1,{\"a\":2}],\"used_memory\":1.5,"
                    + "\"power_consumption\":-5.0,\"frequency\":99999999999999999999999,"
                    + "\"detail\":7,\"mig\":{\"instances\":[3]},\"power_limit\":700.0"));
    assertThat(host.gpus().get(0).powerLimitWatts()).isEqualTo(OptionalDouble.of(700));
    assertThat(host.gpus().get(0).utilizationPercent()).isEmpty();
    assertThat(host.issues())
        .extracting(Issue::message)
        .containsExactly(
            "gpus: utilization: expected a number of 0 to 100, got 'high'",
            "gpus: temperature: expected a number of 0 to 250, got an array",
            "gpus: used_memory: expected a number of 0 to 1152921504606846976, got 1.5",
            "gpus: power_consumption: expected a number of 0 to 1000000, got -5.0",
            "gpus: frequency: expected a number of 0 to 100000, got a longer one",
            "gpus: detail: expected an object, got 7.0",
            "gpus: mig.instances: expected an object, got 3.0");
  }

  @Test
  void aRowThatIsNoneCostsItselfAndIsAnIssue() throws Exception {
    String rows =
        "{\"gpus\":[5,{\"name\":\"N\"}],\"hostname\":\"%s\",%s\"memory\":{},"
            + "\"processes\":[{\"pid\":-3},{\"user\":\"a\"},{\"pid\":1}],"
            + "\"storage\":[{\"total_bytes\":1}],"
            + END;
    HostSnapshot host = host(String.format(rows, "h", ""));
    assertThat(host.gpus()).hasSize(1);
    assertThat(host.processes()).hasSize(1);
    assertThat(host.storage()).isEmpty();
    String[] messages = {
      "gpus: expected an object, got 5.0",
      "processes: pid: expected a number of 0 to 2147483647, got -3",
      "processes: pid: expected a number, got none; the row is left out",
      "processes: pid: expected a number, got none; the row is left out",
      "storage: mount_point: expected a path, got none"
    };
    assertThat(host.issues()).extracting(Issue::message).containsExactlyInAnyOrder(messages);
    ClusterSnapshot many =
        cluster(
            String.format(rows, "remote", "\"hosts\":[{\"host_id\":\"a\"},{\"host_id\":\"b\"}],"));
    assertThat(many.issues())
        .extracting(Issue::message)
        .contains("memory: expected an array, got an object", messages[0], messages[1]);
  }

  @Test
  void textsAreCutAndPrintable() throws Exception {
    HostSnapshot host =
        host(process("\"user\":\"a\\u001b[31mb\",\"command\":\"" + "c".repeat(70_000) + "\""));
    assertThat(host.processes().get(0).user()).contains("a[31mb");
    assertThat(host.processes().get(0).command()).isEqualTo("c".repeat(16 << 10));
    assertThat(host(process("\"command\":\"" + "é".repeat(8193) + "\"")).issues())
        .containsExactly(new Issue(0, "processes: texts: 1 cut to the limit"));
    assertThat(host(process("\"command\":\"" + "é".repeat(8192) + "\"")).issues()).isEmpty();
  }

  @Test
  void theLimitsAreTheCallers() throws Exception {
    byte[] line =
        ("{\"gpus\":[{},{}],\"hostname\":\"h\",\"processes\":["
                + "{\"pid\":1,\"command\":\"0123456789\",\"user\":\"0123456789\"},{\"pid\":2}],"
                + END)
            .getBytes(StandardCharsets.UTF_8);
    HostSnapshot host =
        SnapshotReader.withLimits(new LineLimits(1, 1, 4, 5, 100))
            .read(line, 0, line.length)
            .cluster()
            .hosts()
            .get(0);
    assertThat(host.gpus()).hasSize(1);
    assertThat(host.processes())
        .containsExactly(ProcessInfo.builder(1).command("0123").user("01234").build());
    assertThatThrownBy(() -> LineLimits.defaults().withCommandBytes(1 << 17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "limits: expected at least 1 each and texts of at most 65536 bytes");
  }

  @Test
  void rowsBeyondTheCapsAreLeftOutAndCounted() throws Exception {
    String gpus = "{\"name\":\"N\"},".repeat(299) + "{}";
    String rows = "{\"pid\":1},".repeat(50_009) + "{\"pid\":2}";
    HostSnapshot host =
        host("{\"gpus\":[" + gpus + "],\"hostname\":\"h\",\"processes\":[" + rows + "]," + END);
    assertThat(host.gpus()).hasSize(256);
    assertThat(host.processes()).hasSize(50_000);
    assertThat(host.issues())
        .extracting(Issue::message)
        .containsExactly(
            "devices: 44 left out, there are too many",
            "processes: 10 rows left out, there are too many");
  }

  @Test
  void anotherSchemaIsRefused() {
    assertThatThrownBy(() -> read("{\"gpus\":[],\"schema\":2,\"timestamp\":\"x\"}"))
        .isInstanceOf(SnapshotFormatException.class)
        .hasMessage("unsupported schema version 2, this all-smi supports schema 1");
  }

  @Test
  void whatIsNoSnapshotSaysWhatItIs() {
    assertFails("", "line: expected a JSON object, got the end");
    assertFails("[]", "line: expected a JSON object, got an array");
    assertFails("{}", "line: expected a snapshot of schema 1, got no schema");
    assertFails("{\"schema\":\"1\"}", "line: expected the number of a schema, got a text");
    assertFails(
        "{\"schema\":1,\"timestamp\":\"noon\"}",
        "line: expected a timestamp such as 2026-04-20T12:34:56Z, got 'noon'");
    assertFails(
        "{\"header\":true,\"schema\":1}",
        "line: expected a snapshot, got a line that is the recording's header");
    assertFails("{\"schema\":1,\"hostname\":\"a", "line: expected a JSON object, got: ");
    assertFails("{\"schema\":1} {}", "line: expected one JSON object, got more behind it");
    assertFails("nonsense", "line: expected a JSON object, got: ");
    assertFails("[".repeat(5000), "line: expected a JSON object, got an array");
    assertFails("{\"a\":" + "[".repeat(5000), "line: expected a JSON object, got: ");
  }

  private static void assertFails(String line, String message) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(SnapshotFormatException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aReaderGoesOnAfterALineThatIsNone() throws Exception {
    SnapshotReader reader = new SnapshotReader();
    byte[] bad =
        "{\"processes\":[{\"pid\":1},{\"pid\":2,\"user\":\"x".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reader.read(bad, 0, bad.length))
        .isInstanceOf(SnapshotFormatException.class);
    byte[] good = process("\"user\":\"y\"").getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read(good, 0, good.length).cluster().hosts().get(0).processes()).hasSize(1);
  }

  @Test
  void aLineOf70MegabytesIsRead() throws Exception {
    String row =
        "{\"host_id\":\"node-%05d\",\"pid\":%d,\"command\":\""
            + "x".repeat(200)
            + "\",\"user\":\"u\"},";
    StringBuilder line = new StringBuilder("{\"hostname\":\"remote\",\"processes\":[");
    int rows = 0;
    while (line.length() < 70_000_000) {
      line.append(String.format(row, rows / 250, rows));
      rows++;
    }
    line.setLength(line.length() - 1);
    byte[] bytes = line.append("],").append(END).toString().getBytes(StandardCharsets.UTF_8);
    ClusterSnapshot cluster = new SnapshotReader().read(bytes, 0, bytes.length).cluster();
    assertThat(cluster.hosts().stream().mapToInt(host -> host.processes().size()).sum())
        .isEqualTo(rows);
    assertThat(LineFacts.of(bytes, 0, bytes.length).timeMillis()).hasValue(TIME.toEpochMilli());
  }

  @Test
  void aLineSaysWhatItIs() throws Exception {
    assertThat(
            facts(
                "{\"all_smi_version\":\"0.25.0\",\"header\":true,\"hosts\":[\"a\"],\"schema\":1}"))
        .isEqualTo(
            new LineFacts(LineFacts.Kind.HEADER, OptionalLong.empty(), OptionalLong.empty()));
    assertThat(facts("{\"byte_offset\":4194304,\"index\":true,\"schema\":1,\"seq\":1000}"))
        .isEqualTo(
            new LineFacts(LineFacts.Kind.INDEX, OptionalLong.of(1000), OptionalLong.empty()));
    assertThat(facts("{\"gpus\":[{\"header\":true}]," + END))
        .isEqualTo(
            new LineFacts(
                LineFacts.Kind.DATA, OptionalLong.empty(), OptionalLong.of(TIME.toEpochMilli())));
    assertThat(
            facts("{\"timestamp\":\"2026-04-20T12:34:56Z\",\"schema\":1,\"seq\":4,\"gpus\":[1]}"))
        .isEqualTo(
            new LineFacts(
                LineFacts.Kind.DATA, OptionalLong.of(4), OptionalLong.of(TIME.toEpochMilli())));
    assertThat(facts("{\"schema\":1,\"t\":5,\"timestamp\":\"\"}").timeMillis()).hasValue(5);
    assertThatThrownBy(() -> facts("{\"timestamp\":\"not-fin"))
        .isInstanceOf(SnapshotFormatException.class);
  }

  private static LineFacts facts(String line) throws SnapshotFormatException {
    byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
    return LineFacts.of(bytes, 0, bytes.length);
  }
}
