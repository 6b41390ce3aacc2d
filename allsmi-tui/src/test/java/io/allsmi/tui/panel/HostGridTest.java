package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import io.allsmi.tui.state.Layout;
import io.allsmi.tui.state.Reducer;
import io.allsmi.tui.state.Tab;
import io.allsmi.tui.state.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGridTest {
  /** The hosts that answer to a click in the lines of the history. */
  private static List<Tab> clickable(TestView view) {
    Layout layout = Layout.of(view.state(), view.view());
    return IntStream.range(0, layout.historyRows())
        .boxed()
        .flatMap(
            row ->
                IntStream.range(0, view.state().columns())
                    .mapToObj(
                        x -> view.frame().targetAt(x, layout.history() + row, Target.OfTab.class))
                    .flatMap(Optional::stream))
        .map(Target.OfTab::tab)
        .toList();
  }

  @Test
  void everyHostHasAGlyphInItsOrder() {
    TestView view = new TestView(120, 40, TestCluster.mixed());
    assertThat(view.text()).contains("●●●◐✕◌");
    assertThat(clickable(view))
        .containsExactlyElementsOf(
            view.view().hosts().stream().map(h -> Tab.host(h.hostId())).toList());
  }

  @Test
  void aClickOpensTheHost() {
    TestView view = new TestView(120, 40, TestCluster.mixed());
    Layout layout = Layout.of(view.state(), view.view());
    int x = view.line(layout.history()).indexOf('◐');
    Target target = view.frame().targetAt(x, layout.history(), Target.class).orElseThrow();
    view.take(Reducer.click(view.state(), view.view(), target));
    assertThat(view.state().tab()).isEqualTo(Tab.host("10.0.0.4:9090"));
  }

  @Test
  void theHostOfTheCursorIsNamed() {
    TestView view = new TestView(120, 40, TestCluster.mixed()).type("<PAGE_DOWN>");
    Layout layout = Layout.of(view.state(), view.view());
    assertThat(view.line(layout.history())).contains("node-0006");
    assertThat(view.type("V").line(layout.history())).contains("hosts");
    assertThat(view.type("<RIGHT>").line(layout.history())).contains("node-0001");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 61, 500, 1000})
  void anyNumberOfHostsIsPagedAndTheCursorIsOnThePage(int hosts) {
    TestView view = new TestView(120, 40, TestCluster.healthy(hosts, 1, 0));
    for (String keys : List.of("<HOME>", "<PAGE_DOWN>", "<END>")) {
      String cursor = view.type(keys).state().position().key().split(" ")[0];
      assertThat(clickable(view)).contains(Tab.host(cursor)).doesNotHaveDuplicates();
    }
  }

  @Test
  void aNarrowScreenHasNoGrid() {
    assertThat(clickable(new TestView(60, 40, TestCluster.mixed()))).isEmpty();
  }
}
