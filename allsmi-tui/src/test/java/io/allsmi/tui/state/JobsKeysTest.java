package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsKeysTest {
  private static TestView jobs() {
    return new TestView(120, 30, TestJobs.on(TestCluster.mixed())).type("J");
  }

  private static TestView press(TestView view, char key) {
    return view.press(KeyPress.of(key));
  }

  private static Optional<String> open(TestView view) {
    return view.state().jobs().job();
  }

  @Test
  void theCursorStaysOnItsJobWhenTheListChanges() {
    TestView view = jobs().type("<DOWN>");
    assertThat(view.state().position().key()).isEqualTo("7602_3");
    ClusterSnapshot now = TestJobs.on(TestCluster.mixed());
    List<JobInfo> reversed = new ArrayList<>(TestJobs.jobs());
    Collections.reverse(reversed);
    view.snapshot(now.withJobs(JobList.of(reversed.subList(1, 4), TestCluster.NOW))).type("t");
    assertThat(view.state().position().key()).isEqualTo("7602_3");
  }

  @ParameterizedTest
  @ValueSource(chars = {'j', 'J'})
  void nextJobInTheListAndInside(char key) {
    assertThat(press(jobs(), key).state().position().key()).isEqualTo("7602_3");
    assertThat(open(press(jobs().type("<ENTER>"), key))).contains("7602_3");
    assertThat(open(press(jobs().type("<END><ENTER>"), key))).contains("7631_[2-5%2]");
  }

  @ParameterizedTest
  @ValueSource(chars = {'k', 'K'})
  void previousJobInTheListAndInside(char key) {
    assertThat(press(jobs().type("<END>"), key).state().position().key()).isEqualTo("7620");
    assertThat(open(press(jobs().type("<DOWN><ENTER>"), key))).contains("7591");
    assertThat(open(press(jobs().type("<ENTER>"), key))).contains("7591");
  }

  @Test
  void nodesInsideAJobByEveryKey() {
    for (KeyPress next : List.of(KeyPress.of('>'), KeyPress.of('.'), KeyPress.of(Key.RIGHT))) {
      TestView view = jobs().type("<ENTER>").press(next);
      assertThat(view.text()).contains("node [2/3]").contains("node-0002");
      view.press(next).press(next);
      assertThat(view.text()).contains("node [3/3]");
      for (KeyPress back : List.of(KeyPress.of('<'), KeyPress.of(','), KeyPress.of(Key.LEFT))) {
        assertThat(view.press(next).press(next).press(back).text()).contains("node [2/3]");
      }
    }
  }

  @Test
  void arrowsChangeTabsInTheListAlone() {
    assertThat(jobs().type("<LEFT>").state().tab()).isEqualTo(Tab.USERS);
    assertThat(jobs().type("<ENTER><LEFT>").state().tab()).isEqualTo(Tab.JOBS);
    assertThat(jobs().type("<ENTER><TAB>").state().tab().kind()).isEqualTo(Tab.Kind.HOST);
  }

  @Test
  void processesAreListedBelowTheGpusAndStraysAreMarked() {
    TestView job = jobs().type("<ENTER>");
    assertThat(job.text()).doesNotContain("infer");
    assertThat(press(job, 'p').text()).contains("1000 ").contains("MiB");
    assertThat(press(job, 'P').text()).doesNotContain("infer");
    assertThat(jobs().type("<DOWN>p").text()).contains("▲ not its GPU");
  }

  @Test
  void overviewOfTheJobAndIntoANode() {
    TestView view = jobs().type("o");
    assertThat(view.state().mode()).isEqualTo(InputMode.JOB_OVERVIEW);
    assertThat(view.text()).contains("node-0001").contains("node-0004").contains("SUM");
    view.type("<DOWN><ENTER>");
    assertThat(view.text()).contains("node [2/3]");
    view.type("o");
    assertThat(view.state().mode()).isEqualTo(InputMode.JOB_OVERVIEW);
    view.type("o<ESCAPE>");
    assertThat(view.state().mode()).isEqualTo(InputMode.JOBS);
    assertThat(view.state().position().key()).isEqualTo("7591");
  }

  @Test
  void qLeavesFromEverywhereInJobs() {
    for (String way : List.of("", "<ENTER>", "o")) {
      for (char key : new char[] {'q', 'Q'}) {
        assertThat(press(jobs().type(way), key).effects()).contains(new Effect.Quit());
      }
    }
  }

  @Test
  void aFilterFollowsTheTypingAndEscTakesItBack() {
    TestView view = jobs().type("/mira");
    assertThat(view.view().listing(view.state()).size()).isEqualTo(2);
    view.type("<BACKSPACE><BACKSPACE><BACKSPACE><BACKSPACE>qqq");
    assertThat(view.effects()).isEmpty();
    assertThat(view.view().listing(view.state()).size()).isZero();
    view.type("<ESCAPE>");
    assertThat(view.view().listing(view.state()).size()).isEqualTo(4);
    view.type("/state==PD<ENTER>");
    assertThat(view.view().listing(view.state()).size()).isEqualTo(1);
    assertThat(view.type("<ESCAPE>").state().filter().text()).isEmpty();
  }

  @Test
  void aFilterWithAMistakeStaysOpen() {
    TestView view = jobs().type("/colour==red<ENTER>");
    assertThat(view.state().mode()).isEqualTo(InputMode.FILTER);
    assertThat(view.text()).contains("expected a field such as user");
  }

  @Test
  void aJobThatHasEndedSaysSoAndTheNextKeyFindsAnother() {
    TestView view = jobs().type("<ENTER>");
    ClusterSnapshot now = TestJobs.on(TestCluster.mixed());
    view.snapshot(now.withJobs(JobList.of(TestJobs.jobs().subList(1, 4), TestCluster.NOW)));
    assertThat(view.text()).contains("is no longer listed").contains("it has ended");
    assertThat(open(view.type("j"))).contains("7602_3");
  }

  @Test
  void theListOnScreenIsExported() {
    Effect.Export export = (Effect.Export) jobs().type("/mira<ENTER>e").effects().get(0);
    assertThat(export.about()).isEqualTo("jobs");
    assertThat(export.rows()).isEqualTo(2);
    assertThat(export.csv()).startsWith("job,raw_id,").contains("7602_3").doesNotContain("7591");
  }
}
