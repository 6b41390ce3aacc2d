package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestMachine;
import io.allsmi.tui.TestView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostKeysTest {
  private static final String HOST = "<RIGHT><RIGHT>";

  private static TestView machine() {
    return new TestView(120, 40, TestMachine.at(0));
  }

  private static List<Integer> pids(TestView view) {
    return view.view().listing(view.state()).rows().stream()
        .filter(Row.OnDevice.class::isInstance)
        .map(row -> ((Row.OnDevice) row).process().process().pid())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "v, 1002 1001 1000 612",
    "p, 612 1000 1001 1002",
    "c, 1002 1001 1000 612",
    "m, 1000 1001 1002 612",
    "s, 1000 612 1002 1001",
    "u, 1002 612 1000 1001",
    "t, 612 1002 1001 1000"
  })
  void processesAreSortedByKey(String key, String order) {
    List<Integer> expected = List.of(order.split(" ")).stream().map(Integer::valueOf).toList();
    assertThat(pids(machine().type(HOST + key))).isEqualTo(expected);
  }

  @Test
  void aClickOnATitleSorts() {
    TestView view = machine().type(HOST);
    String title = view.text().lines().filter(l -> l.contains("COMMAND")).findFirst().orElseThrow();
    int y = view.text().lines().toList().indexOf(title);
    int x = title.indexOf("PID");
    Target target = view.frame().targetAt(x, y, Target.class).orElseThrow();
    view.take(Reducer.click(view.state(), view.view(), target));
    assertThat(view.state().host().order()).isEqualTo(ProcessOrder.PID);
  }

  @Test
  void theColumnSortedByStaysWhereNothingOfItIsKnown() {
    TestView view = new TestView(120, 40, TestCluster.healthy(1, 2, 0)).type(HOST);
    assertThat(view.text()).doesNotContain("RSS");
    assertThat(view.type("m").text()).contains("RSS ▾");
  }

  @Test
  void fHidesProcessesWithoutAGpuAndShowsThemAgain() {
    TestView view = machine().type(HOST + "pf");
    assertThat(pids(view)).containsExactly(1000, 1001, 1002);
    assertThat(pids(view.type("f"))).contains(612);
  }

  @Test
  void aGpuListsItsOwnProcessesAlone() {
    assertThat(pids(machine().type("<DOWN><ENTER>"))).containsExactly(1001);
  }

  @Test
  void escapeLeavesTheGpuWithTheCursorOnIt() {
    for (String way : List.of("<DOWN>", HOST + "<DOWN>")) {
      TestView view = machine().type(way);
      Position before = view.state().position();
      Tab tab = view.state().tab();
      view.type("<ENTER><DOWN>");
      assertThat(view.state().mode()).isEqualTo(InputMode.GPU);
      view.type("<ESCAPE>");
      assertThat(view.state().position()).isEqualTo(before);
      assertThat(view.state().tab()).isEqualTo(tab);
    }
  }

  @Test
  void enterInAGpuOpensItsHostWithTheCursorOnIt() {
    TestView view = machine().type("<DOWN><ENTER><ENTER>");
    assertThat(view.state().tab()).isEqualTo(Tab.host("10.0.0.1:9090"));
    assertThat(view.state().position().key()).isEqualTo("gpu GPU-node-0001-1");
    assertThat(view.state().mode()).isEqualTo(InputMode.HOST);
  }

  @Test
  void anotherTabClosesTheGpu() {
    TestView view = machine().type("<ENTER><TAB><BACK_TAB>");
    assertThat(view.state().mode()).isEqualTo(InputMode.ALL);
  }

  @Test
  void gpusWithoutUuidOpenByIndexAndByPlace() {
    HostSnapshot host = TestCluster.host(1, 3, 0);
    List<GpuInfo> bare =
        List.of(
            GpuInfo.builder().index(4).name("by index").build(),
            GpuInfo.builder().name("by place").build());
    TestView view =
        new TestView(
            120,
            40,
            TestCluster.of(List.of(host.toBuilder().gpus(bare).processes(List.of()).build())));
    assertThat(view.type("<ENTER>").text()).contains("GPU 4   by index");
    assertThat(view.type("<ESCAPE><DOWN><ENTER>").text()).contains("GPU 1   by place");
  }

  @Test
  void theTopUserHoldsTheMostAndOthersAreCounted() {
    HostSnapshot host = TestCluster.host(1, 1, 0);
    ProcessInfo one = host.processes().get(0);
    List<ProcessInfo> rows =
        List.of(
            one.toBuilder().user("small").gpuMemoryBytes(5).build(),
            one.toBuilder().user("big").gpuMemoryBytes(4).build(),
            one.toBuilder().user("big").gpuMemoryBytes(2).build(),
            ProcessInfo.builder(7).user("root").command("none").build());
    HostSnapshot shared = host.toBuilder().processes(rows).build();
    ClusterView view = new TestView(120, 40, TestCluster.of(List.of(shared))).view();
    assertThat(view.holder(shared, shared.gpus().get(0))).contains(new GpuHolder("big", 1));
  }
}
