package io.allsmi.tui.terminal;

import io.allsmi.tui.state.KeyPress;

/** What a terminal can tell. */
public sealed interface Input {
  /** A key. */
  record Pressed(KeyPress press) implements Input {}

  /** The left button at a cell, counted from 0. */
  record Clicked(int column, int row) implements Input {}

  /** The mouse moved to a cell while the left button is down. */
  record Dragged(int column, int row) implements Input {}

  /** The wheel; positive is down. */
  record Wheel(int notches) implements Input {}

  /** A key or report that means nothing here. */
  record Ignored() implements Input {}

  /** The terminal is gone. */
  record Ended() implements Input {}
}
