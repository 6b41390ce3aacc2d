package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestPlayback;
import io.allsmi.tui.TestView;
import io.allsmi.tui.state.Effect;
import io.allsmi.tui.state.InputMode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users and Jobs by user, account and partition. */
class JobGroupScreensTest {
  private static TestView screen(int columns, int rows, String keys) {
    return new TestView(columns, rows, TestJobs.on(TestCluster.mixed())).type(keys);
  }

  private static String key(TestView view) {
    return view.state().position().key();
  }

  private static int rows(TestView view) {
    return view.view().listing(view.state()).size();
  }

  @ParameterizedTest
  @CsvSource({"120,24", "80,24", "40,12", "30,8"})
  void groupsAtEverySize(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    Golden.check("jobs/by-account-" + size, screen(columns, rows, "Jbb").text());
    Golden.check("jobs/of-account-" + size, screen(columns, rows, "Jbb<ENTER>").text());
    Golden.check("users/by-account-" + size, screen(columns, rows, "Vb").text());
  }

  @Test
  void bGoesThroughWhatTheRowsOfJobsAreAbout() {
    TestView view = screen(140, 24, "J");
    assertThat(view.text()).contains("b group by: job");
    assertThat(view.type("b").text()).contains("b group by: user").contains(" USER ");
    assertThat(view.type("b").text()).contains("b group by: account").contains("2 accounts · ");
    assertThat(view.type("b").text()).contains("b group by: partition").contains("gpu,long");
    assertThat(view.type("b").text()).contains("b group by: job").contains("gpt-oss");
  }

  @Test
  void bGoesThroughWhatTheRowsOfUsersAreAbout() {
    TestView view = screen(140, 24, "V");
    assertThat(view.type("b").text()).contains("b group by: account").contains("▌cv ");
    assertThat(view.type("b").text()).contains("b group by: partition").contains("1 partition ·");
    assertThat(view.type("b").text()).contains("b group by: user").contains("yeonji");
  }

  @Test
  void enterOpensTheJobsOfAGroupAndEscGoesBackToIt() {
    TestView view = screen(140, 24, "Jbbu<DOWN>");
    assertThat(key(view)).isEqualTo("nlp");
    view.type("<ENTER>");
    assertThat(rows(view)).isEqualTo(3);
    assertThat(view.text()).contains("account nlp › 3 jobs").doesNotContain("7602_3");
    view.type("<ENTER>");
    assertThat(view.state().mode()).isEqualTo(InputMode.JOB);
    assertThat(view.text()).contains("job [1/3]");
    view.type("<ESCAPE>");
    assertThat(rows(view)).isEqualTo(3);
    view.type("<ESCAPE>");
    assertThat(key(view)).isEqualTo("nlp");
    assertThat(view.text()).contains("2 accounts");
  }

  @Test
  void groupsHoldTheSumsOfTheirJobs() {
    TestView view = screen(140, 24, "J");
    String sums = "4 jobs · 13 GPUs · 6 used · VRAM 547 GiB · POWER 2.46 kW";
    assertThat(view.text()).contains("\n " + sums);
    assertThat(view.type("bb").text()).contains("\n 2 accounts · " + sums);
    assertThat(view.type("/mira").text()).contains(" accounts · 2 jobs · 5 GPUs · 1 used");
  }

  @Test
  void aFilterLeavesGroupsWithoutJobsOut() {
    assertThat(rows(screen(140, 24, "Jb"))).isEqualTo(3);
    assertThat(rows(screen(140, 24, "Jb/mira<ENTER>"))).isEqualTo(1);
    assertThat(screen(140, 24, "Jb/nobody<ENTER>").text())
        .contains("nothing here matches the filter");
  }

  @ParameterizedTest
  @CsvSource({
    "i,JOBS",
    "u,ACCOUNT",
    "n,GPUs",
    "d,USED",
    "l,UTIL min·med·max",
    "m,VRAM",
    "w,POWER",
    "t,GIVEN",
    "W,WASTED"
  })
  void everyOrderOfJobsHasAColumnOfTheGroups(String key, String title) {
    for (int columns : new int[] {40, 60, 80, 140}) {
      assertThat(screen(columns, 14, "Jbb" + key).text()).containsPattern(title + " ?▾");
    }
  }

  @Test
  void groupsAreExportedAsTheyStand() {
    Effect.Export jobs = (Effect.Export) screen(120, 24, "Jbbe").effects().get(0);
    assertThat(jobs.csv()).startsWith("account,jobs,nodes,").contains("\nnlp,3,");
    assertThat(jobs.rows()).isEqualTo(2);
    Effect.Export users = (Effect.Export) screen(120, 24, "Vbe").effects().get(0);
    assertThat(users.csv()).startsWith("account,nodes,gpus,").contains("\nnlp,3,5,5,");
  }

  @Test
  void hostsAndProcessesOfAnAccountAreThoseOfItsJobs() {
    TestView view = screen(140, 24, "Vb<DOWN>");
    assertThat(key(view)).isEqualTo("nlp");
    view.type("<ENTER>");
    assertThat(view.text()).contains("Users › account nlp");
    view.type("<ENTER>");
    assertThat(view.text()).contains("USER").contains("yeonji").contains("/infer ");
    assertThat(rows(view)).isEqualTo(1);
    assertThat(view.type("<ESCAPE><ESCAPE>").text()).contains("b group by: account");
  }

  @Test
  void withoutJobsThereIsNothingToGroupBy() {
    TestView view = new TestView(140, 24, TestCluster.mixed()).type("V");
    assertThat(view.text()).doesNotContain("group by");
    assertThat(view.type("b").text()).contains("this source knows of none").contains("yeonji");
  }

  @Test
  void keysOfAJobDoNothingOnAGroup() {
    for (String key : new String[] {"o", "p"}) {
      TestView view = screen(120, 24, "Jbb" + key);
      assertThat(view.state().mode()).isEqualTo(InputMode.JOBS);
      assertThat(view.state().jobs().processes()).isFalse();
    }
  }

  @Test
  void groupsAreThereInAReplayToo() {
    TestView view = screen(140, 24, "J").playing(TestPlayback.paused()).type("bb");
    assertThat(view.text()).contains("2 accounts");
  }
}
