package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.HostChoice;
import io.allsmi.tui.state.Listing;
import io.allsmi.tui.state.Row;
import io.allsmi.tui.state.Tab;
import io.allsmi.tui.state.Target;
import io.allsmi.tui.state.Totals;
import java.util.List;
import java.util.Optional;

/**
 * One glyph for each host: its state by the glyph, its load by the colour. The host of the cursor
 * is underlined and named; hosts that do not fit are on further pages, of which the one with the
 * cursor is shown. A click opens the host.
 */
final class HostGrid {
  private static final int NAME = 13;
  private static final int FEWEST = 6;
  private static final int MARKS = 2;
  private static final int NARROW = 76;

  private HostGrid() {}

  /** So many cells of the screen, for as many rows; 0 where there is no room. */
  static int width(Scene scene, int columns, int rows) {
    int hosts = scene.view().hosts().size();
    if (columns < NARROW || hosts == 0) {
      return 0;
    }
    int wanted = NAME + Math.max(FEWEST, (hosts + rows - 1) / rows) + MARKS + 1;
    return Math.min(wanted, columns / 3);
  }

  static void draw(Scene scene, int x, int y, int width, int rows) {
    int cells = width - NAME - MARKS - 1;
    if (cells <= 0) {
      return;
    }
    List<HostSnapshot> hosts = scene.view().hosts();
    Optional<String> cursor = cursor(scene);
    int at = cursor.map(id -> indexOf(hosts, id)).orElse(-1);
    String name = at < 0 ? "hosts" : HostName.within(scene, hosts.get(at), NAME - 1);
    scene.canvas().text(x, y, NAME - 1, Text.cut(name, NAME - 1), at < 0 ? Role.DIM : Role.ACCENT);
    int perPage = cells * rows;
    int first = Math.max(0, at) / perPage * perPage;
    int left = x + NAME;
    if (first > 0) {
      scene.canvas().put(left, y, '‹', Role.DIM);
    }
    if (first + perPage < hosts.size()) {
      scene.canvas().put(left + 1 + cells, y + rows - 1, '›', Role.DIM);
    }
    for (int i = 0; i < perPage && first + i < hosts.size(); i++) {
      int column = left + 1 + i % cells;
      host(scene, column, y + i / cells, hosts.get(first + i), first + i == at);
    }
    if (rows > 1 && hosts.size() > perPage) {
      String page = first / perPage + 1 + "/" + (hosts.size() + perPage - 1) / perPage;
      scene.canvas().text(x, y + 1, NAME - 1, "page " + page, Role.DIM);
    }
  }

  private static int indexOf(List<HostSnapshot> hosts, String hostId) {
    for (int i = 0; i < hosts.size(); i++) {
      if (hosts.get(i).hostId().equals(hostId)) {
        return i;
      }
    }
    return -1;
  }

  private static void host(Scene scene, int x, int y, HostSnapshot host, boolean isCursor) {
    HostState state = host.status().state();
    Role role =
        state == HostState.UP || state == HostState.LATE ? load(scene, host) : HostText.role(state);
    scene.canvas().put(x, y, HostText.glyph(state).codePointAt(0), role);
    if (isCursor) {
      scene.canvas().overlay(y, x, x + 1, Role.TAB);
    }
    scene.canvas().mark(y, x, x + 1, new Target.OfTab(Tab.host(host.hostId())));
  }

  private static Role load(Scene scene, HostSnapshot host) {
    Totals totals = scene.view().totals(host);
    return totals.utilizationPercent().isEmpty()
        ? Role.DIM
        : Figures.load(totals.utilizationPercent());
  }

  /** The host of what the cursor is on. */
  private static Optional<String> cursor(Scene scene) {
    Tab tab = scene.state().tab();
    if (tab.kind() == Tab.Kind.HOST) {
      return Optional.of(tab.hostId());
    }
    Optional<String> open = scene.state().host().gpu().map(HostChoice.OpenGpu::hostId);
    return open.isPresent() ? open : row(scene).flatMap(HostGrid::hostOf);
  }

  private static Optional<Row> row(Scene scene) {
    Listing listing = scene.view().listing(scene.state());
    int at = listing.indexOf(scene.state().position().key());
    return at < 0 ? Optional.empty() : Optional.of(listing.rows().get(at));
  }

  private static Optional<String> hostOf(Row row) {
    if (row instanceof Row.Gpu gpu) {
      return Optional.of(gpu.host().hostId());
    }
    if (row instanceof Row.Host host) {
      return Optional.of(host.host().hostId());
    }
    if (row instanceof Row.UserHost host) {
      return Optional.of(host.usage().hostId());
    }
    if (row instanceof Row.OnDevice process) {
      return Optional.of(process.process().hostId());
    }
    if (row instanceof Row.JobDevice device) {
      return device.host().map(HostSnapshot::hostId);
    }
    return row instanceof Row.JobNode node
        ? node.usage().host().map(HostSnapshot::hostId)
        : Optional.empty();
  }
}
