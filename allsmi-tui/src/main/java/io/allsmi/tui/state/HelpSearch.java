package io.allsmi.tui.state;

import java.util.Locale;

/**
 * Which lines of help are shown.
 *
 * @param text a part of them, in any case; empty for all
 * @param typing whether it is being typed
 */
public record HelpSearch(String text, boolean typing) {
  static final HelpSearch NONE = new HelpSearch("", false);

  private static final int LONGEST = 40;

  HelpSearch begun() {
    return new HelpSearch(text, true);
  }

  HelpSearch typed(char character) {
    return text.length() < LONGEST ? new HelpSearch(text + character, typing) : this;
  }

  HelpSearch erased() {
    return new HelpSearch(text.isEmpty() ? text : text.substring(0, text.length() - 1), typing);
  }

  HelpSearch accepted() {
    return new HelpSearch(text.strip(), false);
  }

  boolean finds(HelpLines.Line line) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return line.text().toLowerCase(Locale.ROOT).contains(wanted)
        || line.keys().toLowerCase(Locale.ROOT).contains(wanted);
  }
}
