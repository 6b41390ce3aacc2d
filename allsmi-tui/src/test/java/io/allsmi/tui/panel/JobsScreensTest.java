package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.slurm.JobList;
import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestPlayback;
import io.allsmi.tui.TestView;
import io.allsmi.tui.draw.Looks;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.draw.Role;
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

  /** By key: the title of the column, where it is narrow, and the figure in the row of job 7591. */
  @ParameterizedTest
  @CsvSource({
    "i,JOB,JOB,7591",
    "u,USER,USER,inureyes",
    "n,GPUs,GPUs,6",
    "d,USED,USED,4",
    "l,UTIL min·med·max,UTIL,31 · 55 · 79",
    "m,VRAM,VRAM,352/564 GiB",
    "w,POWER,POWER,1.65 kW",
    "t,ELAPSED/LIMIT,ELAPSED,1d 01:59:59",
    "W,WASTED,WASTED,0 h"
  })
  void theColumnSortedByNeverLeaves(String key, String title, String narrow, String figure) {
    for (int columns : List.of(40, 59, 60, 80, 99, 100, 200)) {
      String screen = screen(columns, 12, "J" + key).text();
      String row = screen.lines().filter(line -> line.contains("7591")).findFirst().orElse("");
      assertThat(screen).containsPattern((columns < 100 ? narrow : title) + " ?▾");
      assertThat(screen).containsPattern("VRAM( ?▾)?( |\n)");
      assertThat(row.replace("…", "/")).containsPattern("[▌ ]" + figure + "( |/|$)");
      assertThat(row).contains("352/564 GiB");
    }
  }

  @Test
  void namesAndStatesShrinkBeforeTheyLeave() {
    assertThat(screen(160, 12, "J").text()).contains("gpt-oss-120b  ").contains(" 4a 2?▲");
    assertThat(screen(80, 12, "J").text()).contains(" gpt-os").contains(" 4a 2?▲");
    assertThat(screen(40, 12, "J").text()).contains(" gpt-o").contains(" 4a 2?▲");
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
    Golden.check("jobs/filter-refused", screen(110, 16, "J/colour==n1").text());
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

  private static int rowOf(TestView view, String part) {
    List<String> lines = view.text().lines().toList();
    for (int row = 5; row < lines.size(); row++) {
      if (lines.get(row).contains(part)) {
        return row;
      }
    }
    throw new AssertionError("no line with '" + part + "' in\n" + view.text());
  }

  private static long count(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).count();
  }

  private static void assertLooks(TestView view, int row, Role role) {
    assertThat(Looks.areOf(role, view.frame(), row, Palette.standard(true)))
        .as("row %d is drawn as %s:%n%s", row, role, view.text())
        .isTrue();
  }

  @Test
  void aStaleNodeKeepsItsLastReadingsGreyedAndDated() {
    TestView view = screen(120, 20, "J<ENTER><RIGHT><RIGHT>");
    int banner = rowOf(view, "node-0004");
    assertThat(view.line(banner))
        .startsWith(" node-0004  ◐ stale  [stale 37s]  timed out after 5 s");
    assertThat(count(view.text(), "timed out")).isEqualTo(1);
    assertThat(view.line(banner + 2)).contains("unknown").contains("59.0/141 GiB").contains(" W ");
    assertLooks(view, banner + 3, Role.STALE);
    assertThat(view.line(banner + 4)).startsWith(" SUM 2 GPUs  – used  util ");
    assertLooks(view, banner + 4, Role.STALE);
  }

  @Test
  void aStaleNodeCountsInNoSumOfItsJob() {
    TestView view = screen(120, 20, "Jo");
    int stale = rowOf(view, "◐ node-0004 [stale 37s]");
    assertThat(view.line(stale)).contains("141/282 GiB");
    assertLooks(view, stale, Role.STALE);
    assertThat(view.line(stale + 1)).startsWith(" SUM ").contains("352/564 GiB");
    assertThat(screen(80, 20, "Jo").text()).contains("◐ node-0004");
    assertThat(screen(120, 20, "J").text()).contains("352/564 GiB");
  }

  @Test
  void aNodeThatIsDownOrNotThereSaysSoOnce() {
    TestView down = screen(120, 20, "J<DOWN><ENTER><RIGHT>");
    int banner = rowOf(down, "node-0005");
    assertThat(down.line(banner)).startsWith(" node-0005  ✕ down  connection refused");
    assertThat(count(down.text(), "connection refused")).isEqualTo(1);
    assertThat(down.line(banner + 2)).contains("0  unknown ").contains(" –");
    String missing = screen(120, 20, "Ju<END><ENTER><RIGHT>").text();
    assertThat(missing).contains(" node-0009  ✕ no host is this node");
    assertThat(count(missing, "no host is this node")).isEqualTo(1);
  }

  @Test
  void whyTheJobsAreOldIsSaidOnceInJobsAndElsewhereToo() {
    String why = "slurmctld does not answer";
    JobList list = jobs().jobs().orElseThrow().withProblem(why);
    ClusterSnapshot old =
        new ClusterSnapshot(
            jobs().takenAt(),
            jobs().source(),
            jobs().interval(),
            jobs().hosts(),
            List.of(new Issue(0, why + "; the jobs of 14:31 are kept"), new Issue(0, "node: odd")),
            Optional.of(list));
    TestView view = new TestView(140, 20, old);
    assertThat(view.text()).contains(why);
    assertThat(count(view.type("J").text(), why)).isEqualTo(1);
    assertThat(view.text()).contains("⚠ node: odd\n");
  }

  @Test
  void otherGpusOfTheNodeAreDimBelowThoseOfTheJob() {
    TestView view = screen(120, 20, "J<ENTER>");
    int sum = rowOf(view, "SUM ");
    assertThat(view.line(sum)).startsWith(" SUM 2 GPUs");
    assertThat(view.line(sum + 1)).startsWith("   2  other ").contains("104/141 GiB");
    assertThat(view.line(sum + 2)).startsWith("   3  other ");
    assertLooks(view, sum + 1, Role.DIM);
    assertThat(Looks.areOf(Role.DIM, view.frame(), sum - 1, Palette.standard(true))).isFalse();
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
    assertThat(view.text()).contains("Jobs: a job").contains("While a filter is typed");
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
