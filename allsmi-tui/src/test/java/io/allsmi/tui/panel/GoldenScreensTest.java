package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import io.allsmi.tui.state.Reducer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole screens as text. */
class GoldenScreensTest {
  private static final String USER = "V<ENTER>";
  private static final String PROCESSES = "V<ENTER><ENTER>";

  @ParameterizedTest
  @CsvSource({"80,24", "120,40", "40,10", "200,60", "30,8", "12,2"})
  void everyScreenAtEverySize(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    Golden.check("all/" + size, screen(columns, rows, ""));
    Golden.check("host/" + size, screen(columns, rows, "<RIGHT><RIGHT>"));
    Golden.check("users/" + size, screen(columns, rows, "V"));
    Golden.check("users/hosts-" + size, screen(columns, rows, USER));
    Golden.check("users/processes-" + size, screen(columns, rows, PROCESSES));
    Golden.check("help/" + size, screen(columns, rows, "?"));
  }

  private static String screen(int columns, int rows, String keys) {
    return new TestView(columns, rows, TestCluster.mixed()).type(keys).text();
  }

  @ParameterizedTest
  @CsvSource({"u", "g", "p", "t", "Vu", "Vm", "Vp", "Vn", "Vt"})
  void theColumnSortedByNeverLeaves(String keys) {
    TestView view = new TestView(40, 12, TestCluster.mixed()).type(keys);
    assertThat(view.text()).contains("▾").contains("VRAM");
  }

  @Test
  void gpusSortedByPowerLeaveSilentHostsAtTheEnd() throws IOException {
    Golden.check("all/by-power", screen(120, 30, "p"));
  }

  @Test
  void aStaleHostSaysSoOnItsTab() throws IOException {
    Golden.check("host/stale", screen(120, 24, "<LEFT><LEFT><LEFT>"));
  }

  @Test
  void aHostThatIsDownSaysWhy() throws IOException {
    Golden.check("host/down", screen(120, 24, "<LEFT><LEFT>"));
  }

  @Test
  void aLateHostStillCounts() throws IOException {
    ClusterSnapshot cluster =
        TestCluster.of(
            List.of(TestCluster.host(1, 2, 0), TestCluster.late(TestCluster.host(2, 2, 0))));
    Golden.check("all/late", new TestView(100, 20, cluster).text());
  }

  @Test
  void beforeTheFirstSnapshot() throws IOException {
    TestView view = new TestView(80, 16, Optional.empty(), true);
    Golden.check("all/connecting", view.text());
    Golden.check("users/connecting", view.type("V").text());
  }

  @Test
  void aSourceThatEndedKeepsItsLastScreen() throws IOException {
    TestView view = new TestView(80, 16, TestCluster.healthy(1, 2, 0));
    view.state(Reducer.ended(view.state(), "source failed: hosts.csv: gone"));
    Golden.check("all/source-failed", view.text());
  }

  @ParameterizedTest
  @CsvSource({"false,''", "false,p", "true,''", "true,p"})
  void theBannerIsAsHighAsItsLines(boolean partial, String sort) throws IOException {
    ClusterSnapshot cluster = partial ? TestCluster.mixed() : TestCluster.healthy(3, 4, 0);
    String name = (partial ? "partial" : "complete") + (sort.isEmpty() ? "" : "-power");
    Golden.check("users/banner-" + name, new TestView(120, 16, cluster).type("V" + sort).text());
  }

  @Test
  void theChipNamesEveryReason() throws IOException {
    ClusterSnapshot cluster =
        TestCluster.of(
            List.of(
                TestCluster.host(1, 2, 0),
                TestCluster.notCollecting(2),
                TestCluster.undecided(3),
                TestCluster.down(4)));
    Golden.check("users/coverage-reasons", new TestView(160, 16, cluster).type("V").text());
    Golden.check("users/coverage-cut", new TestView(110, 16, cluster).type("V").text());
  }

  @Test
  void undecidedHostsAloneRaiseNoChip() throws IOException {
    ClusterSnapshot cluster =
        TestCluster.of(List.of(TestCluster.host(1, 2, 0), TestCluster.undecided(2)));
    Golden.check("users/undecided", new TestView(100, 16, cluster).type("V").text());
  }

  @Test
  void systemAccountsAndUsersWithoutGpus() throws IOException {
    Golden.check("users/system-shown", screen(100, 18, "Vf"));
    Golden.check("users/gpu-only", screen(100, 18, "VfG"));
  }

  @Test
  void namesOfAnyKindKeepTheColumns() throws IOException {
    Golden.check("users/wide-names", new TestView(100, 18, names()).type("V").text());
    TestView host = new TestView(100, 40, names()).type("<RIGHT><RIGHT>");
    Golden.check("host/wide-names", host.text());
    Golden.check("all/wide-names", new TestView(100, 18, names()).text());
  }

  @Test
  void asciiTerminals() throws IOException {
    TestView view = new TestView(100, 24, Optional.of(TestCluster.mixed()), false);
    Golden.check("ascii/all", view.text());
    Golden.check("ascii/users", view.type("V").text());
  }

  private static ClusterSnapshot names() {
    HostSnapshot host = TestCluster.host(1, 4, 0);
    List<ProcessInfo> rows = new ArrayList<>();
    String[] names = {
      "김정묵", "日本語のとても長い名前です", "cafe\u0301", "\u001b[31mred\u202e", "🚀rocket", "a".repeat(60)
    };
    for (int i = 0; i < names.length; i++) {
      rows.add(
          host.processes().get(i % 4).toBuilder()
              .user(names[i])
              .command("run \u0007bell\n" + names[i])
              .build());
    }
    return TestCluster.of(List.of(host.toBuilder().processes(rows).build()));
  }
}
