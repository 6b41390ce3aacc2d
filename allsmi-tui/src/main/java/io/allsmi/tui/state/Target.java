package io.allsmi.tui.state;

/** What lies under the mouse, as the renderer marked it. */
public sealed interface Target {
  /** The name of a tab. */
  record OfTab(Tab tab) implements Target {}

  /** A row of the list shown. */
  record OfRow(String key) implements Target {}

  /** A column title that sorts. */
  record OfAction(Action action) implements Target {}
}
