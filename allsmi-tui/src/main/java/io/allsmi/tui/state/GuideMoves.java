package io.allsmi.tui.state;

import java.util.List;
import java.util.Optional;

/** What keys do in help and in the line in which a command is typed. */
final class GuideMoves {
  private GuideMoves() {}

  static boolean isTyping(ViewState state) {
    return state.mode() == InputMode.HELP_SEARCH || state.mode() == InputMode.COMMAND;
  }

  static ViewState typed(ViewState state, char character) {
    Guide guide = state.guide();
    return state.mode() == InputMode.COMMAND
        ? commanding(state, guide.command().map(c -> c.typed(character)))
        : searching(state, guide.search().typed(character));
  }

  static ViewState erased(ViewState state) {
    Guide guide = state.guide();
    return state.mode() == InputMode.COMMAND
        ? commanding(state, guide.command().map(CommandEntry::erased))
        : searching(state, guide.search().erased());
  }

  static ViewState searching(ViewState state, HelpSearch search) {
    return state.withGuide(state.guide().withSearch(search));
  }

  static ViewState commanding(ViewState state, Optional<CommandEntry> command) {
    return state.withGuide(state.guide().withCommand(command));
  }

  static ViewState closed(ViewState state) {
    return state.guide().command().isEmpty() ? state : commanding(state, Optional.empty());
  }

  static ViewState moved(ViewState state, ClusterView view, int rows) {
    int size = Commands.found(state, view).size();
    return commanding(state, state.guide().command().map(c -> c.moved(rows, size)));
  }

  /** The command that Enter runs; empty when none is found. */
  static Optional<Commands.Item> chosen(ViewState state, ClusterView view) {
    List<Commands.Item> found = Commands.found(state, view);
    int index = state.guide().command().map(CommandEntry::index).orElse(0);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(Math.min(index, found.size() - 1)));
  }
}
