package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.usage.Coverage;
import io.allsmi.core.usage.Coverage.HostCoverage;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import java.util.List;

/** The warning that hosts are missing from the sums, and which ones. */
final class CoverageChip {
  private static final int LONGEST_NAME = 60;

  private CoverageChip() {}

  static void draw(Scene scene, int y) {
    Coverage coverage = scene.view().aggregation().coverage();
    String chip =
        " ⚠ partial coverage: "
            + coverage.reporting()
            + " of "
            + coverage.hosts()
            + " nodes reporting process data ";
    int columns = scene.canvas().columns();
    if (Text.width(chip) >= columns) {
      chip = " ⚠ partial: " + coverage.reporting() + " of " + coverage.hosts() + " nodes ";
    }
    int x = scene.canvas().text(0, y, chip, Role.CHIP);
    scene.canvas().text(x + 2, y, detail(scene, coverage.detail(), columns - x - 2), Role.DIM);
  }

  /** As many hosts as fit, and how many more there are. */
  private static String detail(Scene scene, List<HostCoverage> hosts, int room) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hosts.size(); i++) {
      String next = (i == 0 ? "(" : ", ") + one(scene, hosts.get(i));
      int left = hosts.size() - i - 1;
      String rest = left == 0 ? ")" : ", +" + left + " more)";
      if (i > 0 && Text.width(text + next + rest) > room) {
        return text + ", +" + (hosts.size() - i) + " more)";
      }
      text.append(next);
    }
    return text.length() == 0 ? "" : text + ")";
  }

  private static String one(Scene scene, HostCoverage host) {
    return HostName.within(scene, host.hostId(), host.hostname(), LONGEST_NAME)
        + switch (host.status()) {
          case REPORTING -> "";
          case NOT_COLLECTING -> " reports no processes";
          case UNDECIDED -> " undecided";
          case UNREACHABLE -> " " + reason(scene, host);
        };
  }

  private static String reason(Scene scene, HostCoverage host) {
    String why =
        scene
            .view()
            .host(host.hostId())
            .map(HostSnapshot::status)
            .map(HostText::reason)
            .orElse(host.message());
    return why.isEmpty() ? "unreachable" : why;
  }
}
