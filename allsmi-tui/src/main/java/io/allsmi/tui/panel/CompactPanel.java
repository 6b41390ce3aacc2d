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
import java.util.List;
import java.util.OptionalDouble;

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
      case ALL -> "All";
      case HOST -> scene.view().host(tab.hostId()).map(HostSnapshot::hostname).orElse("");
      case USERS ->
          "Users"
              + scene.state().users().user().map(u -> " › " + u).orElse("")
              + scene.state().users().hostId().map(h -> " › " + h).orElse("");
    };
  }

  static void draw(Scene scene) {
    Listing listing = scene.view().listing(scene.state());
    if (listing.size() == 0) {
      ListPanel.note(scene, "nothing to show yet");
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
          load(gpu.device().utilizationPercent()),
          vram(Totals.of(single(gpu))));
    } else if (row instanceof Row.Sum sum) {
      Totals totals = Totals.of(sum.host());
      line(scene, y, "SUM", load(totals.utilizationPercent()), vram(totals));
    } else if (row instanceof Row.User user) {
      UserAggregate u = user.user();
      line(scene, y, u.user(), Quantity.watts(u.powerMicrowatts()), Quantity.bytes(u.vramBytes()));
    } else if (row instanceof Row.UserHost h) {
      line(
          scene,
          y,
          h.usage().hostname(),
          Ranges.format(h.usage().gpus()),
          Quantity.bytes(h.usage().vramBytes()));
    } else if (row instanceof Row.OnDevice p) {
      line(
          scene,
          y,
          p.process().process().pid() + " " + p.process().command(),
          "",
          Quantity.bytes(p.process().process().gpuMemoryBytes()));
    } else {
      other(scene, row, y);
    }
  }

  private static HostSnapshot single(Row.Gpu gpu) {
    return gpu.host().toBuilder().gpus(List.of(gpu.device())).processes(List.of()).build();
  }

  private static void other(Scene scene, Row row, int y) {
    if (row instanceof Row.Cpu cpu) {
      line(scene, y, "CPU", load(cpu.cpu().utilizationPercent()), "");
    } else if (row instanceof Row.Memory memory) {
      line(scene, y, "MEM", "", Quantity.bytes(memory.memory().usedBytes()));
    } else if (row instanceof Row.Disk disk) {
      line(
          scene, y, disk.disk().mountPoint(), "free", Quantity.bytes(disk.disk().availableBytes()));
    } else if (row instanceof Row.Machine machine) {
      scene.line(1, y).add(machine.label() + " ", Role.DIM).add(machine.text(), Role.NORMAL);
    }
  }

  private static String load(OptionalDouble percent) {
    return Quantity.percent(percent);
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
      x = scene.canvas().text(x, y, scene.canvas().columns() / 2, host.hostname(), Role.NORMAL);
      scene
          .canvas()
          .text(
              x + 1,
              y,
              HostText.sentence(host, scene.state().now(), scene.look().zone()),
              Role.DIM);
      return;
    }
    Totals totals = Totals.of(host);
    line(scene, x, y, host.hostname(), load(totals.utilizationPercent()), vram(totals));
    if (HostText.isOld(host)) {
      scene.canvas().repaint(y, x, scene.canvas().columns(), Role.STALE);
    }
  }

  private static void line(Scene scene, int y, String name, String first, String second) {
    line(scene, 1, y, name, first, second);
  }

  private static void line(Scene scene, int x, int y, String name, String first, String second) {
    int columns = scene.canvas().columns();
    boolean both = columns - x >= 3 * FIGURE;
    int figures = both ? 2 * FIGURE : FIGURE;
    scene.canvas().text(x, y, Math.max(0, columns - x - figures), name, Role.NORMAL);
    if (both) {
      TableColumn.paint(scene, columns - 2 * FIGURE, y, FIGURE - 1, true, first, Role.NORMAL);
    }
    String shown = both || !second.isEmpty() ? second : first;
    TableColumn.paint(scene, columns - FIGURE, y, FIGURE, true, shown, Role.STRONG);
    if (Text.width(shown) > FIGURE) {
      scene.canvas().text(columns - FIGURE, y, FIGURE, shown, Role.STRONG);
    }
  }
}
