package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.table.CellWidth;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import io.allsmi.tui.state.Layout;
import io.allsmi.tui.state.Tab;
import io.allsmi.tui.state.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TabsPanelTest {
  private static final String WIDE = "日本語のとても長いホストの名前です";
  private static final String LONG = "a-host-with-a-name-longer-than-its-tab.example.org";

  private static ClusterSnapshot named(String name) {
    List<HostSnapshot> hosts = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      hosts.add(TestCluster.host(i, 1, 0).toBuilder().hostname(name + i).build());
    }
    return TestCluster.of(hosts);
  }

  @ParameterizedTest
  @CsvSource({"60,12", "40,10", "41,10", "80,24"})
  void theCurrentTabIsSeenHoweverLongItsNameIs(int columns, int rows) {
    for (String name : List.of(WIDE, LONG)) {
      TestView view = new TestView(columns, rows, named(name)).type("<RIGHT>");
      for (int i = 1; i <= 3; i++) {
        view.type("<RIGHT>");
        int y = Layout.of(view.state(), view.view()).tabs();
        String line = view.line(y);
        assertThat(line).contains(name.substring(0, 5)).contains("…");
        assertThat(CellWidth.of(line)).isLessThanOrEqualTo(columns);
        assertThat(targets(view, y, columns)).contains(view.state().tab());
      }
    }
  }

  private static List<Tab> targets(TestView view, int y, int columns) {
    List<Tab> tabs = new ArrayList<>();
    for (int x = 0; x < columns; x++) {
      view.frame().targetAt(x, y, Target.OfTab.class).ifPresent(t -> tabs.add(t.tab()));
    }
    return tabs;
  }
}
