package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.alert.AlertRules;
import io.allsmi.tui.TestAlerts;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertKeysTest {
  private static TestView calm() {
    return new TestView(120, 30, TestAlerts.at(30, 55)).watching(TestAlerts.RULES);
  }

  private static String keys(TestView view) {
    return view.line(view.state().rows() - 1);
  }

  private static long rings(TestView view) {
    return view.effects().stream().filter(Effect.Ring.class::isInstance).count();
  }

  @Test
  void gpuThatGetsWorseIsSaidForSixSecondsAndMarkedForTwo() {
    TestView view = calm().snapshot(TestAlerts.at(27, 84));
    assertThat(keys(view)).contains("▲ node-0001 gpu2 temperature: ok->warn (84C / thr 80C)");
    assertThat(view.text().lines().filter(line -> line.startsWith("!"))).hasSize(2);
    assertThat(rings(view)).isZero();
    view.later(Duration.ofMillis(1900));
    assertThat(view.text().lines()).anyMatch(line -> line.startsWith("!"));
    view.later(Duration.ofMillis(100));
    assertThat(view.text().lines()).noneMatch(line -> line.startsWith("!"));
    assertThat(keys(view.later(Duration.ofSeconds(4)))).doesNotContain("temperature");
  }

  @Test
  void gpuThatBecomesCriticalRings() {
    TestView view = calm().snapshot(TestAlerts.at(27, 93));
    assertThat(keys(view)).contains("‼ node-0001 gpu2 temperature: ok->crit (93C / thr 90C)");
    assertThat(view.text().lines()).anyMatch(line -> line.startsWith("‼"));
    assertThat(rings(view)).isOne();
    assertThat(rings(view.snapshot(TestAlerts.at(24, 95)))).isOne();
  }

  @Test
  void gpuThatGetsBetterIsSaidAndNotMarked() {
    TestView view = calm().snapshot(TestAlerts.at(27, 84)).later(Duration.ofSeconds(3));
    view.snapshot(TestAlerts.at(24, 60));
    assertThat(keys(view)).contains("✓ node-0001 gpu2 temperature: warn->ok (60C / thr 80C)");
    assertThat(view.text().lines()).noneMatch(line -> line.startsWith("!"));
  }

  @Test
  void whatIsSeenOnceIsNotSaidAgain() {
    TestView view = calm().snapshot(TestAlerts.at(27, 84)).later(Duration.ofSeconds(10));
    view.snapshot(TestAlerts.at(24, 84));
    assertThat(view.state().toast()).isEmpty();
  }

  @Test
  void severalAtOnceAreCounted() {
    TestView view = new TestView(120, 30, TestCluster.healthy(2, 4, 0));
    view.watching(AlertRules.none().withTemperatures(20, 0));
    assertThat(keys(view)).contains("temperature: ok->warn", " and 7 more");
  }

  @Test
  void gpusThatOneUserHoldsIdleAreSaidOfTheUser() {
    TestView view = TestAlerts.watched(120, 30);
    assertThat(view.view().alerts().users()).hasSize(2);
    assertThat(view.view().alerts().users().get(0).message())
        .matches("[a-z]+ 2 GPUs held idle for 5m");
  }

  @Test
  void keyLineCountsWhatHoldsAndSaysNothingOfNothing() {
    TestView view = calm();
    assertThat(keys(view)).doesNotContain("alerts");
    view.snapshot(TestAlerts.at(27, 84)).later(Duration.ofSeconds(10));
    assertThat(keys(view)).contains("A alerts (1)");
    view.snapshot(TestAlerts.at(24, 60)).later(Duration.ofSeconds(10));
    assertThat(keys(view)).doesNotContain("alerts (");
  }

  @Test
  void theHistoryOpensAndClosesWhereOneWas() {
    TestView view = TestAlerts.watched(120, 30).type("V<DOWN>");
    ViewState before = view.state();
    assertThat(view.type("A").state().mode()).isEqualTo(InputMode.ALERTS);
    assertThat(view.type("A").state()).isEqualTo(before);
    assertThat(view.type("A<ESCAPE>").state()).isEqualTo(before);
    assertThat(view.type("Aq").state()).isEqualTo(before);
    assertThat(view.effects()).noneMatch(Effect.Quit.class::isInstance);
  }

  @Test
  void theHistoryScrollsToItsEndsAndNotBeyond() {
    TestView view = new TestView(100, 16, TestCluster.healthy(8, 8, 0));
    view.watching(AlertRules.none().withTemperatures(20, 0)).type("A");
    int height = AlertLines.of(view.state(), view.view().alerts()).height();
    assertThat(view.type("<UP>").state().alerts().top()).isZero();
    assertThat(view.type("<DOWN>").state().alerts().top()).isEqualTo(1);
    assertThat(view.type("<PAGE_DOWN>").state().alerts().top()).isEqualTo(height);
    assertThat(view.type("<END>").state().alerts().top()).isEqualTo(50 - height);
    assertThat(view.type("<HOME>").state().alerts().top()).isZero();
    assertThat(view.take(Reducer.wheel(view.state(), view.view(), 1)).state().alerts().top())
        .isEqualTo(3);
  }

  @Test
  void theHistoryKeepsTheLastFiftyNewestFirst() {
    TestView view = new TestView(100, 30, TestAlerts.at(3000, 55)).watching(TestAlerts.RULES);
    for (int i = 0; i < 60; i++) {
      view.snapshot(TestAlerts.at(2990 - 3 * i, i % 2 == 0 ? 85 : 60));
    }
    AlertLog log = view.view().alerts();
    assertThat(log.recent()).hasSize(50);
    assertThat(log.count()).isGreaterThanOrEqualTo(60);
    assertThat(log.recent())
        .isSortedAccordingTo((one, other) -> other.time().compareTo(one.time()));
  }

  @Test
  void aJumpBackForgetsWhatWasNotYet() {
    TestView view = TestAlerts.watched(120, 30);
    assertThat(view.view().alerts().recent()).isNotEmpty();
    view.snapshot(TestAlerts.at(290, 55));
    assertThat(view.view().alerts().recent()).isEmpty();
    assertThat(view.view().alerts().holding()).isEmpty();
    view.snapshot(TestAlerts.at(287, 84));
    assertThat(keys(view)).contains("temperature: ok->warn");
  }

  @Test
  void whatHoldsWhereAJumpBackLandsIsListedAndNoNews() {
    TestView view = TestAlerts.watched(120, 30).later(Duration.ofMinutes(1));
    long before = view.view().alerts().count();
    for (int second : new int[] {290, 590}) {
      view.snapshot(TestAlerts.at(second, 84));
      assertThat(view.state().toast()).isEmpty();
      assertThat(view.view().alerts().holding()).isNotEmpty();
      assertThat(view.view().alerts().recent())
          .containsExactlyInAnyOrderElementsOf(view.view().alerts().holding());
      assertThat(view.view().alerts().count()).isEqualTo(before);
    }
    view.snapshot(TestAlerts.at(587, 60));
    assertThat(view.state().toast()).isPresent();
  }

  @Test
  void withoutRulesThereIsNothingToSay() {
    TestView view = new TestView(120, 30, TestAlerts.at(30, 99)).watching(AlertRules.none());
    view.snapshot(TestAlerts.at(27, 99));
    assertThat(view.state().toast()).isEmpty();
    assertThat(view.type("A").text()).contains("alerts are off");
  }
}
