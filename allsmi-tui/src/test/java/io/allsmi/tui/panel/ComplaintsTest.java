package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComplaintsTest {
  private static final Issue BAD_LINE = new Issue(3, "expected a host, got 'bad host'");

  private static ClusterSnapshot complaining(Issue... issues) {
    ClusterSnapshot whole = TestCluster.mixed();
    return new ClusterSnapshot(
        whole.takenAt(), whole.source(), whole.interval(), whole.hosts(), List.of(issues));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "V", "V<ENTER>", "V<ENTER><ENTER>"})
  void theSourceIsComplainedAboutInAllAndUsers(String keys) {
    TestView view = new TestView(100, 20, complaining(BAD_LINE)).type(keys);
    assertThat(view.text())
        .contains(" ⚠ hostfile hosts.csv line 3: expected a host, got 'bad host'");
    assertThat(view.snapshot(TestCluster.mixed()).text()).doesNotContain("line 3");
  }

  @Test
  void aListThatCannotBeReadNamesItself() {
    Issue gone = new Issue(0, "/etc/hosts.csv: expected a hostfile, got no file at that path");
    assertThat(new TestView(100, 20, complaining(gone)).text())
        .contains(" ⚠ /etc/hosts.csv: expected a hostfile, got no file at that path");
  }

  @ParameterizedTest
  @CsvSource({"60,12", "40,10", "30,8", "24,5"})
  void howManyMoreThereAreIsNeverCut(int columns, int rows) {
    TestView view = new TestView(columns, rows, complaining(BAD_LINE, BAD_LINE, BAD_LINE));
    assertThat(view.text()).contains("…  (+2 more)").contains("node-0001");
    assertThat(view.type("V").text()).contains("…  (+2 more)").contains("inureyes");
  }

  @Test
  void fourRowsHaveRoomForOneWarningAndThreeForNone() {
    assertThat(new TestView(40, 4, complaining(BAD_LINE)).text()).contains("⚠").contains("node");
    assertThat(new TestView(40, 3, complaining(BAD_LINE)).text())
        .doesNotContain("⚠")
        .contains("node");
    assertThat(new TestView(40, 4, complaining(BAD_LINE)).type("V").text()).contains("inureyes");
  }

  @ParameterizedTest
  @CsvSource({"100,20", "40,10", "30,8"})
  void whatAHostReportsWronglyIsSeenOnItsTab(int columns, int rows) {
    Issue first = new Issue(14, "labels: expected '\"', got 'x'");
    HostSnapshot host =
        TestCluster.host(1, 2, 0).toBuilder().issues(List.of(first, first, first, first)).build();
    TestView view = new TestView(columns, rows, TestCluster.of(List.of(host)));
    assertThat(view.text()).doesNotContain("line 14");
    String text = view.type("<RIGHT><RIGHT>").text();
    assertThat(text).contains("⚠ line 14: lab").contains("  (+3 more)").contains("node-0001");
  }
}
