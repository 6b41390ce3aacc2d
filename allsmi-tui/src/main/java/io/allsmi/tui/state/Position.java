package io.allsmi.tui.state;

/**
 * Where the user is in one list.
 *
 * @param key the key of the row the cursor is on; empty in an empty list
 * @param index where that row was last, so that the cursor stays near when the row leaves
 * @param top the first row on the screen
 */
public record Position(String key, int index, int top) {
  static final Position START = new Position("", 0, 0);
}
