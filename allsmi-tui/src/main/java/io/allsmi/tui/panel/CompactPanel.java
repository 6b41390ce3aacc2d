package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.table.Ranges;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Listing;
import io.allsmi.tui.state.Row;
import io.allsmi.tui.state.Tab;
import io.allsmi.tui.state.Totals;
import java.util.function.IntFunction;

/** Where there is room for little: one line per host, user, GPU or process. */
final class CompactPanel {
  private static final int FIGURE = 9;

  private CompactPanel() {}

  static void title(Scene scene, int y) {
    Scene.Line line = scene.line(1, y).add(place(scene), Role.STRONG).gap(1);
    if (scene.state().trouble().isPresent()) {
      line.add("✕ " + scene.state().trouble().get(), Role.BAD);
    } else if (scene.view().snapshot().isEmpty()) {
      line.add("↻ connecting", Role.WARN);
    } else {
      Totals totals = scene.view().totals();
      line.add(totals.up() + "/" + totals.hosts() + " hosts ", Role.NORMAL);
      line.add(Quantity.percent(totals.utilizationPercent()), Role.NORMAL);
    }
  }

  private static String place(Scene scene) {
    Tab tab = scene.state().tab();
    return switch (tab.kind()) {
      case ALL -> CompactGpu.place(scene).orElse("All");
      case HOST -> CompactGpu.place(scene).orElseGet(() -> hostName(scene, tab.hostId()));
      case USERS ->
          "Users"
              + scene.state().users().user().map(u -> " › " + u).orElse("")
              + scene.state().users().hostId().map(h -> " › " + hostName(scene, h)).orElse("");
      case JOBS -> CompactJobs.place(scene.state().jobs());
    };
  }

  private static String hostName(Scene scene, String hostId) {
    return scene.view().host(hostId).map(h -> HostName.of(scene, h)).orElse(hostId);
  }

  static void draw(Scene scene) {
    Listing listing = scene.view().listing(scene.state());
    Tab tab = scene.state().tab();
    if (listing.size() == 0 && tab.kind() == Tab.Kind.JOBS) {
      CompactJobs.note(scene);
      return;
    }
    if (listing.size() == 0) {
      boolean absent = tab.kind() == Tab.Kind.HOST && scene.view().host(tab.hostId()).isEmpty();
      ListPanel.note(scene, absent ? "not recorded at this time" : "nothing to show yet");
      return;
    }
    ListPanel.draw(scene, (row, y) -> row(scene, row, y));
  }

  private static void row(Scene scene, Row row, int y) {
    if (row instanceof Row.Host host) {
      host(scene, host.host(), y);
    } else if (row instanceof Row.Gpu gpu) {
      line(
          scene,
          y,
          gpu.number() + " " + GpuCells.model(gpu.device()),
          Quantity.percent(gpu.device().utilizationPercent()),
          Quantity.bytes(gpu.device().memoryUsedBytes()));
    } else if (row instanceof Row.Sum sum) {
      Totals totals = Totals.of(sum.host());
      line(scene, y, "SUM", Quantity.percent(totals.utilizationPercent()), vram(totals));
    } else if (row instanceof Row.User user) {
      UserAggregate u = user.user();
      line(scene, y, u.user(), sorted(scene, u), Quantity.bytes(u.vramBytes()));
    } else if (row instanceof Row.UserHost h) {
      line(
          scene,
          1,
          y,
          cells -> HostName.within(scene, h.usage().hostId(), h.usage().hostname(), cells),
          Ranges.format(h.usage().gpus()),
          Quantity.bytes(h.usage().vramBytes()));
    } else if (row instanceof Row.OnDevice p) {
      line(
          scene,
          y,
          p.process().process().pid() + " " + p.process().command(),
          "",
          Quantity.bytes(p.process().process().gpuMemoryBytes()));
    } else if (!CompactJobs.row(scene, row, y) && !CompactGpu.row(scene, row, y)) {
      other(scene, row, y);
    }
  }

  /** The figure the users are sorted by; their power where it would be shown anyway. */
  private static String sorted(Scene scene, UserAggregate user) {
    if (scene.state().users().idleFirst()) {
      return HeldIdleCells.text(scene, user);
    }
    return switch (scene.state().users().order()) {
      case NODES -> user.nodes() + (user.nodes() == 1 ? " node" : " nodes");
      case LONGEST -> Quantity.duration(user.longestSeconds());
      case USER, VRAM, POWER -> Quantity.watts(user.powerMicrowatts());
    };
  }

  private static void other(Scene scene, Row row, int y) {
    if (row instanceof Row.Cpu cpu) {
      line(scene, y, "CPU", Quantity.percent(cpu.cpu().utilizationPercent()), "");
    } else if (row instanceof Row.Memory memory) {
      line(scene, y, "MEM", "", Quantity.bytes(memory.memory().usedBytes()));
    } else if (row instanceof Row.Disk disk) {
      line(
          scene, y, disk.disk().mountPoint(), "free", Quantity.bytes(disk.disk().availableBytes()));
    } else if (row instanceof Row.Machine machine) {
      scene.line(1, y).add(machine.label() + " ", Role.DIM).add(machine.text(), Role.NORMAL);
    }
  }

  private static String vram(Totals totals) {
    return Quantity.bytes(totals.memoryUsedBytes());
  }

  private static void host(Scene scene, HostSnapshot host, int y) {
    int x =
        scene
            .canvas()
            .text(
                1,
                y,
                HostText.glyph(host.status().state()) + " ",
                HostText.role(host.status().state()));
    if (host.gpus().isEmpty()) {
      int half = scene.canvas().columns() / 2;
      x = scene.canvas().text(x, y, half, HostName.within(scene, host, half), Role.NORMAL);
      scene
          .canvas()
          .text(x + 1, y, HostText.entry(host, scene.now(), scene.look().zone()), Role.DIM);
      return;
    }
    Totals totals = Totals.of(host);
    IntFunction<String> name = cells -> HostName.within(scene, host, cells);
    line(scene, x, y, name, Quantity.percent(totals.utilizationPercent()), vram(totals));
    if (HostText.isOld(host)) {
      scene.canvas().repaint(y, x, scene.canvas().columns(), Role.STALE);
    }
  }

  static void line(Scene scene, int y, String name, String first, String second) {
    line(scene, 1, y, cells -> name, first, second);
  }

  /** {@code name} is asked for what fits into so many cells. */
  private static void line(
      Scene scene, int x, int y, IntFunction<String> name, String first, String second) {
    int columns = scene.canvas().columns();
    int firstWidth = Math.max(FIGURE, Text.width(first) + 1);
    boolean both =
        !first.isEmpty() && !second.isEmpty() && columns - x >= FIGURE + firstWidth + FIGURE;
    String last = second.isEmpty() ? first : second;
    int figures = FIGURE + (both ? firstWidth : 0);
    int room = Math.max(0, columns - x - figures);
    scene.canvas().text(x, y, room, name.apply(room), Role.NORMAL);
    if (both) {
      TableColumn.paint(scene, columns - figures, y, firstWidth - 1, true, first, Role.NORMAL);
    }
    TableColumn.paint(scene, columns - FIGURE, y, FIGURE, true, last, Role.STRONG);
  }
}
