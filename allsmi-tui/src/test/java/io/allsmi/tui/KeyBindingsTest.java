package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.InputMode;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyMap;
import io.allsmi.tui.state.KeyNames;
import io.allsmi.tui.state.KeyPress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyBindingsTest {
  private static KeyMap live(Map<String, List<String>> chosen) {
    return KeyBindings.of(chosen).keys().live();
  }

  @Test
  void theUsualKeysWrittenOutChangeNothing() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    KeyBindings.actions().forEach(action -> all.put(action, KeyBindings.defaultKeys(action)));
    KeyBindings same = KeyBindings.of(all);
    for (InputMode mode : InputMode.values()) {
      for (KeyMap.Binding b : KeyMap.replay().all()) {
        assertThat(same.keys().live().actionFor(b.press(), mode))
            .isEqualTo(KeyMap.live().actionFor(b.press(), mode));
        assertThat(same.keys().replay().actionFor(b.press(), mode))
            .isEqualTo(KeyMap.replay().actionFor(b.press(), mode));
      }
    }
  }

  @Test
  void aChosenKeyTakesThePlaceOfAllOthers() {
    KeyMap map = live(Map.of("quit", List.of("z", "Ctrl-q")));
    assertThat(map.actionFor(KeyPress.of('z'), InputMode.USERS)).contains(Action.QUIT);
    assertThat(map.actionFor(KeyPress.ctrl('q'), InputMode.ALL)).contains(Action.QUIT);
    assertThat(map.actionFor(KeyPress.of('q'), InputMode.USERS)).isEmpty();
    assertThat(map.actionFor(KeyPress.ctrl('c'), InputMode.USERS)).contains(Action.QUIT);
  }

  @Test
  void helpAndTheKeyLineNameTheChosenKey() {
    TestView view = new TestView(100, 30, TestCluster.mixed());
    view.state(view.state().withKeys(KeyBindings.of(Map.of("users_by_vram", List.of("z"))).keys()));
    assertThat(view.type("V").text()).contains("z").doesNotContain("u m p");
    assertThat(view.type("?").text()).containsPattern("z +sort by GPU memory");
  }

  @Test
  void aKeyThatMeansSomethingElseInTheSamePlaceIsRefusedWithBothNamed() {
    assertThat(KeyBindings.faults(Map.of("quit", List.of("V"))))
        .containsOnlyKeys("quit")
        .extractingByKey("quit")
        .asString()
        .contains("'V', which is show_users in '");
    assertThat(KeyBindings.faults(Map.of("quit", List.of("V"), "show_users", List.of("S"))))
        .isEmpty();
  }

  @Test
  void aKeyThatClashesOnlyInARecordingIsRefusedToo() {
    assertThat(KeyBindings.faults(Map.of("open_commands", List.of("M"))))
        .extractingByKey("open_commands")
        .asString()
        .contains("toggle_marker in 'Replay'");
  }

  @Test
  void anActionOrAKeyThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> KeyBindings.of(Map.of("fly", List.of("x"))))
        .hasMessage("fly: expected an action, got an unknown name");
    assertThatThrownBy(() -> KeyBindings.of(Map.of("quit", List.of("F13"))))
        .hasMessageStartingWith("quit: expected a character, Ctrl-x, ")
        .hasMessageEndingWith("got 'F13'");
    assertThatThrownBy(() -> KeyBindings.of(Map.of("quit", List.of())))
        .hasMessage("quit: expected 1 to 16 keys, got 0");
    for (String kept : List.of("Ctrl-c", "Ctrl-l", "Ctrl-z", "Ctrl-m", "Ctrl-é")) {
      assertThat(KeyBindings.faults(Map.of("quit", List.of(kept)))).as(kept).isNotEmpty();
    }
  }

  @Test
  void linesThatAreTypedInKeepTheirKeys() {
    assertThat(KeyBindings.actions())
        .contains("quit", "open", "users_by_vram", "toggle_pause")
        .doesNotContain("erase_character", "run_command", "accept_search", "redraw");
  }

  @Test
  void theNameOfAKeyIsUnderstood() {
    for (KeyMap.Binding b : KeyMap.replay().all()) {
      if (!b.press().ctrl()) {
        assertThat(KeyNames.parse(KeyNames.of(b.press()))).isEqualTo(b.press());
      }
    }
    assertThat(KeyNames.parse("ctrl-X")).isEqualTo(KeyPress.ctrl('x'));
    assertThat(KeyNames.parse("pageup")).isEqualTo(KeyPress.of(Key.PAGE_UP));
  }
}
