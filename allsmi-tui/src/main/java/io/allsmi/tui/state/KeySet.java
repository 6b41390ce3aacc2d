package io.allsmi.tui.state;

import java.util.List;
import java.util.Map;

/**
 * The keys of both kinds of views.
 *
 * @param live while snapshots come as they are taken
 * @param replay while a recording is played
 */
public record KeySet(KeyMap live, KeyMap replay) {
  /** The keys as they are without settings. */
  public static final KeySet DEFAULT = new KeySet(KeyMap.live(), KeyMap.replay());

  /** The keys in which some actions have others than usual. */
  public static KeySet of(Map<Action, List<KeyPress>> chosen) {
    return new KeySet(KeyMap.of(false, chosen), KeyMap.of(true, chosen));
  }
}
