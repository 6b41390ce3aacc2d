package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.source.PlayableSource;
import io.allsmi.record.Recorder;
import io.allsmi.record.RecorderOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Jobs of recordings by the commands that show them. */
@Timeout(60)
class JobsReplayTest {
  private static final Instant NOW = Instant.parse("2026-04-20T12:00:00Z");
  private static final String FORGED = "a\n9999          forged\u001b[2K\rb\u2028c";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void record() throws IOException {
    List<HostSnapshot> hosts = List.of(host("n1", "ann"), host("n2", "bob"), host("n3", "eve"));
    ClusterSnapshot frame =
        new ClusterSnapshot(NOW, ClusterSnapshot.Source.SLURM, Duration.ofSeconds(3), hosts);
    JobList jobs =
        JobList.of(
            List.of(
                job(7, "ann", "plain", "n1"),
                job(8, "bob", FORGED, "n2"),
                job(9, SlurmCommandOptions.account(), "mine", "n3")),
            NOW);
    file = write("jobs.ndjson", frame.withJobs(jobs));
  }

  private Path write(String name, ClusterSnapshot frame) throws IOException {
    Path path = folder.resolve(name);
    try (Recorder recorder = Recorder.open(path, RecorderOptions.defaults())) {
      recorder.record(frame);
    }
    return path;
  }

  private static HostSnapshot host(String name, String user) {
    return HostSnapshot.builder(name, NOW, HostStatus.up(Transport.SSH))
        .hostname(name)
        .address(name)
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(List.of(GpuInfo.builder().index(0).uuid("GPU-" + name).build()))
        .processes(
            List.of(
                ProcessInfo.builder(42)
                    .user(user)
                    .command("python")
                    .deviceUuid("GPU-" + name)
                    .deviceIndex(0)
                    .gpuMemoryBytes(1 << 30)
                    .build()))
        .build();
  }

  private static JobInfo job(long id, String user, String name, String node) {
    return JobInfo.builder("" + id)
        .rawId(id)
        .name(name)
        .user(user)
        .partition("gpu")
        .account(user.equals("ann") ? "phys" : "chem")
        .state(JobState.RUNNING)
        .startTime(NOW.minusSeconds(60))
        .nodes(List.of(JobNode.of(node, List.of(GpuGrant.gpus("h100", List.of(0))))))
        .build();
  }

  private CommandRun run(String command, String options) {
    List<String> words = new ArrayList<>(List.of(command, "--replay", file.toString()));
    words.addAll(List.of(options.split(" ")));
    return CommandRun.of(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "--user ann,            7",
    "--job 8,               8",
    "--account chem --job 8,8",
    "--partition gpu --state R --user bob, 8",
    "--state PENDING,       ''",
    "--me,                  9"
  })
  void jobsAreThoseThatAreNamed(String options, String expected) {
    CommandRun run = run("jobs", options + " --format csv");
    assertThat(run.out().lines().skip(1).map(line -> line.split(",")[0]).toList())
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
  }

  @Test
  void summaryCountsTheNodesOfTheseJobsAlone() {
    assertThat(run("jobs", "--user ann").out()).contains("1 job · ", "1 of 1 nodes read");
  }

  @ParameterizedTest
  @CsvSource({"--user bob,bob", "--job 7,ann", "--all,'ann,bob,eve'", "--me,eve"})
  void usersAreThoseOfTheNodesOfTheseJobs(String options, String expected) {
    CommandRun run = run("users", options + " --format csv --sort user");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().skip(1).map(line -> line.split(",")[0]).toList())
        .isEqualTo(List.of(expected.split(",")));
  }

  @Test
  void viewPlaysTheseJobsAndTheirNodes() throws Exception {
    ViewCommand command = new ViewCommand();
    new CommandLine(command).parseArgs("--replay", file.toString(), "--job", "8");
    try (PlayableSource source =
        command.playing.open(command.recording, command.source.slurm, AlertRules.none())) {
      ClusterSnapshot frame = source.poll().orElseThrow();
      assertThat(frame.hosts()).extracting(HostSnapshot::hostId).containsExactly("n2");
      assertThat(frame.jobs().orElseThrow().jobs()).extracting(JobInfo::id).containsExactly("8");
      assertThat(source.playback().start()).isEqualTo(NOW);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs", "users", "view"})
  void aRecordingWithoutJobsHasNoneToChoose(String command) throws IOException {
    file =
        write(
            "plain.ndjson",
            new ClusterSnapshot(
                NOW,
                ClusterSnapshot.Source.REMOTE,
                Duration.ofSeconds(3),
                List.of(host("n1", "ann"))));
    CommandRun run = run(command, "--user ann");
    assertThat(run.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err())
        .isEqualTo(
            "allsmi: plain.ndjson: expected a recording with jobs, got one without;"
                + " record with --slurm\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs", "users", "view"})
  void whatOnlyHostsCouldHearIsRefused(String command) {
    for (String option :
        List.of(
            "--via ssh",
            "--node-url http://{node}:1",
            "--slurm-login a",
            "--slurm-interval 9",
            "--interval 3",
            "--token-file t",
            "--ca-file c",
            "--show-secrets",
            "--ssh-key k")) {
      CommandRun run = run(command, option);
      assertThat(run.code()).as(option).isEqualTo(ExitCodes.USAGE);
      assertThat(run.err())
          .startsWith("allsmi: " + option.split(" ")[0] + ": expected together with ")
          .hasLineCount(1);
    }
  }

  @Test
  void aJobIsOneRowWhateverItIsCalled() {
    String table = run("jobs", "--all").out();
    assertThat(table.lines().skip(3)).hasSize(4).noneMatch(line -> line.startsWith("9999"));
    assertThat(table.replace("\n", "").chars()).noneMatch(Character::isISOControl);
    assertThat(table).doesNotContain("\u2028");
    String csv = run("jobs", "--all --format csv").out();
    assertThat(csv.lines()).hasSize(4).noneMatch(line -> line.startsWith("9999"));
    String json = run("jobs", "--all --format json").out();
    assertThat(json.lines()).hasSize(1);
  }

  @Test
  void aLongNameIsCutInTheTableAlone() throws IOException {
    String name = "x".repeat(900);
    ClusterSnapshot frame =
        new ClusterSnapshot(
            NOW, ClusterSnapshot.Source.SLURM, Duration.ofSeconds(3), List.of(host("n1", "ann")));
    file =
        write("long.ndjson", frame.withJobs(JobList.of(List.of(job(7, "ann", name, "n1")), NOW)));
    assertThat(run("jobs", "--all").out()).contains("xxx…  ann").doesNotContain("x".repeat(41));
    assertThat(run("jobs", "--all --format csv").out()).contains("," + name + ",");
    assertThat(run("jobs", "--all --format json").out()).contains(name);
  }
}
