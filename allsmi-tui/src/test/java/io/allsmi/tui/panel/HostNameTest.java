package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import io.allsmi.tui.state.Layout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameTest {
  /** Two hosts of one name and one with its own; the users of the first are on all of them. */
  private static ClusterSnapshot twins() {
    HostSnapshot first = TestCluster.host(1, 2, 0);
    List<HostSnapshot> hosts = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      hosts.add(TestCluster.up("gpu", i).gpus(first.gpus()).processes(first.processes()).build());
    }
    hosts.add(TestCluster.up("other", 3).gpus(first.gpus()).processes(first.processes()).build());
    return TestCluster.of(hosts);
  }

  @ParameterizedTest
  @CsvSource({"120,24", "80,24", "60,12", "40,10", "40,9", "30,8"})
  void namesakesAreToldApartInAllAndInTheHostsOfAUser(int columns, int rows) {
    TestView view = new TestView(columns, rows, twins());
    for (String keys : List.of("", "V<ENTER>")) {
      List<String> lines = view.type(keys).text().lines().skip(rows < 10 ? 1 : 3).toList();
      assertThat(lines).anyMatch(l -> l.contains("1:9090")).anyMatch(l -> l.contains("2:9090"));
      assertThat(lines).anyMatch(l -> l.contains("other")).noneMatch(l -> l.contains("3:9090"));
    }
  }

  @Test
  void tabsAndTitleAndCrumbSayWhichOne() {
    TestView view = new TestView(120, 24, twins());
    Layout layout = Layout.of(view.state(), view.view());
    assertThat(view.line(layout.tabs()))
        .contains("gpu (10.0.0.1:9090)  gpu (10.0.0.2:9090)  other");
    assertThat(view.type("<RIGHT><RIGHT>").line(layout.bannerTop()))
        .startsWith(" gpu (10.0.0.1:9090)  ● up");
    assertThat(view.type("V<ENTER><DOWN><ENTER>").text()).contains("› gpu (10.0.0.2:9090)");
  }

  @Test
  void namesOfTheirOwnStandAlone() {
    assertThat(new TestView(120, 24, TestCluster.mixed()).text()).doesNotContain("(10.0.0.");
  }
}
