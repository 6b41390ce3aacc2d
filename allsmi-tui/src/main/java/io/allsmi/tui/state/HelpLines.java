package io.allsmi.tui.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The help page, made from the key map. */
public final class HelpLines {
  private static final int HEADER_AND_KEYS = 2;

  private HelpLines() {}

  /**
   * A line of help.
   *
   * @param keys the keys; empty for a heading or a note
   * @param text what they do, or the heading
   * @param heading whether it is a heading
   * @param here whether it is about what is on the screen behind help
   */
  public record Line(String keys, String text, boolean heading, boolean here) {}

  /** What the star of the power column means. */
  public static final String POWER =
      "POWER*: the power of each GPU shared by the memory each user holds on it";

  /** What a state of a job means where it is brief. */
  private static final String STATE =
      "STATE 4a 2p 1i 8u 3?▲: GPUs active, parked, idle, unused, unknown; a stray process";

  /** The lines about the keys there are, those that hold here first, or those that are sought. */
  public static List<Line> of(ViewState state) {
    List<Line> all = lines(state);
    HelpSearch search = state.guide().search();
    return search.text().isBlank() ? all : found(all, search);
  }

  /** Lines with what is sought under their headings; a heading with it keeps all its lines. */
  private static List<Line> found(List<Line> all, HelpSearch search) {
    List<Line> found = new ArrayList<>();
    Line heading = all.get(0);
    for (Line line : all) {
      if (line.heading()) {
        heading = line;
      } else if (!line.text().isEmpty() && (search.finds(line) || search.finds(heading))) {
        if (!found.contains(heading)) {
          found.add(heading);
        }
        found.add(line);
      }
    }
    return List.copyOf(found);
  }

  /** How many lines of help fit. */
  static int height(ViewState state) {
    return Math.max(0, state.rows() - HEADER_AND_KEYS);
  }

  private static List<Line> lines(ViewState state) {
    KeyMap map = state.keyMap();
    List<KeyContext> here = state.place().contexts();
    Set<KeyContext> order = new LinkedHashSet<>(here);
    order.remove(KeyContext.SESSION);
    order.addAll(List.of(KeyContext.values()));
    order.remove(KeyContext.SESSION);
    order.add(KeyContext.SESSION);
    List<Line> lines = new ArrayList<>();
    for (KeyContext context : order) {
      boolean holds = here.contains(context);
      Map<String, String> keysByHelp = new LinkedHashMap<>();
      map.all().stream()
          .filter(b -> b.context() == context)
          .forEach(b -> keysByHelp.merge(b.help(), b.press().label(), (a, c) -> a + " " + c));
      if (!keysByHelp.isEmpty()) {
        lines.add(new Line("", context.title(), true, holds));
        keysByHelp.forEach((help, keys) -> lines.add(new Line(keys, help, false, holds)));
        if (context != KeyContext.SESSION) {
          lines.add(new Line("", "", false, true));
        }
      }
    }
    lines.add(new Line("Ctrl-Z", "the shell; fg comes back", false, true));
    lines.add(new Line("", "", false, true));
    if (state.replay().isPresent()) {
      lines.add(new Line("", "Times", true, true));
      lines.add(
          new Line("90 1:30 0:01:30", "seconds, MM:SS or HH:MM:SS from the start", false, true));
      lines.add(
          new Line("@14:32 @14:32:07", "a time of day, on the day that is shown", false, true));
      lines.add(new Line("2026-11-20T14:32", "a date and time", false, true));
      lines.add(new Line("", "", false, true));
    }
    lines.add(new Line("", "Mouse and columns", true, true));
    lines.add(new Line("Click", "chooses a row, a second click opens it", false, true));
    lines.add(new Line("", "a click on a tab shows it, on a column title sorts", false, true));
    if (state.replay().isPresent()) {
      lines.add(
          new Line("", "a click on the timeline, or a drag along it, goes there", false, true));
    }
    lines.add(new Line("Wheel", "moves in the list", false, true));
    lines.add(new Line("", POWER, false, true));
    lines.add(new Line("", STATE, false, true));
    lines.add(new Line("", "–: not known, which is not zero", false, true));
    return List.copyOf(lines);
  }
}
