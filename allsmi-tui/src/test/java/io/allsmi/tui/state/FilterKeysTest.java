package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestView;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterKeysTest {
  private static TestView view(String keys) {
    return new TestView(120, 30, TestJobs.on(TestCluster.mixed())).type(keys);
  }

  private static List<String> keys(TestView view) {
    return view.view().listing(view.state()).rows().stream().map(Row::key).toList();
  }

  private static int size(TestView view) {
    return view.view().listing(view.state()).size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "V", "J", "V<ENTER>", "V<ENTER><ENTER>", "J<ENTER>", "Jo", "<LEFT>"})
  void theLineOpensEverywhereAndLeavesThePlace(String way) {
    TestView view = view(way);
    InputMode place = view.state().place();
    assertThat(view.type("/mira").state().mode()).isEqualTo(InputMode.FILTER);
    assertThat(view.text()).contains("filter: mira_");
    assertThat(view.type("<ENTER>").state().mode()).isEqualTo(place);
    assertThat(view.text()).contains("filter: mira · sums filtered");
  }

  @Test
  void oneFilterHoldsInEveryTab() {
    TestView view = view("/user==mira<ENTER>");
    assertThat(keys(view)).isNotEmpty().allMatch(key -> key.startsWith("10.0.0."));
    assertThat(size(view)).isLessThan(size(view("")));
    assertThat(keys(view.type("V"))).containsExactly("mira");
    assertThat(keys(view.type("J"))).containsExactly("7602_3", "7631_[2-5%2]");
  }

  @Test
  void aGpuConditionInUsersLeavesThoseWhoHoldSuchAGpu() {
    TestView view = view("V");
    List<String> all = keys(view);
    List<String> hot = keys(view.type("/temp>80<ENTER>"));
    assertThat(hot).isNotEmpty();
    assertThat(all).containsAll(hot).hasSizeGreaterThan(hot.size());
  }

  @Test
  void theLastTextWithoutAMistakeHoldsWhileTyping() {
    TestView view = view("V/user==mira");
    assertThat(keys(view)).containsExactly("mira");
    assertThat(keys(view.type(" &&"))).containsExactly("mira");
    assertThat(keys(view.type(" temp>900"))).isEmpty();
    assertThat(keys(view.type("<ESCAPE>"))).hasSizeGreaterThan(1);
    assertThat(view.state().filter().applied()).isEmpty();
  }

  @Test
  void aWordThatMayBecomeAFieldIsNotLookedForYet() {
    TestView view = view("V/user==mira && tem");
    assertThat(view.state().filter().applied()).hasToString("Optional[user==mira]");
    assertThat(view.type("o").state().filter().applied())
        .hasToString("Optional[user==mira && temo]");
    assertThat(view("V/tem<ENTER>").state().filter().applied()).hasToString("Optional[tem]");
  }

  @Test
  void anEmptyListSaysThatItIsTheFilter() {
    for (String way : List.of("", "V", "J", "J<ENTER>", "V<ENTER>")) {
      assertThat(view(way + "/nothing<ENTER>").text()).contains("nothing here matches the filter");
    }
  }

  @Test
  void escapeTakesTheFilterAwayWhereThereIsNoLevelAbove() {
    for (String way : List.of("", "V", "J", "<LEFT>")) {
      TestView view = view(way + "/mira<ENTER><ESCAPE>");
      assertThat(view.state().filter().text()).isEmpty();
      assertThat(view.text()).doesNotContain("sums filtered");
    }
    TestView inside = view("V/mira<ENTER><ENTER>");
    assertThat(inside.type("<ESCAPE>").state().filter().text()).isEqualTo("mira");
    assertThat(inside.state().mode()).isEqualTo(InputMode.USERS);
  }

  @Test
  void whatDoesNotMatchIsDimOrHidden() {
    TestView view = view("V");
    int all = size(view);
    view.type("/user==mira<ENTER>x");
    Listing listing = view.view().listing(view.state());
    assertThat(listing.size()).isEqualTo(all);
    assertThat(listing.matching()).extracting(Row::key).containsExactly("mira");
    assertThat(listing.rows()).filteredOn(listing::isDim).hasSize(all - 1);
    assertThat(view.text()).contains("others dim");
    assertThat(size(view.type("x"))).isEqualTo(1);
  }

  @Test
  void tabCompletesFieldsAndValues() {
    TestView view = view("/acc<TAB>");
    assertThat(view.state().filter().text()).isEqualTo("account");
    view.type("==<TAB>");
    assertThat(view.text()).contains("cv  nlp");
    view.type("n<TAB>");
    assertThat(view.state().filter().text()).isEqualTo("account==nlp");
  }

  @Test
  void earlierFiltersAreRecalledNewestFirst() {
    TestView view = view("/mira<ENTER><ESCAPE>/yeonji<ENTER>/").press(KeyPress.ctrl('u'));
    KeyPress recall = KeyPress.ctrl('r');
    assertThat(view.state().filter().text()).isEmpty();
    assertThat(view.press(recall).state().filter().text()).isEqualTo("yeonji");
    assertThat(view.press(recall).state().filter().text()).isEqualTo("mira");
    assertThat(view.press(recall).state().filter().text()).isEqualTo("yeonji");
    assertThat(view.type("<ENTER>").state().filter().earlier()).containsExactly("yeonji", "mira");
  }

  @Test
  void wideCharactersAndEmojiAreTypedAndErasedWhole() {
    TestView view = view("J/日本🚀");
    assertThat(view.text()).contains("filter: 日本🚀_");
    assertThat(view.type("<BACKSPACE>").state().filter().text()).isEqualTo("日本");
    assertThat(keys(view)).containsExactly("7620");
  }

  @Test
  void aHostOnWhichNothingMatchesKeepsItsTab() {
    TestView view = view("/user==nobody<ENTER><LEFT>");
    assertThat(view.state().mode()).isEqualTo(InputMode.HOST);
    assertThat(view.text()).contains("node-0006").contains("sums filtered");
    assertThat(view.type("<LEFT><LEFT><LEFT><LEFT>").text())
        .contains("EPYC")
        .doesNotContain("H200");
  }

  @Test
  void theChipSumsAndCoverageAreOfWhatIsLeft() {
    TestView view = view("/host==node-0001<ENTER>");
    assertThat(view.view().seen(view.state()).totals().gpus()).isEqualTo(4);
    assertThat(view.view().seen(view.state()).aggregation().coverage().isPartial()).isFalse();
    view.press(KeyPress.of('/')).press(KeyPress.ctrl('u')).type("user==mira<ENTER>");
    assertThat(view.view().seen(view.state()).aggregation().coverage().isPartial()).isTrue();
    assertThat(view.view().totals().gpus()).isEqualTo(12);
  }

  @Test
  void aNewSnapshotIsFilteredToo() {
    TestView view = view("/host==node-0009<ENTER>");
    assertThat(size(view)).isZero();
    HostSnapshot ninth = TestCluster.host(9, 2, 0);
    assertThat(size(view.snapshot(TestCluster.of(List.of(ninth))))).isEqualTo(2);
  }

  @Test
  void aClickKeepsWhatWasTypedAndDropsAMistake() {
    TestView view = view("/mira");
    view.take(Reducer.click(view.state(), view.view(), new Target.OfTab(Tab.USERS)));
    assertThat(view.state().filter().text()).isEqualTo("mira");
    view.type("/ &&");
    view.take(Reducer.click(view.state(), view.view(), new Target.OfTab(Tab.ALL)));
    assertThat(view.state().filter().text()).isEqualTo("mira");
    assertThat(view.state().filter().isTyping()).isFalse();
  }

  @Property(tries = 200)
  void anyTextCanBeTyped(
      @ForAll String text,
      @ForAll boolean dims,
      @ForAll @IntRange(min = 20, max = 130) int columns) {
    ClusterSnapshot cluster = TestJobs.on(TestCluster.mixed());
    TestView view = new TestView(columns, 20, cluster).type(dims ? "x/" : "/");
    for (int i = 0; i < text.length(); i++) {
      view.press(KeyPress.of(text.charAt(i)));
    }
    assertThat(view.text().lines()).hasSize(20);
    view.type("<TAB><ENTER>V").text();
    assertThat(view.text().lines()).hasSize(20);
  }
}
