package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Banner;
import java.util.List;

/** What could not be used, in one line: the first complaint and how many more there are. */
final class Complaints {
  private Complaints() {}

  /** About the source, {@code ⚠ hosts.csv line 3: expected … (+2 more)}. */
  static void source(Scene scene, int y) {
    List<Issue> issues = Banner.complaints(scene.state().tab(), scene.view());
    String name = scene.look().source().isEmpty() ? "hosts" : scene.look().source();
    String first = issues.get(0).line() == 0 ? "" : name + " ";
    String text = line(first, issues, scene.canvas().columns() - 2);
    scene.canvas().text(0, y, " " + text + " ", Role.CHIP);
  }

  /** About the report of the host whose tab is shown. */
  static void report(Scene scene, int y) {
    List<Issue> issues =
        scene.view().host(scene.state().tab().hostId()).map(HostSnapshot::issues).orElse(List.of());
    if (!issues.isEmpty()) {
      scene.canvas().text(1, y, line("", issues, scene.canvas().columns() - 1), Role.WARN);
    }
  }

  /** How many more there are stays, whatever has to be cut. */
  private static String line(String start, List<Issue> issues, int room) {
    String more = issues.size() == 1 ? "" : "  (+" + (issues.size() - 1) + " more)";
    return Text.cut("⚠ " + start + issues.get(0), room - Text.width(more)) + more;
  }
}
