package io.allsmi.tui.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The help page, made from the key map. */
public final class HelpLines {
  private static final int HEADER_AND_KEYS = 2;
  private static final List<Line> LIVE = lines(KeyMap.live());
  private static final List<Line> REPLAY = lines(KeyMap.replay());

  private HelpLines() {}

  /**
   * A line of help.
   *
   * @param keys the keys; empty for a heading or a note
   * @param text what they do, or the heading
   * @param heading whether it is a heading
   */
  public record Line(String keys, String text, boolean heading) {}

  /** What the star of the power column means. */
  public static final String POWER =
      "POWER*: the power of each GPU shared by the memory each user holds on it";

  /** What a state of a job means where it is brief. */
  private static final String STATE =
      "STATE 4a 2p 1i 8u 3?▲: GPUs active, parked, idle, unused, unknown; a stray process";

  /** Every line about the keys that hold now. */
  public static List<Line> of(ViewState state) {
    return state.replay().isPresent() ? REPLAY : LIVE;
  }

  /** How many lines of help fit. */
  static int height(ViewState state) {
    return Math.max(0, state.rows() - HEADER_AND_KEYS);
  }

  private static List<Line> lines(KeyMap map) {
    List<Line> lines = new ArrayList<>();
    for (KeyContext context : KeyContext.values()) {
      Map<String, String> keysByHelp = new LinkedHashMap<>();
      map.all().stream()
          .filter(b -> b.context() == context)
          .forEach(b -> keysByHelp.merge(b.help(), b.press().label(), (a, c) -> a + " " + c));
      if (!keysByHelp.isEmpty()) {
        lines.add(new Line("", context.title(), true));
        keysByHelp.forEach((help, keys) -> lines.add(new Line(keys, help, false)));
        if (context != KeyContext.SESSION) {
          lines.add(new Line("", "", false));
        }
      }
    }
    lines.add(new Line("Ctrl-Z", "the shell; fg comes back", false));
    lines.add(new Line("", "", false));
    if (map == KeyMap.replay()) {
      lines.add(new Line("", "Times", true));
      lines.add(new Line("90 1:30 0:01:30", "seconds, MM:SS or HH:MM:SS from the start", false));
      lines.add(new Line("@14:32 @14:32:07", "a time of day, on the day that is shown", false));
      lines.add(new Line("2026-11-20T14:32", "a date and time", false));
      lines.add(new Line("", "", false));
    }
    lines.add(new Line("", "Mouse and columns", true));
    lines.add(new Line("Click", "chooses a row, a second click opens it", false));
    lines.add(new Line("", "a click on a tab shows it, on a column title sorts", false));
    if (map == KeyMap.replay()) {
      lines.add(new Line("", "a click on the timeline, or a drag along it, goes there", false));
    }
    lines.add(new Line("Wheel", "moves in the list", false));
    lines.add(new Line("", POWER, false));
    lines.add(new Line("", STATE, false));
    lines.add(new Line("", "–: not known, which is not zero", false));
    return List.copyOf(lines);
  }
}
