package io.allsmi.tui.state;

import io.allsmi.core.source.PlaybackCommand;

/** Something the loop has to do in the world; the reducer only asks for it. */
public sealed interface Effect {
  /** Leave. */
  record Quit() implements Effect {}

  /** Draw every cell again. */
  record Redraw() implements Effect {}

  /**
   * Write a new file.
   *
   * @param about what it is about, one word
   * @param csv what goes into it
   * @param rows how many rows it has, for the message
   */
  record Export(String about, String csv, int rows) implements Effect {}

  /** Ring the bell, if that is wanted. */
  record Ring() implements Effect {}

  /** Ask something of the playback. */
  record Steer(PlaybackCommand command) implements Effect {}
}
