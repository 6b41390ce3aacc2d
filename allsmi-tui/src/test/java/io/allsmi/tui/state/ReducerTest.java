package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.core.usage.UserOrder;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReducerTest {
  private static TestView mixed() {
    return new TestView(100, 30, TestCluster.mixed());
  }

  private static List<String> keys(TestView view) {
    return view.view().listing(view.state()).rows().stream().map(Row::key).toList();
  }

  @Test
  void usersOpenSortedByNameWithSystemAccountsHidden() {
    TestView view = mixed().type("V");
    assertThat(keys(view)).containsExactly("inureyes", "jeongkyu", "mira", "yeonji");
    assertThat(view.state().users().order()).isEqualTo(UserOrder.USER);
  }

  @Test
  void fShowsAndHidesSystemAccountsAndGHidesThemAgainForWantOfAGpu() {
    TestView view = mixed().type("Vf");
    assertThat(keys(view)).contains("root");
    assertThat(keys(view.type("G"))).doesNotContain("root");
    assertThat(keys(view.type("Gf"))).doesNotContain("root");
  }

  @ParameterizedTest
  @CsvSource({"u,USER", "m,VRAM", "p,POWER", "n,NODES", "t,LONGEST"})
  void keysSortUsers(String key, UserOrder order) {
    TestView view = mixed().type("Vn" + key);
    List<String> expected =
        view.view().aggregation().users().stream()
            .filter(u -> !u.isSystem())
            .sorted(order.comparator())
            .map(u -> u.user())
            .toList();
    assertThat(keys(view)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"d,DEFAULT", "u,UTILISATION", "g,GPU_MEMORY", "p,POWER", "t,TEMPERATURE"})
  void keysSortGpus(String key, GpuOrder order) {
    assertThat(mixed().type("u" + key).state().gpuOrder()).isEqualTo(order);
  }

  @Test
  void theCursorStaysOnItsKeyWhenTheOrderChanges() {
    TestView view = mixed().type("V<DOWN><DOWN>");
    String key = view.state().position().key();
    for (String sort : List.of("m", "p", "n", "t", "u")) {
      assertThat(view.type(sort).state().position().key()).isEqualTo(key);
      assertThat(keys(view).get(view.state().position().index())).isEqualTo(key);
    }
  }

  @Test
  void theCursorStaysOnItsKeyWhenANewSnapshotReordersTheRows() {
    TestView view = new TestView(100, 30, TestCluster.healthy(4, 4, 0)).type("u<DOWN><DOWN>");
    String key = view.state().position().key();
    view.snapshot(TestCluster.healthy(4, 4, 9));
    assertThat(view.state().position().key()).isEqualTo(key);
  }

  @Test
  void theCursorGoesToANeighbourWhenItsRowLeaves() {
    TestView view = new TestView(100, 30, TestCluster.healthy(3, 4, 0)).type("<END>");
    view.snapshot(TestCluster.healthy(2, 4, 0));
    assertThat(keys(view)).contains(view.state().position().key());
    assertThat(view.state().position().index()).isEqualTo(7);
  }

  @Test
  void theCursorWaitsForItsRowWhileAListIsEmpty() {
    TestView view = mixed().type("V<DOWN><DOWN>");
    Position before = view.state().position();
    view.snapshot(TestCluster.of(List.of()));
    assertThat(keys(view)).isEmpty();
    view.type("<DOWN><ENTER>");
    assertThat(view.snapshot(TestCluster.mixed()).state().position()).isEqualTo(before);
  }

  @Test
  void onlyTheListsMovedInLastKeepTheirPlace() {
    TestView view = new TestView(100, 30, TestCluster.healthy(200, 2, 0)).type("<DOWN>");
    for (int i = 0; i < 200; i++) {
      view.type("<LEFT><DOWN>");
    }
    assertThat(view.state().positions()).hasSizeLessThan(100);
    assertThat(view.state().tab()).isEqualTo(Tab.host("10.0.0.1:9090"));
    assertThat(view.type("<RIGHT>").state().position().index()).isEqualTo(1);
    assertThat(view.type("<LEFT><LEFT><LEFT>").state().position().index()).isEqualTo(1);
  }

  @Test
  void enterGoesDownTwoLevelsAndEscapeComesBack() {
    TestView view = mixed().type("V<DOWN><ENTER>");
    assertThat(view.state().users().user()).contains("jeongkyu");
    view.type("<ENTER>");
    assertThat(view.state().mode()).isEqualTo(InputMode.USER_PROCESSES);
    view.type("<ESCAPE>");
    assertThat(view.state().mode()).isEqualTo(InputMode.USER_HOSTS);
    view.type("<ESCAPE>");
    assertThat(view.state().mode()).isEqualTo(InputMode.USERS);
    assertThat(view.state().position().key()).isEqualTo("jeongkyu");
    assertThat(view.type("<ESCAPE>").state().mode()).isEqualTo(InputMode.USERS);
    assertThat(view.effects()).isEmpty();
  }

  @Test
  void enterOnAGpuOpensItAndAgainItsHostOnThatGpu() {
    TestView view = mixed().type("<DOWN><DOWN><DOWN><DOWN><DOWN><ENTER>");
    assertThat(view.state().mode()).isEqualTo(InputMode.GPU);
    assertThat(view.state().tab()).isEqualTo(Tab.ALL);
    view.type("<ENTER>");
    assertThat(view.state().tab()).isEqualTo(Tab.host("10.0.0.2:9090"));
    assertThat(view.state().position().key()).isEqualTo("gpu GPU-node-0002-1");
  }

  @Test
  void tabsGoRound() {
    TestView view = mixed();
    assertThat(view.type("<LEFT>").state().tab()).isEqualTo(Tab.host("10.0.0.6:9090"));
    assertThat(view.type("<TAB><TAB>").state().tab()).isEqualTo(Tab.USERS);
    assertThat(view.type("<BACK_TAB>").state().tab()).isEqualTo(Tab.ALL);
  }

  @Test
  void aTabWhoseHostLeftGivesWayToAll() {
    TestView view = mixed().type("<LEFT>");
    assertThat(view.snapshot(TestCluster.healthy(2, 1, 0)).state().tab()).isEqualTo(Tab.ALL);
  }

  @Test
  void listsScrollByRowsPagesAndToTheEnds() {
    TestView view = new TestView(100, 20, TestCluster.healthy(20, 4, 0));
    int height = Layout.of(view.state(), view.view()).listHeight();
    view.type("<PAGE_DOWN>");
    assertThat(view.state().position()).extracting(Position::index).isEqualTo(height - 1);
    view.type("<PAGE_DOWN>");
    assertThat(view.state().position().top()).isEqualTo(height - 1);
    view.type("<END>");
    assertThat(view.state().position())
        .isEqualTo(new Position(keys(view).get(79), 79, 80 - height));
    view.type("<DOWN>");
    assertThat(view.state().position().index()).isEqualTo(79);
    view.type("<HOME><UP>");
    assertThat(view.state().position().index()).isZero();
  }

  @Test
  void theWheelMovesInTheList() {
    TestView view = new TestView(100, 20, TestCluster.healthy(20, 4, 0));
    view.take(Reducer.wheel(view.state(), view.view(), 1));
    assertThat(view.state().position().index()).isEqualTo(3);
    view.take(Reducer.wheel(view.state(), view.view(), -2));
    assertThat(view.state().position().index()).isZero();
  }

  @Test
  void aClickChoosesAndASecondOneOpens() {
    TestView view = mixed().type("V");
    Target.OfRow mira = new Target.OfRow("mira");
    view.take(Reducer.click(view.state(), view.view(), mira));
    assertThat(view.state().position().key()).isEqualTo("mira");
    assertThat(view.state().mode()).isEqualTo(InputMode.USERS);
    view.take(Reducer.click(view.state(), view.view(), mira));
    assertThat(view.state().users().user()).contains("mira");
  }

  @Test
  void aClickOnATitleSortsAndOnATabShowsIt() {
    TestView view = mixed().type("V");
    Layout layout = Layout.of(view.state(), view.view());
    int titles = layout.header();
    int column = view.line(titles).indexOf("VRAM");
    Target vram = view.frame().targetAt(column, titles, Target.class).orElseThrow();
    view.take(Reducer.click(view.state(), view.view(), vram));
    assertThat(view.state().users().order()).isEqualTo(UserOrder.VRAM);
    Target all = view.frame().targetAt(1, layout.tabs(), Target.class).orElseThrow();
    view.take(Reducer.click(view.state(), view.view(), all));
    assertThat(view.state().tab()).isEqualTo(Tab.ALL);
  }

  @Test
  void whatLiesUnderTheMouseIsWhatIsDrawnThere() {
    TestView view = mixed().type("V");
    String row = view.text().lines().filter(l -> l.contains(" mira ")).findFirst().orElseThrow();
    int y = view.text().lines().toList().indexOf(row);
    assertThat(view.frame().targetAt(50, y, Target.class)).contains(new Target.OfRow("mira"));
  }

  @Test
  void helpScrollsAndAnyOfItsKeysClosesIt() {
    for (String close : List.of("<ESCAPE>", "h", "?", "q")) {
      TestView view = mixed().type("?<DOWN>");
      assertThat(view.state().helpTop()).isEqualTo(1);
      assertThat(view.type(close).state().help()).isFalse();
      assertThat(view.effects()).isEmpty();
    }
    TestView end = mixed().type("?<END><DOWN>");
    assertThat(end.text()).contains("which is not zero");
  }

  @Test
  void quitAndRedrawAreEffects() {
    assertThat(mixed().type("q").effects()).containsExactly(new Effect.Quit());
    assertThat(mixed().press(KeyPress.ctrl('c')).effects()).containsExactly(new Effect.Quit());
    assertThat(mixed().press(KeyPress.ctrl('l')).effects()).containsExactly(new Effect.Redraw());
  }

  @Test
  void exportIsWhatIsOnTheScreen() {
    Effect.Export users = (Effect.Export) mixed().type("Vme").effects().get(0);
    assertThat(users.rows()).isEqualTo(4);
    assertThat(users.csv())
        .startsWith("user,is_system,nodes,gpus,procs,vram_bytes,power_watts,longest_seconds,")
        .doesNotContain("root");
    assertThat(((Effect.Export) mixed().type("Vfe").effects().get(0)).csv()).contains("root,true");
    Effect.Export hosts = (Effect.Export) mixed().type("V<ENTER>e").effects().get(0);
    assertThat(hosts.csv()).startsWith("host,gpus,procs,vram_bytes").contains("node-0003");
    Effect.Export processes = (Effect.Export) mixed().type("V<ENTER><ENTER>e").effects().get(0);
    assertThat(processes.csv()).startsWith("host,pid,gpu,vram_bytes").contains("3002");
  }

  @Test
  void aMessageGoesAfterAFewSeconds() {
    ViewState state = Reducer.toast(mixed().state(), "done", "", false);
    assertThat(Reducer.tick(state, TestCluster.NOW.plusSeconds(5)).toast()).isPresent();
    assertThat(Reducer.tick(state, TestCluster.NOW.plusSeconds(7)).toast()).isEmpty();
  }

  @Test
  void oneAggregationPerSnapshotHoweverManyKeysArePressed() {
    AtomicInteger count = new AtomicInteger();
    ClusterSnapshot snapshot = TestCluster.mixed();
    ClusterView view =
        new ClusterView(
            Optional.of(snapshot),
            hosts -> {
              count.incrementAndGet();
              UserAggregation aggregation = UserAggregator.aggregate(hosts);
              return aggregation;
            });
    TestView test = mixed();
    ViewState state = test.state();
    for (int i = 0; i < 100; i++) {
      char key = "Vumpntf<>G?q".charAt(i % 12);
      state = Reducer.press(state, view, KeyPress.of(key)).state();
      Layout.of(state, view);
      view.listing(state);
    }
    assertThat(count).hasValue(1);
  }
}
