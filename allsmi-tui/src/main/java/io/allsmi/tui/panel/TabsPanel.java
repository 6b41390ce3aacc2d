package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Tab;
import io.allsmi.tui.state.Target;
import java.util.List;
import java.util.Optional;

/** The tab row; host tabs scroll so that the current one is seen, shortened if it must be. */
final class TabsPanel {
  private static final int GAP = 2;
  private static final int LONGEST_NAME = 24;
  private static final int LONGEST = 40;
  private static final String ABSENT = "◌";

  private TabsPanel() {}

  static void draw(Scene scene, int y) {
    List<Tab> tabs = scene.view().tabs(scene.state());
    int fixed = fixed(tabs);
    int x = 1;
    for (int i = 0; i < fixed; i++) {
      x = tab(scene, x, y, tabs.get(i), name(scene, tabs.get(i), LONGEST)) + GAP;
    }
    if (tabs.size() > fixed) {
      x = scene.canvas().text(x - 1, y, "│ ", Role.DIM);
      hosts(scene, x, y, tabs);
    }
  }

  /** How many tabs stand before those of the hosts. */
  private static int fixed(List<Tab> tabs) {
    int count = 0;
    while (count < tabs.size() && tabs.get(count).kind() != Tab.Kind.HOST) {
      count++;
    }
    return count;
  }

  private static void hosts(Scene scene, int from, int y, List<Tab> tabs) {
    int end = scene.canvas().columns() - 2;
    int first = firstShown(scene, tabs, end - from - GAP);
    int x = from;
    if (first > fixed(tabs)) {
      scene.canvas().text(x, y, "‹", Role.DIM);
      x += GAP;
    }
    for (int i = first; i < tabs.size(); i++) {
      boolean current = tabs.get(i).equals(scene.state().tab());
      int room = end - x - (i == tabs.size() - 1 ? 0 : 1);
      String name = name(scene, tabs.get(i), current ? room : LONGEST);
      if (x + Text.width(name) > end) {
        scene.canvas().put(end, y, '›', Role.DIM);
        return;
      }
      x = tab(scene, x, y, tabs.get(i), name) + GAP;
    }
  }

  /** The first host tab such that the current one fits. */
  private static int firstShown(Scene scene, List<Tab> tabs, int room) {
    int current = tabs.indexOf(scene.state().tab());
    int fixed = fixed(tabs);
    if (current < fixed) {
      return fixed;
    }
    int width = 0;
    int first = current;
    while (first >= fixed) {
      width += Text.width(name(scene, tabs.get(first), LONGEST)) + GAP;
      if (width > room) {
        return Math.min(current, first + 1);
      }
      first--;
    }
    return fixed;
  }

  private static int tab(Scene scene, int x, int y, Tab tab, String name) {
    boolean current = tab.equals(scene.state().tab());
    Role role = current ? Role.TAB : role(scene, tab);
    int end = scene.canvas().text(x, y, name, role);
    scene.canvas().mark(y, x, end, new Target.OfTab(tab));
    return end;
  }

  private static Role role(Scene scene, Tab tab) {
    Optional<HostSnapshot> host = scene.view().host(tab.hostId());
    if (tab.kind() == Tab.Kind.HOST && host.isEmpty()) {
      return Role.DIM;
    }
    boolean fine = host.isEmpty() || host.get().status().failure().isEmpty();
    return fine ? Role.NORMAL : HostText.role(host.get().status().state());
  }

  private static String name(Scene scene, Tab tab, int most) {
    return switch (tab.kind()) {
      case ALL -> "All";
      case USERS -> "Users";
      case JOBS -> "Jobs";
      case HOST -> hostName(scene, tab, most);
    };
  }

  private static String hostName(Scene scene, Tab tab, int most) {
    Optional<HostSnapshot> found = scene.view().host(tab.hostId());
    if (found.isEmpty()) {
      return Text.cut(ABSENT + tab.hostId(), Math.min(LONGEST, most));
    }
    HostSnapshot host = found.get();
    String glyph = host.status().failure().isPresent() ? HostText.glyph(host.status().state()) : "";
    if (SshLabel.isOverSsh(host.status().transport()) && !host.address().isEmpty()) {
      return glyph + SshLabel.tab(host, Math.min(LONGEST, most) - Text.width(glyph));
    }
    int longest = scene.view().isShared(host.hostname()) ? LONGEST : LONGEST_NAME;
    return glyph + HostName.within(scene, host, Math.min(longest, most - Text.width(glyph)));
  }
}
