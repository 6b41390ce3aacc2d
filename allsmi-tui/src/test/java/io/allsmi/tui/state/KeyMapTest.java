package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyMapTest {
  private static final Map<InputMode, String> WAYS =
      Map.of(
          InputMode.HELP, "V?<DOWN><DOWN>",
          InputMode.ALL, "u<DOWN><DOWN>",
          InputMode.HOST, "<RIGHT><RIGHT><DOWN><DOWN>",
          InputMode.USERS, "Vp<DOWN><DOWN>",
          InputMode.USER_HOSTS, "V<ENTER><DOWN>",
          InputMode.USER_PROCESSES, "V<DOWN><ENTER><ENTER><DOWN>");

  private static TestView in(InputMode mode) {
    return new TestView(100, 20, TestCluster.healthy(8, 8, 0)).type(WAYS.get(mode));
  }

  @ParameterizedTest
  @EnumSource(InputMode.class)
  void noKeyMeansTwoThingsInOnePlace(InputMode mode) {
    Set<KeyPress> seen = new HashSet<>();
    for (KeyContext context : mode.contexts()) {
      for (KeyMap.Binding binding : KeyMap.all()) {
        if (binding.context() == context) {
          assertThat(seen.add(binding.press())).as(binding.toString()).isTrue();
        }
      }
    }
    assertThat(seen).isNotEmpty();
  }

  static Stream<Object[]> keysOfEveryMode() {
    return Stream.of(InputMode.values())
        .flatMap(
            mode ->
                KeyMap.all().stream()
                    .filter(b -> mode.contexts().contains(b.context()))
                    .map(b -> new Object[] {mode, b}));
  }

  @ParameterizedTest
  @MethodSource("keysOfEveryMode")
  void everyKeyDoesSomethingWhereItHolds(InputMode mode, KeyMap.Binding binding) {
    List<String> preparations = List.of("", "<END>", "<HOME>", "<RIGHT>", "m", "u", "d");
    boolean changes = false;
    for (String preparation : preparations) {
      TestView view = in(mode).type(preparation);
      if (view.state().mode() == mode) {
        ViewState before = view.state();
        view.press(binding.press());
        changes |= !view.state().equals(before) || !view.effects().isEmpty();
      }
    }
    assertThat(changes).isTrue();
  }

  @Test
  void everyActionHasAKey() {
    assertThat(KeyMap.all()).extracting(KeyMap.Binding::action).contains(Action.values());
  }

  @Test
  void helpComesBeforeTheKeysOfTheTab() {
    KeyPress down = KeyPress.of('q');
    assertThat(KeyMap.actionFor(down, InputMode.HELP)).contains(Action.CLOSE_HELP);
    assertThat(KeyMap.actionFor(KeyPress.of('u'), InputMode.HELP)).isEmpty();
    assertThat(KeyMap.actionFor(KeyPress.of(Key.RIGHT), InputMode.HELP)).isEmpty();
  }

  @Test
  void theTabComesBeforeWhatHoldsEverywhere() {
    assertThat(InputMode.USERS.contexts().indexOf(KeyContext.USERS))
        .isLessThan(InputMode.USERS.contexts().indexOf(KeyContext.GLOBAL));
    assertThat(KeyMap.actionFor(KeyPress.of('p'), InputMode.USERS)).contains(Action.USERS_BY_POWER);
    assertThat(KeyMap.actionFor(KeyPress.of('p'), InputMode.ALL)).contains(Action.GPUS_BY_POWER);
    assertThat(KeyMap.actionFor(KeyPress.of('p'), InputMode.HOST)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(InputMode.class)
  void controlCQuitsAndControlLRedrawsEverywhere(InputMode mode) {
    assertThat(KeyMap.actionFor(KeyPress.ctrl('c'), mode)).contains(Action.QUIT);
    assertThat(KeyMap.actionFor(KeyPress.ctrl('l'), mode)).contains(Action.REDRAW);
  }

  @ParameterizedTest
  @EnumSource(value = InputMode.class, names = "HELP", mode = EnumSource.Mode.EXCLUDE)
  void whatHoldsEverywhereHolds(InputMode mode) {
    assertThat(KeyMap.actionFor(KeyPress.of('q'), mode)).contains(Action.QUIT);
    assertThat(KeyMap.actionFor(KeyPress.of('h'), mode)).contains(Action.OPEN_HELP);
    assertThat(KeyMap.actionFor(KeyPress.of('?'), mode)).contains(Action.OPEN_HELP);
  }

  @Test
  void helpListsEveryKeyAndExplainsThePowerColumn() {
    assertThat(HelpLines.all()).extracting(HelpLines.Line::text).contains(HelpLines.POWER);
    for (KeyMap.Binding binding : KeyMap.all()) {
      assertThat(HelpLines.all())
          .anyMatch(
              l ->
                  l.text().equals(binding.help())
                      && List.of(l.keys().split(" ")).contains(binding.press().label()));
    }
  }
}
