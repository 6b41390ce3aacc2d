package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobState;
import io.allsmi.tui.TuiOptions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
class SlurmCommandOptionsTest {
  private static SlurmCommandOptions options(String line) {
    SlurmCommandOptions options = new SlurmCommandOptions();
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    spec.addMixin("slurm", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(line.split(" "));
    return options;
  }

  @ParameterizedTest
  @ValueSource(strings = {"view", "users", "record", "snapshot", "jobs"})
  void commandsThatReadHostsTakeTheNodesOfJobs(String command) {
    assertThat(CommandRun.of(command, "--help").out())
        .contains("--slurm", "--me", "--all", "--user=", "--job=", "--partition=", "--account=")
        .contains("--state=", "--via=", "--node-url=", "--slurm-login=", "--slurm-interval=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users --hosts a --all | --all: expected together with --slurm, got none",
        "users --hosts a --via srun | --via: expected together with --slurm, got none",
        "users --slurm soon | --slurm: expected 0.1 to 86400 seconds, got 'soon'",
        "users --slurm 0 | --slurm: expected 0.1 to 86400 seconds, got '0'",
        "jobs --me --all | --me: expected one of --me, --all and --user, got several",
        "jobs --job 7;x | --job: expected an id such as 7602, 7602_3 or 13+0, got '7;x'",
        "jobs --state running,lost | --state: expected states of jobs, got [RUNNING, UNKNOWN]",
        "jobs --slurm-interval 1 | --slurm-interval: expected 5 to 86400 seconds, got 1.0",
        "jobs --node-url http://gpu:9090 | --node-url: expected an address with {node} in it",
        "jobs --via srun --node-url {node} | --node-url: expected together with --via http",
        "jobs --via srun --ssh-key k | --ssh-key: expected together with --ssh",
        "jobs --at 14:32 | --at: expected together with --replay, got jobs of now",
        "jobs --replay a --user u --all | --me: expected one of --me, --all and --user, got"
            + " several",
        "users --replay a --via srun | --via: expected together with --slurm, got a recording",
        "jobs --slurm --replay a.ndjson | source: expected --replay or hosts, got both"
      })
  void aWrongCommandLineIsSaidInOneLine(String line, String message) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.err()).startsWith("allsmi: " + message).hasLineCount(1);
    assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void paceOfTheNodesAndOfTheViewMayFollowTheWord() {
    assertThat(options("--slurm").isGiven()).isTrue();
    assertThat(options("--slurm").fetch()).isEmpty();
    assertThat(options("--slurm 5 --all").fetch()).contains(Duration.ofSeconds(5));
    TuiOptions usual = TuiOptions.defaults();
    TuiOptions all = options("--slurm 5 --all").shown(usual);
    assertThat(all.redrawn()).isEqualTo(usual.redrawn());
    assertThat(all.jobsOf()).isEmpty();
    TuiOptions named = options("--slurm 5 0.5 --user mira").shown(usual);
    assertThat(named.redrawn()).isEqualTo(Duration.ofMillis(500));
    assertThat(named.jobsFirst()).isTrue();
    assertThat(named.jobsOf()).contains("mira");
    assertThat(new SlurmCommandOptions().shown(usual)).isEqualTo(usual);
  }

  @Test
  void addressOfExportersSaysHowNodesAreRead() {
    assertThat(options("--slurm").way()).isEqualTo(SlurmCommandOptions.Way.SSH);
    assertThat(options("--slurm --node-url {node}").way()).isEqualTo(SlurmCommandOptions.Way.HTTP);
    assertThat(options("--slurm --via srun").way()).isEqualTo(SlurmCommandOptions.Way.SRUN);
  }

  @Test
  void jobsAreOnesOwnUntilOthersAreNamed() {
    assertThat(options("--slurm").choice().whose(Optional.of("ann"))).isEqualTo("ann");
    assertThat(options("--slurm --all").choice().isEverybodys()).isTrue();
    assertThat(options("--slurm --job 7").choice().isEverybodys()).isTrue();
    assertThat(options("--slurm --job 7 --me").choice().isEverybodys()).isFalse();
    assertThat(options("--slurm --user bob,eve").choice().users()).containsExactly("bob", "eve");
    assertThat(options("--slurm --state PD,R").choice().states())
        .containsExactly(JobState.PENDING, JobState.RUNNING);
  }

  @Test
  void jobIsNamedByItsIdOrThatOfItsArrayAndByWhatIsKnownOfIt() {
    JobInfo job =
        JobInfo.builder("7602_3").rawId(7610).arrayJobId(7602).user("ann").uid(1001).build();
    assertThat(options("--slurm").names(job)).isTrue();
    assertThat(options("--job 7602_3").names(job)).isTrue();
    assertThat(options("--job 7602").names(job)).isTrue();
    assertThat(options("--job 7610").names(job)).isTrue();
    assertThat(options("--job 7").names(job)).isFalse();
    assertThat(options("--user ann").names(job)).isTrue();
    assertThat(options("--user 1001").names(job)).isTrue();
    assertThat(options("--user bob").names(job)).isFalse();
    assertThat(options("--partition gpu").names(job)).isFalse();
    assertThat(options("--state R").names(job)).isFalse();
  }
}
