package io.allsmi.tui.state;

import io.allsmi.tui.state.KeyMap.Binding;
import io.allsmi.tui.state.KeyMap.Section;
import java.util.List;

/** The keys of the filter, which are the same in every tab. */
final class FilterKeys {
  private FilterKeys() {}

  static void add(List<Binding> map) {
    Section global = new Section(map, KeyContext.GLOBAL);
    global.key('/', Action.OPEN_FILTER, "filter: user==alice && temp>80C", "filter");
    global.key('x', Action.TOGGLE_DIM, "what does not match the filter: hidden, or dim", "");
    for (KeyContext tab : List.of(KeyContext.ALL, KeyContext.HOST, KeyContext.USERS)) {
      new Section(map, tab).key(Key.ESCAPE, Action.CLEAR_FILTER, "no filter any more", "");
    }
    Section typing = new Section(map, KeyContext.FILTER);
    typing.key(Key.ENTER, Action.ACCEPT_FILTER, "keep the filter", "keep");
    typing.key(Key.ESCAPE, Action.CANCEL_FILTER, "the filter as it was before", "cancel");
    typing.key(Key.TAB, Action.COMPLETE_FILTER, "complete a field or a value", "complete");
    typing.press(KeyPress.ctrl('r'), Action.RECALL_FILTER, "an earlier filter", "recall");
    typing.press(KeyPress.ctrl('u'), Action.EMPTY_FILTER, "erase all that was typed", "");
    typing.key(Key.BACKSPACE, Action.ERASE_CHARACTER, "erase the last character", "");
  }
}
