package io.allsmi.tui.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The help page, made from the key map. */
public final class HelpLines {
  private static final int HEADER_AND_KEYS = 2;
  private static final List<Line> ALL = lines();

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

  /** Every line. */
  public static List<Line> all() {
    return ALL;
  }

  /** How many lines of help fit. */
  static int height(ViewState state) {
    return Math.max(0, state.rows() - HEADER_AND_KEYS);
  }

  private static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (KeyContext context : KeyContext.values()) {
      Map<String, String> keysByHelp = new LinkedHashMap<>();
      KeyMap.all().stream()
          .filter(b -> b.context() == context)
          .forEach(b -> keysByHelp.merge(b.help(), b.press().label(), (a, c) -> a + " " + c));
      if (!keysByHelp.isEmpty()) {
        lines.add(new Line("", context.title(), true));
        keysByHelp.forEach((help, keys) -> lines.add(new Line(keys, help, false)));
        lines.add(new Line("", "", false));
      }
    }
    lines.add(new Line("", "Mouse and columns", true));
    lines.add(new Line("Click", "chooses a row, a second click opens it", false));
    lines.add(new Line("", "a click on a tab shows it, on a column title sorts", false));
    lines.add(new Line("Wheel", "moves in the list", false));
    lines.add(new Line("", POWER, false));
    lines.add(new Line("", "–: not known, which is not zero", false));
    return List.copyOf(lines);
  }
}
