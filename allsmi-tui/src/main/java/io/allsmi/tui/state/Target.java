package io.allsmi.tui.state;

import java.time.Duration;

/** What lies under the mouse, as the renderer marked it. */
public sealed interface Target {
  /** The name of a tab. */
  record OfTab(Tab tab) implements Target {}

  /** A row of the list shown. */
  record OfRow(String key) implements Target {}

  /** A column title that sorts. */
  record OfAction(Action action) implements Target {}

  /** The name of a theme. */
  record OfTheme(String name) implements Target {}

  /** A place on the timeline, from the start of the recording. */
  record OfTime(Duration offset) implements Target {}
}
