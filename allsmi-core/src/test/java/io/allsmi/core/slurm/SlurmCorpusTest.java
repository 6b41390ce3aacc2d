package io.allsmi.core.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.allsmi.core.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every captured output of Slurm parses to what its expectation says. */
class SlurmCorpusTest {
  /** The fields of captures without a header; those that are no fields of ours have a number. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "squeue/delimited.txt",
          "tres-per-node 2 JobArrayID JobID 5 TimeLimit MinMemory Command Priority State UserName"
              + " NumCPUs NumNodes TimeLeft TimeUsed NodeList Dependency 18 StartTime SubmitTime 21"
              + " EligibleTime 23 Comment Partition Account QOS Reason tres-alloc 30 31 32 33 34 35",
          "sinfo/gres-long-hostnames.txt",
          "NodeList Gres GresUsed StateLong");

  private Path captures = Path.of("");
  private int files;
  private int values;

  @BeforeEach
  void findTheCorpus() {
    assumeTrue(Corpus.root().isPresent(), "no shared/data folder beside this checkout");
    captures = Corpus.root().orElseThrow().resolve("captures");
  }

  private interface Check {
    void check(String file, byte[] output, JsonNode checks);
  }

  private Map<String, Check> checks() {
    return Map.of(
        "slurm-jobs-json", this::squeueJson,
        "slurm-nodes-json", this::nodesJson,
        "scontrol-jobs", this::scontrolJob,
        "scontrol-nodes", this::scontrolNode,
        "scontrol-partitions", this::scontrolPartition,
        "sinfo-text", this::sinfo,
        "sinfo-json-lines", this::sinfoObjects,
        "squeue-text", this::squeue);
  }

  @Test
  void everyCaptureHoldsItsExpectation() throws IOException {
    for (JsonNode entry : Corpus.json(captures.resolve("expect.json"))) {
      String file = entry.get("file").asText();
      Check check = checks().get(entry.get("kind").asText());
      if (file.startsWith("slurm/") && check != null) {
        check.check(file, Files.readAllBytes(captures.resolve(file)), entry.get("checks"));
        files++;
      }
    }
    long present =
        Corpus.files(captures.resolve("slurm")).stream()
            .filter(file -> !file.getParent().endsWith("hostlist"))
            .count();
    assertThat(files).isEqualTo((int) present).isGreaterThan(20);
    System.out.println(
        "corpus: " + files + " captures of Slurm hold their expectation in " + values + " values");
  }

  private static List<String> fields(String file) {
    String fields = FIELDS.get(file.substring("slurm/".length()));
    return fields == null ? List.of() : List.of(fields.split(" "));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private void same(String what, Object found, Object expected) {
    assertThat(found).as(what).isEqualTo(expected);
    values++;
  }

  private void squeue(String file, byte[] output, JsonNode checks) {
    SlurmReadings<JobInfo> read = SlurmParsers.squeue(output, fields(file), ZoneOffset.UTC);
    assertThat(read.issues()).as(file).isEmpty();
    same(file, read.values().size(), checks.get("rows").asInt());
    if (checks.has("job_ids")) {
      same(file, read.values().stream().map(JobInfo::id).toList(), texts(checks.get("job_ids")));
    }
    checks
        .path("states")
        .properties()
        .forEach(
            state ->
                same(
                    file,
                    read.values().stream()
                        .filter(job -> job.state().name().equals(state.getKey()))
                        .count(),
                    state.getValue().asLong()));
    for (int i = 0; i < checks.path("jobs").size(); i++) {
      squeueJob(file, read.values().get(i), checks.get("jobs").get(i));
    }
    List<List<String>> nodes =
        read.values().stream()
            .filter(job -> !job.nodes().isEmpty())
            .map(job -> job.nodes().stream().map(JobNode::name).toList())
            .toList();
    for (int i = 0; i < checks.path("nodelists").size(); i++) {
      same(file, nodes.get(i), texts(checks.get("nodelists").get(i).get("hosts")));
    }
  }

  private void squeueJob(String file, JobInfo job, JsonNode checks) {
    same(file, job.id(), checks.get("job_id").asText());
    same(file, job.name().orElse(""), checks.get("name").asText());
    same(file, job.state(), JobState.of(checks.get("state").asText()));
    same(file, nodes(job), checks.get("nodes").asText());
    if (checks.has("time")) {
      same(file, job.runTime().orElseThrow(), Duration.ofSeconds(5));
    }
  }

  private static String nodes(JobInfo job) {
    return String.join(",", job.nodes().stream().map(JobNode::name).toList());
  }

  private void scontrolJob(String file, byte[] output, JsonNode checks) {
    SlurmReadings<JobInfo> read = SlurmParsers.scontrolJob(output, ZoneOffset.UTC);
    assertThat(read.issues()).as(file).isEmpty();
    same(file, read.values().size(), checks.get("jobs").asInt());
    for (int i = 0; i < checks.get("job").size(); i++) {
      JobInfo job = read.values().get(i);
      JsonNode expected = checks.get("job").get(i);
      same(file, job.rawId().orElse(-1), expected.get("job_id").asLong());
      same(file, job.arrayJobId().orElse(-1), expected.get("array_job_id").asLong());
      same(file, job.arrayTask().orElse(""), expected.get("array_task_id").asText());
      same(file, job.name().orElse(""), expected.get("name").asText());
      same(file, job.state().name(), expected.get("state").asText());
      same(file, job.user().orElse(""), expected.get("user").asText());
      same(file, job.partition().orElse(""), expected.get("partition").asText());
      same(file, job.nodes().stream().map(JobNode::name).toList(), texts(expected.get("hosts")));
      same(file, job.timeLimit().duration().orElseThrow(), Duration.ofHours(12));
      JsonNode gpu = expected.get("gpus_on_nodes").get(0).get("gpu");
      JobNode node = job.nodes().get(0);
      if (gpu.isNull()) {
        same(file, node.gpus(), List.of());
      } else {
        same(file, node.gpus().get(0).type(), gpu.get("model").asText());
        same(file, node.gpus().get(0).count(), gpu.get("count").asInt());
        same(file, node.gpus().get(0).indices(), numbers(gpu.get("indices")));
      }
    }
  }

  private void squeueJson(String file, byte[] output, JsonNode checks) {
    SlurmReadings<JobInfo> read = SlurmParsers.squeueJson(output);
    assertThat(read.issues()).as(file).isEmpty();
    same(file, read.values().size(), checks.get("jobs").asInt());
    same(file, read.error().isPresent(), !checks.get("errors").isEmpty());
    for (JsonNode error : checks.get("errors")) {
      assertThat(read.error().orElseThrow().message()).contains(error.asText());
      same(file, read.error().orElseThrow().failure(), SlurmFailure.INVALID_JOB_ID);
    }
    for (int i = 0; i < checks.get("job").size(); i++) {
      JobInfo job = read.values().get(i);
      JsonNode expected = checks.get("job").get(i);
      same(file, job.rawId().orElse(-1), expected.get("job_id").asLong());
      same(file, states(job), texts(expected.get("state")));
      same(file, job.user().orElse(""), expected.get("user").asText());
      same(file, job.partition().orElse(""), expected.get("partition").asText());
      List<String> nodes = job.nodes().stream().map(JobNode::name).toList();
      same(file, nodes, texts(expected.get("node_list")));
      same(
          file,
          job.timeLimit().duration().map(Duration::toMinutes).orElse(-1L),
          expected.get("time_limit_min").asLong(-1));
      same(
          file,
          job.arrayTask().filter(task -> task.matches("[0-9]+")).isPresent(),
          !expected.get("array_task_id").isNull());
      devices(file, job, expected.get("gpus_per_node"));
    }
  }

  private void devices(String file, JobInfo job, JsonNode perNode) {
    for (int i = 0; i < perNode.size(); i++) {
      GpuGrant grant = job.nodes().get(i).gpus().get(0);
      same(file, grant.type(), perNode.get(i).get("model").asText());
      same(file, grant.count(), perNode.get(i).get("count").asInt());
      same(file, grant.indices(), numbers(perNode.get(i).get("indices")));
    }
    if (perNode.isEmpty()) {
      assertThat(job.nodes()).as(file).allMatch(node -> node.gpus().isEmpty());
    }
  }

  private static List<String> states(JobInfo job) {
    return Stream.concat(Stream.of(job.state().name()), job.stateFlags().stream()).toList();
  }

  private void nodesJson(String file, byte[] output, JsonNode checks) {
    SlurmReadings<SlurmNode> read = SlurmParsers.nodesJson(output);
    assertThat(read.issues()).as(file).isEmpty();
    same(file, read.values().size(), checks.get("nodes").asInt());
    same(
        file,
        read.values().stream().filter(node -> node.gpuCount() > 0).count(),
        checks.get("gpu_nodes").asLong());
    for (int i = 0; i < checks.get("first_nodes").size(); i++) {
      SlurmNode node = read.values().get(i);
      JsonNode expected = checks.get("first_nodes").get(i);
      same(file, node.name(), expected.get("name").asText());
      List<String> states = texts(expected.get("state"));
      same(file, node.states(), states.stream().map(s -> s.toUpperCase(Locale.ROOT)).toList());
      same(file, node.cpus().orElse(-1), expected.get("cpus").asInt());
      same(file, node.memoryBytes().orElse(-1), expected.get("real_memory_mb").asLong() << 20);
      same(file, node.partitions(), texts(expected.get("partitions")));
      same(file, node.reason().orElse(""), expected.get("reason").asText());
      same(file, node.gres(), GresText.list(expected.get("gres").asText()));
      same(file, node.gresUsed(), GresText.list(expected.get("gres_used").asText()));
    }
  }

  private void scontrolNode(String file, byte[] output, JsonNode checks) {
    SlurmReadings<SlurmNode> read = SlurmParsers.scontrolNode(output);
    assertThat(read.issues()).as(file).isEmpty();
    same(file, read.values().size(), checks.get("nodes").asInt());
    for (int i = 0; i < checks.path("node").size(); i++) {
      SlurmNode node = read.values().get(i);
      JsonNode expected = checks.get("node").get(i);
      same(file, node.name(), expected.get("name").asText());
      same(file, node.states(), texts(expected.get("state")));
      same(file, node.gres(), GresText.list(expected.get("gres").asText()));
      same(file, node.cpus().orElse(-1), expected.get("cpu_total").asInt());
      same(file, node.cpusAllocated().orElse(-1), expected.get("cpu_alloc").asInt());
      same(file, node.memoryBytes().orElse(-1), expected.get("mem_mb").asLong() << 20);
      same(file, node.gpusUsed().isPresent(), !expected.get("gpus_alloc").isNull());
      same(file, node.reason().orElse(""), expected.get("reason").asText());
    }
  }

  private void scontrolPartition(String file, byte[] output, JsonNode checks) {
    SlurmReadings<SlurmPartition> read = SlurmParsers.scontrolPartition(output);
    assertThat(read.issues()).as(file).isEmpty();
    same(file, read.values().size(), checks.get("partitions").asInt());
    for (int i = 0; i < checks.get("partition").size(); i++) {
      SlurmPartition partition = read.values().get(i);
      JsonNode expected = checks.get("partition").get(i);
      same(file, partition.name(), expected.get("name").asText());
      same(file, partition.nodes().size(), expected.get("node_count").asInt());
      same(file, partition.nodes().get(0), expected.get("first").asText());
      same(
          file, partition.nodes().get(partition.nodes().size() - 1), expected.get("last").asText());
      same(file, partition.nodeCount().orElse(-1), expected.get("total_nodes_field").asInt());
    }
  }

  private void sinfo(String file, byte[] output, JsonNode checks) {
    SlurmReadings<SlurmNode> read = SlurmParsers.sinfo(output, fields(file));
    assertThat(read.issues()).as(file).isEmpty();
    if (checks.has("distinct_nodes")) {
      same(file, read.values().size(), checks.get("distinct_nodes").asInt());
      same(
          file,
          read.values().stream().mapToInt(SlurmNode::gpuCount).sum(),
          checks.get("gpus_total").asInt());
      same(
          file,
          read.values().stream().mapToInt(node -> node.gpusUsed().orElse(-1)).sum(),
          checks.get("gpus_used").asInt());
    }
    for (SlurmNode node : read.values()) {
      JsonNode expected = checks.path("first").path(node.name());
      if (!expected.isMissingNode()) {
        same(file, node.gpuCount(), expected.get("total").asInt());
        same(file, node.gpusUsed(), OptionalInt.of(expected.get("used").asInt()));
        same(file, node.states().get(0), expected.get("state").asText().toUpperCase(Locale.ROOT));
      }
    }
    if (file.endsWith("wide-pipe.txt")) {
      // Four rows, two of one node in two partitions of one name.
      same(
          file,
          read.values().stream().map(SlurmNode::name).toList(),
          List.of("node0201", "node1537", "node4180"));
      same(file, read.values().get(0).states(), List.of("DRAINED", "NOT_RESPONDING"));
      same(file, read.values().get(0).memoryFreeBytes().isEmpty(), true);
    }
  }

  private void sinfoObjects(String file, byte[] output, JsonNode checks) {
    SlurmReadings<SlurmNode> read = SlurmParsers.sinfo(output, List.of());
    same(file, read.issues().size(), checks.get("bad_lines").asInt());
    same(
        file,
        read.values().stream().mapToInt(node -> node.partitions().size()).sum(),
        checks.get("good_lines").asInt());
  }

  private static List<Integer> numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> array.get(i).asInt()).toList();
  }

  /** What each output of a real cluster is read with, by how its name begins. */
  private static SlurmReadings<?> readAny(String name, byte[] output) {
    if (name.startsWith("squeue.") && !name.startsWith("squeue.steps")) {
      return name.endsWith(".json")
          ? SlurmParsers.squeueJson(output)
          : SlurmParsers.squeue(output, QUERIES.getOrDefault(name, List.of()), ZoneOffset.UTC);
    } else if (name.equals("slurmrestd.jobs.json")) {
      return SlurmParsers.squeueJson(output);
    } else if (name.matches("scontrol.(o-)?show-job-d.txt")) {
      return SlurmParsers.scontrolJob(output, ZoneOffset.UTC);
    } else if (name.matches("scontrol.(o-)?show-node-d.txt")) {
      return SlurmParsers.scontrolNode(output);
    } else if (name.startsWith("scontrol.show-partition")) {
      return SlurmParsers.scontrolPartition(output);
    } else if (name.startsWith("scontrol.listpids")) {
      return SlurmParsers.listPids(output);
    } else if (name.startsWith("sinfo.") && !name.endsWith(".json")) {
      return SlurmParsers.sinfo(output, QUERIES.getOrDefault(name, List.of()));
    }
    return SlurmParsers.nodesJson(output);
  }

  private static List<String> query(String fields) {
    return List.of(fields.split("[ |]"));
  }

  private static final Map<String, List<String>> QUERIES =
      Map.ofEntries(
          Map.entry(
              "squeue.pipe-all-states.txt",
              query("%i|%F|%K|%A|%j|%u|%U|%P|%T|%t|%r|%M|%L|%l|%S|%e|%V|%D|%C|%m|%b|%N|%R")),
          Map.entry("squeue.pipe-running.txt", query("%i|%A|%u|%j|%P|%T|%M|%l|%D|%N|%b")),
          Map.entry(
              "squeue.o-all.txt",
              query(
                  "%a %b 3 4 %e 6 7 8 %i %j 11 %l %m 14 15 16 %q %r 19 %t %u 22 23 24 25 26 %A 28"
                      + " %C %D 31 %F 33 34 35 36 %K 38 %M %N 41 %P 43 %R %S %T %U %V 49 50 51 52")),
          Map.entry("squeue.pipe.txt", query("%i|%j|%u|%T|%b|%N|%D")),
          Map.entry("squeue.array-expanded.txt", query("%i|%T")),
          Map.entry(
              "squeue.O-long-format.txt",
              query(
                  "JobArrayID:20 JobID:12 ArrayTaskID:12 UserName:12 State:12 Name:30 TimeUsed:12"
                      + " NumNodes:6 NodeList:20 tres-per-node:40 tres-per-job:20 tres-alloc:60"
                      + " Gres:20")),
          Map.entry("sinfo.N-pipe.txt", query("%N|%P|%T|%c|%m|%e|%G|%f|%O|%E")),
          Map.entry(
              "sinfo.O-gresused.txt",
              query("NodeList:12 Gres:30 GresUsed:40 StateLong:12 CPUsState:16 FreeMem:10")));

  @Test
  void everyOutputOfARealClusterIsReadWhole() throws IOException {
    Path slurm = Corpus.root().orElseThrow().resolve("slurm");
    int read = 0;
    int rows = 0;
    for (Path file : Corpus.files(slurm)) {
      String name = String.valueOf(file.getFileName());
      boolean isOurs =
          name.matches(
              "(squeue|sinfo)\\.(?!steps|yaml).*|slurmrestd.jobs.json|scontrol.((o-)?show-(job|node)-d"
                  + "|show-partition|listpids).*");
      if (isOurs && !file.getParent().endsWith("errors")) {
        SlurmReadings<?> found = readAny(name, Files.readAllBytes(file));
        assertThat(found.issues()).as(file.toString()).isEmpty();
        assertThat(found.error()).as(file.toString()).isEmpty();
        assertThat(found.values()).as(file.toString()).isNotEmpty();
        rows += found.values().size();
        read++;
      }
    }
    assertThat(read).isGreaterThan(40);
    System.out.println(
        "corpus: " + rows + " rows of " + read + " outputs of a real Slurm are read");
  }
}
