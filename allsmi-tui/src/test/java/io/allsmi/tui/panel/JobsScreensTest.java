package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.slurm.JobList;
import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestPlayback;
import io.allsmi.tui.TestView;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.state.KeyPress;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screens of Jobs as text. */
class JobsScreensTest {
  private static ClusterSnapshot jobs() {
    return TestJobs.on(TestCluster.mixed());
  }

  private static TestView screen(int columns, int rows, String keys) {
    return new TestView(columns, rows, jobs()).type(keys);
  }

  private static ClusterSnapshot none(Optional<String> problem) {
    JobList list = JobList.of(List.of(), TestCluster.NOW.minusSeconds(12));
    return TestCluster.mixed().withJobs(problem.map(list::withProblem).orElse(list));
  }

  private static TestView over(ClusterSnapshot snapshot, Optional<String> whose) {
    Look look =
        new Look("slurm", Palette.mono(), true, ZoneOffset.UTC, whose, Duration.ofSeconds(1));
    return new TestView(100, 20, Optional.of(snapshot), look).type("J");
  }

  @ParameterizedTest
  @CsvSource({"160,40", "120,40", "80,24", "40,12", "30,8", "12,2"})
  void everyScreenAtEverySize(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    Golden.check("jobs/list-" + size, screen(columns, rows, "J").text());
    Golden.check("jobs/job-" + size, screen(columns, rows, "J<ENTER>").text());
    Golden.check("jobs/processes-" + size, screen(columns, rows, "Jp").text());
    Golden.check("jobs/overview-" + size, screen(columns, rows, "Jo").text());
  }

  @ParameterizedTest
  @CsvSource({"i", "u", "n", "d", "l", "m", "w", "t"})
  void theColumnSortedByNeverLeaves(String key) {
    for (int columns : List.of(40, 59, 60, 80, 200)) {
      assertThat(screen(columns, 12, "J" + key).text()).contains("▾").contains("VRAM");
    }
  }

  @Test
  void wideNamesKeepTheColumns() throws IOException {
    Golden.check("jobs/wide-names", screen(160, 16, "Ju").text());
    Golden.check("jobs/wide-job", screen(100, 16, "Ju<END><ENTER>").text());
  }

  @Test
  void withoutColoursAndWithoutUnicode() throws IOException {
    Look plain = new Look("slurm", Palette.mono(), false, ZoneOffset.UTC);
    TestView view = new TestView(120, 20, Optional.of(jobs()), plain).type("J");
    Golden.check("jobs/ascii", view.text());
    Golden.check("jobs/ascii-job", view.type("p").text());
    assertThat(view.text().chars()).allMatch(c -> c < 0x7f);
  }

  @Test
  void aFilterSaysWhatTheSumsCover() throws IOException {
    Golden.check("jobs/filtered", screen(110, 16, "J/user==mira<ENTER>").text());
    Golden.check("jobs/filter-typed", screen(110, 16, "J/user==mira && state==PD").text());
    Golden.check("jobs/filter-refused", screen(110, 16, "J/node==n1").text());
    Golden.check("jobs/filter-empty", screen(110, 16, "J/nobody<ENTER>").text());
  }

  @Test
  void whatIsThereToTryWithoutAJob() throws IOException {
    Golden.check("jobs/none", over(none(Optional.empty()), Optional.of("alice")).text());
    assertThat(over(none(Optional.empty()), Optional.empty()).text())
        .contains("No running Slurm jobs found for all users\n")
        .doesNotContain("view --slurm --all");
  }

  @Test
  void aListThatCannotBeReadAgainIsKeptAndDated() throws IOException {
    JobList list = jobs().jobs().orElseThrow().withProblem("slurmctld does not answer");
    Golden.check("jobs/old", over(jobs().withJobs(list), Optional.empty()).text());
    JobList never =
        new JobList(List.of(), Optional.empty(), Optional.empty(), Optional.of("no squeue here"));
    assertThat(over(jobs().withJobs(never), Optional.empty()).text())
        .contains("no squeue here")
        .contains("jobs could not be read yet");
  }

  @Test
  void beforeThereIsAnything() {
    TestView view = new TestView(80, 16, Optional.empty(), true);
    view.state(view.state().openOnJobs());
    assertThat(view.text()).contains("Jobs").contains("waiting for first data");
    JobList never = new JobList(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(view.snapshot(TestCluster.of(List.of()).withJobs(never)).text())
        .contains("waiting for first data");
  }

  @Test
  void aStaleNodeAndOneThatIsDownSaySo() {
    assertThat(screen(120, 20, "J<ENTER><END><RIGHT><RIGHT>").text())
        .contains("node [3/3]")
        .contains("node-0004  ◐ stale  [stale 37s]")
        .contains("timed out after 5 s");
    assertThat(screen(120, 20, "J<DOWN><ENTER><RIGHT>").text())
        .contains("node-0005  ✕ down")
        .contains("connection refused");
    assertThat(screen(120, 20, "Ju<END><ENTER><RIGHT>").text()).contains("no host is this node");
  }

  @Test
  void flagsOfAGpuAreSaid() {
    HostSnapshot host = TestCluster.host(1, 4, 0);
    GpuInfo hot =
        host.gpus().get(0).toBuilder()
            .detail(
                Map.of(
                    "clock_event_reasons", "sw_power_cap,hw_thermal_slowdown",
                    "ecc_errors_uncorrected", "3",
                    "memory_clock_mhz", "3201"))
            .build();
    ClusterSnapshot cluster =
        TestJobs.on(TestCluster.of(List.of(host.toBuilder().gpus(List.of(hot)).build())));
    assertThat(new TestView(140, 20, cluster).type("J<ENTER>").text())
        .contains("!THERM !PWR ECC:3")
        .contains("/3.20 ");
    assertThat(new TestView(40, 20, cluster).type("J<ENTER>").text())
        .contains("‼")
        .doesNotContain("THERM");
  }

  @Test
  void inAReplayTheLettersSkipAndTheCapitalsMove() {
    TestView view = screen(120, 20, "J").playing(TestPlayback.paused());
    view.type("j");
    assertThat(view.commands()).hasSize(1);
    view.type("J");
    assertThat(view.commands()).hasSize(1);
    assertThat(view.state().position().index()).isEqualTo(1);
  }

  @Test
  void helpNamesTheKeysOfJobs() {
    TestView view = new TestView(100, 200, jobs()).press(KeyPress.of('?'));
    assertThat(view.text()).contains("Jobs: a job").contains("type which jobs are listed");
  }

  @Test
  void theTabIsThereForJobsAlone() {
    TestView view = new TestView(100, 20, TestCluster.mixed());
    assertThat(view.line(2)).doesNotContain("Jobs");
    assertThat(view.text()).doesNotContain("J jobs");
    assertThat(view.type("VJ").text()).contains("this source knows of none");
    assertThat(screen(100, 20, "").line(2)).contains("Users  Jobs");
  }
}
