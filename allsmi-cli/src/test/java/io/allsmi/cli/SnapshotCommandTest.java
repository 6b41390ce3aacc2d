package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.core.exposition.ScrapeReader;
import io.allsmi.core.source.HostSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** On the machine that runs the tests, whatever it has. */
@EnabledOnOs(LINUX)
class SnapshotCommandTest {
  @TempDir Path folder;

  @Test
  void withoutATerminalTheJsonIsOneLine() {
    CommandRun result = CommandRun.of("snapshot");
    assertThat(result.code()).isZero();
    assertThat(result.out()).hasLineCount(1).startsWith("{\"chassis\":[").contains("\"schema\":1");
    assertThat(CommandRun.of("snapshot", "--include", "mem", "--pretty").out())
        .startsWith("{\n  \"");
  }

  @Test
  void thePageIsReadBackByOurOwnReader() {
    CommandRun result =
        CommandRun.of("snapshot", "--format", "prometheus", "--include", "cpu,memory,process");
    assertThat(result.code()).isZero();
    HostSnapshot host =
        ScrapeReader.read(
            result.out().getBytes(StandardCharsets.UTF_8),
            "this",
            Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(host.processes()).isNotEmpty();
    assertThat(host.cpus().get(0).utilizationPercent()).isPresent();
    assertThat(host.issues()).isEmpty();
  }

  @Test
  void aFileIsWrittenWhole() throws IOException {
    Path file = folder.resolve("out.csv");
    CommandRun result =
        CommandRun.of(
            "snapshot", "--format", "csv", "--query", "section,total_bytes", "-o", file.toString());
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(Files.readAllLines(file)).first().isEqualTo("section,total_bytes");
    assertThat(CommandRun.of("snapshot", "-o", folder.toString()).code())
        .isEqualTo(ExitCodes.FAILED);
  }

  private static MockCluster twoNodes() throws IOException {
    return MockCluster.start(MockOptions.defaults().withNodes(2));
  }

  @Test
  void hostsAreInOneObjectAndOneThatFailsIsNamed() throws IOException {
    try (MockCluster cluster = twoNodes()) {
      String hosts = String.join(",", cluster.targets().stream().map(Object::toString).toList());
      CommandRun run = CommandRun.of("snapshot", "--local", "--hosts", hosts + ",127.0.0.1:1");
      assertThat(run.code()).isZero();
      assertThat(run.out()).hasLineCount(1).contains("\"failure\":\"refused\"");
      assertThat(run.out().split("\"collects_processes\"", -1)).hasSize(5);
      assertThat(run.out()).contains("\"transport\":\"local\"");
      assertThat(run.err()).startsWith("allsmi: 127.0.0.1:1: ").hasLineCount(1);
      CommandRun twice = CommandRun.of("snapshot", "--hosts", hosts, "--samples", "2");
      assertThat(twice.out()).startsWith("[{").endsWith("}]\n");
    }
  }

  @Test
  void hostsAreOnePageOrTheLinesOfEach() throws IOException {
    try (MockCluster cluster = twoNodes()) {
      String hosts = String.join(",", cluster.targets().stream().map(Object::toString).toList());
      CommandRun page = CommandRun.of("snapshot", "--hosts", hosts, "--format", "prometheus");
      assertThat(page.out().lines().filter(line -> line.startsWith("all_smi_up{"))).hasSize(2);
      assertThat(page.out().lines().filter(line -> line.startsWith("#"))).doesNotHaveDuplicates();
      assertThat(page.out().lines()).doesNotHaveDuplicates();
      CommandRun rows =
          CommandRun.of(
              "snapshot", "--hosts", hosts, "--format", "csv", "--query", "host_id,section");
      assertThat(rows.out().lines().map(line -> line.split(",", -1)[1]).distinct()).hasSize(3);
    }
  }

  @Test
  void whenNoHostCanBeReadTheStatusSaysSo() {
    CommandRun run = CommandRun.of("snapshot", "--hosts", "127.0.0.1:1");
    assertThat(run.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.out()).contains("\"failure\":\"refused\"");
    assertThat(run.err()).startsWith("allsmi: 127.0.0.1:1: ").hasLineCount(1);
    assertThat(CommandRun.of("snapshot", "--ca-file", "a.pem").code()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void wrongWordsAreAWrongCommandLine() {
    for (String[] args :
        new String[][] {
          {"--include", "nonsense"},
          {"--include", ","},
          {"--samples", "0"},
          {"--interval", "-1"},
          {"--timeout-ms", "0"},
          {"--query", "a"},
          {"--format", "csv", "--query", ","},
          {"--format", "xml"}
        }) {
      String[] line = new String[args.length + 1];
      line[0] = "snapshot";
      System.arraycopy(args, 0, line, 1, args.length);
      CommandRun result = CommandRun.of(line);
      assertThat(result.code()).as(String.join(" ", args)).isEqualTo(ExitCodes.USAGE);
      assertThat(result.err()).hasLineCount(1).contains("expected");
    }
  }

  @Test
  void aReaderThatHangsIsNotWaitedFor() {
    CountDownLatch closed = new CountDownLatch(1);
    HostSource hangs =
        new HostSource() {
          @Override
          public HostSnapshot read(Instant takenAt) {
            try {
              closed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return HostSnapshot.builder("h", takenAt, HostStatus.up(Transport.LOCAL)).build();
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    try (hangs) {
      Assertions.assertThatThrownBy(
              () -> new SampleSeries(hangs, Duration.ofMillis(10), false).read(1, Duration.ZERO))
          .hasMessage("snapshot: expected a reading within 10 ms, got none");
    }
  }
}
