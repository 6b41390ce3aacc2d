package io.allsmi.core.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allsmi.core.json.JobUseJson;
import io.allsmi.core.table.Csv;
import io.allsmi.core.table.JobColumns;
import io.allsmi.core.table.TextTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What jobs look like in each format. */
class JobGoldenTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "jobs");

  private static void check(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("allsmi.golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertThat(actual).as(name).isEqualTo(Files.readString(file));
  }

  @Test
  void table() throws IOException {
    StringBuilder out = new StringBuilder();
    TextTable.write(JobColumns.ALL, JobSamples.jobsAfterFiveHours().jobs(), out);
    check("jobs.txt", out.toString());
  }

  @Test
  void csv() throws IOException {
    StringBuilder out = new StringBuilder();
    Csv.write(JobColumns.ALL, JobSamples.jobsAfterFiveHours().jobs(), out);
    check("jobs.csv", out.toString());
  }

  @Test
  void json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JobUseJson.write(JobSamples.jobsAfterFiveHours(), out);
    check("jobs.json", out.toString(UTF_8));
  }

  @Test
  void jsonSaysIndexByIndexWhatEachGpuIsAt() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JobUseJson.write(JobSamples.jobsAfterFiveHours(), out);
    JsonNode second = new ObjectMapper().readTree(out.toByteArray()).get("jobs").get(1);

    assertThat(second.at("/nodes/0/gpus/0/gpu").asInt()).isZero();
    assertThat(second.at("/nodes/0/gpus/1/gpu").asInt()).isEqualTo(1);
    assertThat(second.at("/nodes/0/gpus/0/use").asText()).isEqualTo("unused");
    assertThat(second.at("/nodes/0/gpus/1/other_processes/0/pid").asInt()).isEqualTo(9);
  }
}
