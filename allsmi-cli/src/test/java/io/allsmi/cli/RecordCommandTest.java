package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import io.allsmi.record.RecordedSnapshot;
import io.allsmi.record.Replayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCommandTest {
  @TempDir Path folder;

  private static String hosts(MockCluster cluster) {
    return cluster.targets().stream().map(Object::toString).collect(Collectors.joining(","));
  }

  private static MockCluster cluster() throws IOException {
    return MockCluster.start(MockOptions.defaults().withNodes(3).withFrozen(true));
  }

  private CommandRun record(String hosts, Path file) {
    return CommandRun.of(
        "record", "--hosts", hosts, "--interval", "0.5", "--duration", "2s", "-o", file.toString());
  }

  @Test
  void whatWasRecordedHasTheUsersOfThen() throws IOException {
    Path file = folder.resolve("trace.ndjson.zst");
    try (MockCluster cluster = cluster()) {
      CommandRun recorded = record(hosts(cluster), file);
      assertThat(recorded.err()).contains("frames, 00:00:02");
      assertThat(recorded.code()).isZero();
      CommandRun live = CommandRun.of("users", "--hosts", hosts(cluster), "--format", "csv");
      CommandRun then = CommandRun.of("users", "--replay", file.toString(), "--format", "csv");
      assertThat(then.code()).isZero();
      assertThat(then.out()).isEqualTo(live.out());
    }
    CommandRun table = CommandRun.of("users", "--replay", file.toString());
    assertThat(table.out()).matches("(?s)20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\n.*");
  }

  @Test
  void framesComeAtTheirPaceWithTheirHosts() throws IOException {
    Path file = folder.resolve("trace.ndjson");
    try (MockCluster cluster = cluster()) {
      assertThat(record(hosts(cluster), file).code()).isZero();
    }
    try (Replayer replayer = Replayer.open(file)) {
      assertThat(replayer.header().orElseThrow().hosts()).hasSize(3);
      int frames = 0;
      for (Optional<RecordedSnapshot> next = replayer.next();
          next.isPresent();
          next = replayer.next()) {
        assertThat(next.get().snapshot().hosts()).hasSize(3);
        frames++;
      }
      assertThat(frames).isBetween(2, 11);
      assertThat(replayer.damage()).isEmpty();
    }
  }

  @Test
  void aReportAddsUpARecording() throws IOException {
    Path file = folder.resolve("trace.ndjson.gz");
    try (MockCluster cluster = cluster()) {
      assertThat(record(hosts(cluster), file).code()).isZero();
    }
    CommandRun table = CommandRun.of("report", file.toString());
    assertThat(table.code()).isZero();
    assertThat(table.out()).contains("USER", "HELD", "kWh", "TOTAL");
    CommandRun csv = CommandRun.of("report", file.toString(), "--by", "host", "--format", "csv");
    assertThat(csv.out()).startsWith("host,").hasLineCount(4);
    CommandRun json =
        CommandRun.of("report", file.toString(), "--format", "json", "--price-per-kwh", "0.25");
    assertThat(json.out()).startsWith("{").contains("\"cost\"");
    Path html = folder.resolve("report.html");
    CommandRun page =
        CommandRun.of("report", file.toString(), "--format", "html", "-o", html.toString());
    assertThat(page.code()).isZero();
    assertThat(Files.readString(html)).contains("<svg");
  }

  @Test
  void aMomentOutsideOfTheRecordingIsSaidToBe() throws IOException {
    Path file = folder.resolve("trace.ndjson");
    Files.writeString(
        file,
        """
        {"schema":1,"timestamp":"2026-04-20T14:00:00Z","hostname":"a","gpus":[]}
        {"schema":1,"timestamp":"2026-04-20T14:00:03Z","hostname":"a","gpus":[]}
        """);
    CommandRun inside =
        CommandRun.of("users", "--replay", file.toString(), "--at", "2026-04-20T14:00:03Z");
    assertThat(inside.code()).isZero();
    assertThat(inside.err()).doesNotContain("in the recording");
    CommandRun late =
        CommandRun.of("users", "--replay", file.toString(), "--at", "2030-01-01T00:00Z");
    assertThat(late.code()).isZero();
    assertThat(late.err())
        .contains(
            "allsmi: trace.ndjson: expected 2030-01-01T00:00:00Z to be in the recording, got"
                + " 2026-04-20T14:00:00Z to 2026-04-20T14:00:03Z; the last snapshot is shown\n");
    CommandRun reversed =
        CommandRun.of(
            "record",
            "slice",
            file.toString(),
            "--from",
            "+0:02",
            "--to",
            "+0:01",
            "-o",
            folder.resolve("part.ndjson").toString());
    assertThat(reversed.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(folder.resolve("part.ndjson")).doesNotExist();
  }

  @Test
  void aFileThatExistsIsLeftAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("trace.ndjson"), "mine");
    try (MockCluster cluster = cluster()) {
      CommandRun refused = record(hosts(cluster), file);
      assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
      assertThat(refused.err()).hasLineCount(1).contains("expected a new file");
    }
    assertThat(file).hasContent("mine");
  }

  @Test
  void aNameThatSaysOtherwiseIsComplainedOf() throws IOException {
    Path file = folder.resolve("trace.ndjson.zst");
    try (MockCluster cluster = cluster()) {
      CommandRun odd =
          CommandRun.of(
              "record",
              "--hosts",
              hosts(cluster),
              "--interval",
              "0.1",
              "--duration",
              "1s",
              "--compress",
              "gzip",
              "-o",
              file.toString());
      assertThat(odd.code()).isZero();
      assertThat(odd.err()).contains("record: --compress gzip is used although the name of ");
    }
    try (Replayer replayer = Replayer.open(file)) {
      assertThat(replayer.next()).isPresent();
    }
  }

  @Test
  void wrongWordsAreAWrongCommandLine() {
    for (String line :
        new String[] {
          "record",
          "record --source remote",
          "record --source local --hosts a",
          "record --source nonsense --local",
          "record --local --duration 1x",
          "record --local --max-size 1k",
          "record --local --max-files 0",
          "record --local --include nonsense",
          "record --local --compress lz4",
          "users --at 14:32 --hosts a",
          "users --replay a --hosts b",
          "view --start 1:00 --hosts a",
          "view --loop --hosts a",
          "view --replay a --speed 100",
          "view --replay a --start nonsense",
          "users --replay a --at nonsense",
          "report",
          "report a --by nonsense",
          "users --replay a --at 99:99",
          "users --replay a --at 90",
          "record slice a --from nonsense -o b",
          "report a --idle-below 101",
          "report a --price-per-kwh -1"
        }) {
      CommandRun result = CommandRun.of(line.split(" "));
      assertThat(result.code()).as(line).isEqualTo(ExitCodes.USAGE);
      assertThat(result.err()).as(line).hasLineCount(1).contains("expected");
    }
  }

  @Test
  void whatIsNoRecordingIsSaidToBeNone() throws IOException {
    Path schema = folder.resolve("schema.ndjson");
    Files.writeString(schema, "{\"schema\":2,\"timestamp\":\"2026-04-20T00:00:00Z\"}\n");
    for (String command : new String[] {"users --replay", "report"}) {
      CommandRun result = CommandRun.of((command + " " + schema).split(" "));
      assertThat(result.code()).as(command).isEqualTo(ExitCodes.FAILED);
      assertThat(result.err())
          .isEqualTo(
              "allsmi: replay: unsupported schema version 2, this all-smi supports schema 1\n");
      CommandRun missing = CommandRun.of((command + " " + folder.resolve("none")).split(" "));
      assertThat(missing.code()).isEqualTo(ExitCodes.FAILED);
      assertThat(missing.err()).hasLineCount(1).contains("none: expected");
      CommandRun empty =
          CommandRun.of(
              (command + " " + Files.writeString(folder.resolve("empty"), "")).split(" "));
      assertThat(empty.code()).isEqualTo(ExitCodes.FAILED);
      assertThat(empty.err()).hasLineCount(1).contains("empty: expected");
    }
  }
}
