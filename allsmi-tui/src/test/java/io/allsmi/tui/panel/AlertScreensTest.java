package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.alert.AlertRules;
import io.allsmi.tui.Golden;
import io.allsmi.tui.TestAlerts;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import io.allsmi.tui.draw.Palette;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Screens of alerts. */
class AlertScreensTest {
  @ParameterizedTest
  @CsvSource({"120,40", "80,24", "40,10", "30,8", "20,3"})
  void theHistoryAtEverySize(int columns, int rows) throws IOException {
    TestView view = TestAlerts.watched(columns, rows).later(Duration.ofSeconds(10)).type("A");
    Golden.check("alerts/history-" + columns + "x" + rows, view.text());
  }

  @ParameterizedTest
  @CsvSource({"120,40", "80,24", "40,10"})
  void theMomentOfAnAlert(int columns, int rows) throws IOException {
    TestView view = new TestView(columns, rows, TestAlerts.at(30, 55)).watching(TestAlerts.RULES);
    view.snapshot(TestAlerts.at(0, 93));
    Golden.check("alerts/toast-" + columns + "x" + rows, view.text());
    Golden.check("alerts/holds-" + columns + "x" + rows, view.later(Duration.ofSeconds(7)).text());
  }

  @Test
  void beforeAnyAlert() throws IOException {
    TestView view = new TestView(80, 12, TestAlerts.at(30, 55)).watching(TestAlerts.RULES);
    Golden.check("alerts/none", view.type("A").text());
  }

  @Test
  void asciiTerminalsHaveTheSameSigns() {
    Look look = new Look("test", Palette.mono(), false, ZoneOffset.UTC);
    TestView view = new TestView(100, 24, Optional.of(TestAlerts.at(30, 55)), look);
    view.watching(TestAlerts.RULES).snapshot(TestAlerts.at(27, 93)).type("A");
    assertThat(view.text().chars()).allMatch(c -> c < 0x7f);
    assertThat(view.text()).contains(" !  14:31:39  node-0001    2  temperature  ok->crit");
  }

  @Test
  void noThresholdIsCut() {
    TestView view = new TestView(100, 24, TestAlerts.at(30, 55));
    view.watching(AlertRules.defaults().withPower(310.5)).type("A");
    assertThat(view.text()).contains(" power        ok->crit    320W / thr 311W  ");
  }

  @Test
  void alertsOfAnotherDaySayWhich() {
    TestView view = new TestView(100, 24, TestAlerts.at(90_000, 55)).watching(TestAlerts.RULES);
    view.snapshot(TestAlerts.at(89_997, 84)).snapshot(TestAlerts.at(0, 84)).type("A");
    assertThat(view.text()).contains("11-19 13:32  node-0001");
    assertThat(TestCluster.NOW).hasToString("2026-11-20T14:32:07Z");
  }
}
