package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.GpuHolder;
import io.allsmi.tui.state.GpuOrder;
import io.allsmi.tui.state.Row;
import java.util.List;
import java.util.Optional;

/** Every GPU of every host, one row each; a host that fails has a row that says why. */
final class AllPanel {
  private static final int MIN_HOST = 8;
  private static final int MAX_HOST = 24;
  private static final int MAX_HOST_AND_ADDRESS = 40;
  private static final int NARROW = 50;
  private static final int ROOMY = 100;
  private static final int MORE_GAUGE = 2;

  private AllPanel() {}

  static void draw(Scene scene) {
    Optional<Action> sorted = sortedBy(scene.state().gpuOrder());
    Table<Row.Gpu> table = new Table<>(columns(scene), scene.canvas().columns(), sorted);
    table.header(scene, scene.layout().header(), sorted);
    if (scene.view().snapshot().isEmpty()) {
      ListPanel.note(scene, "waiting for the first snapshot");
      return;
    }
    int hostWidth = hostWidth(scene);
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.Gpu gpu) {
            gpu(scene, table, gpu, y);
          } else if (row instanceof Row.Host host) {
            failed(scene, host.host(), y, hostWidth);
          }
        });
  }

  private static void gpu(Scene scene, Table<Row.Gpu> table, Row.Gpu gpu, int y) {
    if (!HostText.isOld(gpu.host())) {
      table.row(scene, y, gpu);
      return;
    }
    int columns = scene.canvas().columns();
    String mark = HostText.staleMark(gpu.host(), scene.now());
    table.row(scene, y, columns - Text.width(mark) - 1, gpu);
    scene.canvas().repaint(y, 0, columns, Role.STALE);
    scene.canvas().right(0, y, columns, mark, Role.WARN);
  }

  private static void failed(Scene scene, HostSnapshot host, int y, int hostWidth) {
    Role role = HostText.role(host.status().state());
    String name = HostName.within(scene, host, hostWidth);
    scene.canvas().text(1, y, hostWidth, name, Role.NORMAL);
    String glyph =
        host.status().failure().isPresent() ? HostText.glyph(host.status().state()) : "–";
    int x = scene.canvas().text(1 + hostWidth + 2, y, glyph, role);
    String why =
        HostText.entry(host, scene.now(), scene.look().zone()) + HostText.since(scene, host);
    scene.canvas().text(x + 2, y, why, role == Role.BAD ? Role.WARN : Role.DIM);
  }

  private static int hostWidth(Scene scene) {
    boolean addresses = scene.view().hasSharedNames();
    int most = addresses ? MAX_HOST_AND_ADDRESS : MAX_HOST;
    int widest = MIN_HOST;
    for (HostSnapshot host : scene.view().hosts()) {
      if (widest < most) {
        widest = Math.max(widest, Text.width(HostName.of(scene, host)));
      }
    }
    int room = Math.max(MIN_HOST, scene.canvas().columns() / (addresses ? 3 : 4));
    return Math.min(Math.min(most, widest), room);
  }

  private static List<TableColumn<Row.Gpu>> columns(Scene scene) {
    int hostWidth = hostWidth(scene);
    return List.of(
        TableColumn.text(
            "HOST",
            hostWidth,
            false,
            0,
            Action.GPUS_BY_HOST,
            (Row.Gpu g) -> HostName.within(scene, g.host(), hostWidth)),
        TableColumn.text("#", 2, true, 0, null, (Row.Gpu g) -> Integer.toString(g.number()))
            .withPainter(AllPanel::number),
        model(),
        roomy(
            scene, GpuCells.utilisation(Optional.of(Action.GPUS_BY_UTILISATION), Row.Gpu::device)),
        roomy(
            scene,
            GpuCells.memory(
                Optional.of(Action.GPUS_BY_MEMORY),
                scene.canvas().columns() < NARROW,
                Row.Gpu::device)),
        GpuCells.temperature(Optional.of(Action.GPUS_BY_TEMPERATURE), Row.Gpu::device),
        GpuCells.power(Optional.of(Action.GPUS_BY_POWER), Row.Gpu::device),
        GpuCells.clock(Row.Gpu::device).withPriority(7),
        TableColumn.text("P", 2, true, 9, null, (Row.Gpu g) -> GpuFlags.state(g.device())),
        flags(),
        holder());
  }

  /** Where there is room, other columns leave before gauges are too short to be compared. */
  private static TableColumn<Row.Gpu> roomy(Scene scene, TableColumn<Row.Gpu> gauge) {
    boolean isRoomy = scene.canvas().columns() >= ROOMY;
    return isRoomy ? gauge.withMinimum(gauge.minimum() + MORE_GAUGE) : gauge;
  }

  private static TableColumn<Row.Gpu> model() {
    return new TableColumn<>(
        "MODEL",
        14,
        10,
        false,
        6,
        Optional.empty(),
        (scene, x, y, w, row) ->
            TableColumn.paint(scene, x, y, w, false, GpuCells.model(row.device()), Role.NORMAL));
  }

  /** The number, and behind it the sign of what is wrong, which stays where the words leave. */
  private static void number(Scene scene, int x, int y, int width, Row.Gpu row) {
    TableColumn.paint(scene, x, y, width, true, Integer.toString(row.number()), Role.NORMAL);
    GpuFlags.Flags flags = GpuFlags.of(scene, row.host(), row.device());
    if (!flags.text().isEmpty()) {
      scene.canvas().text(x + width, y, flags.glyph(), flags.role());
    }
  }

  private static TableColumn<Row.Gpu> flags() {
    return new TableColumn<>(
        "FLAGS",
        14,
        8,
        false,
        8,
        Optional.empty(),
        (scene, x, y, w, row) -> {
          GpuFlags.Flags flags = GpuFlags.of(scene, row.host(), row.device());
          TableColumn.paint(scene, x, y, w, false, flags.text(), flags.role());
        });
  }

  private static TableColumn<Row.Gpu> holder() {
    return new TableColumn<>("TOP USER", 16, 8, false, 4, Optional.empty(), AllPanel::holder);
  }

  private static void holder(Scene scene, int x, int y, int width, Row.Gpu row) {
    Optional<GpuHolder> holder = scene.view().holder(row.host(), row.device());
    int others = holder.map(GpuHolder::others).orElse(0);
    String more = others == 0 ? "" : " +" + others;
    String name = holder.map(GpuHolder::user).orElse(Figures.UNKNOWN);
    String text = Text.cut(name, width - Text.width(more)) + more;
    TableColumn.paint(scene, x, y, width, false, text, Role.NORMAL);
  }

  private static Optional<Action> sortedBy(GpuOrder order) {
    return Optional.of(
        switch (order) {
          case DEFAULT -> Action.GPUS_BY_HOST;
          case UTILISATION -> Action.GPUS_BY_UTILISATION;
          case GPU_MEMORY -> Action.GPUS_BY_MEMORY;
          case POWER -> Action.GPUS_BY_POWER;
          case TEMPERATURE -> Action.GPUS_BY_TEMPERATURE;
        });
  }
}
