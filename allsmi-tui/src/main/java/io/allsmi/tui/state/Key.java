package io.allsmi.tui.state;

/** The kinds of keys. */
public enum Key {
  /** A character. */
  CHARACTER(""),
  /** Up arrow. */
  UP("↑"),
  /** Down arrow. */
  DOWN("↓"),
  /** Left arrow. */
  LEFT("←"),
  /** Right arrow. */
  RIGHT("→"),
  /** Page up. */
  PAGE_UP("PgUp"),
  /** Page down. */
  PAGE_DOWN("PgDn"),
  /** Home. */
  HOME("Home"),
  /** End. */
  END("End"),
  /** Tabulator. */
  TAB("Tab"),
  /** Tabulator with Shift. */
  BACK_TAB("Shift-Tab"),
  /** Enter. */
  ENTER("Enter"),
  /** Escape. */
  ESCAPE("Esc"),
  /** Backspace. */
  BACKSPACE("Backspace");

  private final String label;

  Key(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
