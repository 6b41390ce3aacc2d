package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.usage.UserOrder;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
  private static TestView view(String keys) {
    return new TestView(100, 30, TestCluster.mixed()).type(keys);
  }

  private static List<String> found(TestView view) {
    return Commands.found(view.state(), view.view()).stream().map(Commands.Item::name).toList();
  }

  @Test
  void onlyActionsThatHoldHereAreFound() {
    assertThat(found(view("V:"))).contains("users by vram", "quit").doesNotContain("gpus by host");
    assertThat(found(view(":"))).contains("gpus by host").doesNotContain("users by vram");
    assertThat(found(view(":"))).doesNotContain("show jobs", "toggle pause", "open commands");
  }

  @Test
  void enterRunsTheFirstOneAndClosesTheLine() {
    TestView view = view("V:sort by oldest<ENTER>");
    assertThat(view.state().users().order()).isEqualTo(UserOrder.LONGEST);
    assertThat(view.state().mode()).isEqualTo(InputMode.USERS);
  }

  @Test
  void downChoosesTheNextOne() {
    TestView view = view("V:users by");
    String second = found(view).get(1);
    view.type("<DOWN>");
    assertThat(GuideMoves.chosen(view.state(), view.view()).orElseThrow().name()).isEqualTo(second);
    assertThat(view.type("<UP><UP>").state().guide().command().orElseThrow().index()).isZero();
  }

  @Test
  void aTabIsFoundByItsNameAndAHostByItsOwn() {
    assertThat(view(":tab users<ENTER>").state().tab()).isEqualTo(Tab.USERS);
    assertThat(view(":node-0002<ENTER>").state().tab()).isEqualTo(Tab.host("10.0.0.2:9090"));
  }

  @Test
  void aThemeHoldsAtOnce() {
    TestView view = view(":theme mono<ENTER>");
    assertThat(view.state().guide().theme()).contains("mono");
  }

  @Test
  void quitIsAnEffectAsWithItsKey() {
    assertThat(view(":quit<ENTER>").effects()).containsExactly(new Effect.Quit());
  }

  @Test
  void escapeAndACommandThatThereIsNotChangeNothing() {
    ViewState before = view("V").state();
    assertThat(view("V:sort<ESCAPE>").state()).isEqualTo(before);
    TestView none = view("V:xyzzy<ENTER>");
    assertThat(found(none)).isEmpty();
    assertThat(none.state().mode()).isEqualTo(InputMode.COMMAND);
  }

  @Test
  void everyCharacterIsTextWhileACommandIsTyped() {
    TestView view = view(":q?V:");
    assertThat(view.state().guide().command().orElseThrow().text()).isEqualTo("q?V:");
    assertThat(view.type("<BACKSPACE>").state().guide().command().orElseThrow().text())
        .isEqualTo("q?V");
  }

  @ParameterizedTest
  @CsvSource({
    "sort, sort by power, true",
    "SORT pow, sort by power, true",
    "pow sort, sort by power, true",
    "sbp, sort by power, true",
    "xyz, sort by power, false",
    "power x, sort by power, false"
  })
  void wordsAreFoundInAnyOrderAndLettersInTheirs(String typed, String text, boolean found) {
    assertThat(Fuzzy.score(typed, text) != Fuzzy.NONE).isEqualTo(found);
  }

  @Test
  void aWordThatBeginsOneComesBeforeAPartAndThatBeforeLetters() {
    int begins = Fuzzy.score("node", "the node");
    int part = Fuzzy.score("node", "anode");
    int letters = Fuzzy.score("node", "n o d e");
    assertThat(begins).isGreaterThan(part);
    assertThat(part).isGreaterThan(letters);
  }
}
