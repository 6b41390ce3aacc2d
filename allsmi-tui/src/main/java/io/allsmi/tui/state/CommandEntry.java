package io.allsmi.tui.state;

/**
 * The line in which a command is typed.
 *
 * @param text what was typed so far
 * @param index which of the commands that are found is chosen, from 0
 */
public record CommandEntry(String text, int index) {
  static final CommandEntry EMPTY = new CommandEntry("", 0);

  private static final int LONGEST = 80;

  CommandEntry typed(char character) {
    return new CommandEntry(text.length() < LONGEST ? text + character : text, 0);
  }

  CommandEntry erased() {
    return new CommandEntry(text.isEmpty() ? text : text.substring(0, text.length() - 1), 0);
  }

  CommandEntry moved(int rows, int size) {
    return new CommandEntry(text, Math.max(0, Math.min(size - 1, index + rows)));
  }
}
