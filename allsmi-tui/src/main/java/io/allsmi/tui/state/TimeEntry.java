package io.allsmi.tui.state;

/**
 * The line in which a time to go to is typed.
 *
 * @param text what was typed so far
 * @param error why it was refused; empty until then, and again after the next key
 */
public record TimeEntry(String text, String error) {
  /** More than any time takes. */
  private static final int LONGEST = 40;

  static final TimeEntry EMPTY = new TimeEntry("", "");

  TimeEntry typed(char character) {
    boolean fits = text.length() < LONGEST && !Character.isSurrogate(character);
    return new TimeEntry(fits ? text + character : text, "");
  }

  TimeEntry erased() {
    return new TimeEntry(text.isEmpty() ? text : text.substring(0, text.length() - 1), "");
  }

  TimeEntry refused(String why) {
    return new TimeEntry(text, why);
  }
}
