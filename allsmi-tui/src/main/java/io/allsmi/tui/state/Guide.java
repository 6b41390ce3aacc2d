package io.allsmi.tui.state;

import java.util.Optional;

/**
 * What helps to find one's way: keys, help and commands.
 *
 * @param keys which keys do what
 * @param search which lines of help are shown
 * @param command the command that is typed; empty while none is
 * @param theme the name of the theme that was chosen while the view ran; empty for the first one
 */
public record Guide(
    KeySet keys, HelpSearch search, Optional<CommandEntry> command, Optional<String> theme) {
  static final Guide START =
      new Guide(KeySet.DEFAULT, HelpSearch.NONE, Optional.empty(), Optional.empty());

  Guide withKeys(KeySet newKeys) {
    return new Guide(newKeys, search, command, theme);
  }

  Guide withSearch(HelpSearch newSearch) {
    return new Guide(keys, newSearch, command, theme);
  }

  Guide withCommand(Optional<CommandEntry> newCommand) {
    return new Guide(keys, search, newCommand, theme);
  }

  Guide withTheme(String name) {
    return new Guide(keys, search, command, Optional.of(name));
  }
}
