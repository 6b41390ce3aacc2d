package io.allsmi.tui;

import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.terminal.Input;

/** Something the loop has to hear of. */
sealed interface Event {
  /** A key or the mouse. */
  record FromUser(Input input) implements Event {}

  /** A newer snapshot, added up already. */
  record Snapshot(ClusterView view) implements Event {}

  /** No more snapshots come. */
  record SourceEnded(String why) implements Event {}

  /** Something of ours broke on another thread. */
  record Broken(Throwable cause) implements Event {}

  /** A message for the key line, and the file that it ends with, if any. */
  record Message(String text, String file, boolean failure) implements Event {}

  /** The screen may have another size. */
  record Resized() implements Event {}

  /** The user wants the shell. */
  record StopRequested() implements Event {}

  /** The process goes on. */
  record Continued() implements Event {}
}
