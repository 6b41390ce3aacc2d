package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Braille;
import io.allsmi.tui.draw.Gauge;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.GpuHistory;
import io.allsmi.tui.state.HostChoice;
import io.allsmi.tui.state.Row;
import java.util.Optional;
import java.util.OptionalDouble;

/** One GPU: what it is at and was at, what it is, its parts and its processes. */
final class GpuPanel {
  private static final int LABEL = 10;
  private static final int GAUGE = 24;
  private static final int WIDE_GAUGE = 32;
  private static final int FIGURE = 16;
  private static final int GAP = 2;
  private static final int NARROW = 60;

  private GpuPanel() {}

  /** {@code node-0001 › GPU 0 H200 141GB ● up data 0.4 s old}. */
  static void title(Scene scene, int y) {
    HostChoice.OpenGpu open = scene.state().host().gpu().orElseThrow();
    Optional<HostSnapshot> found = scene.view().whole().host(open.hostId());
    Optional<Row.Lane> lane = lane(scene);
    if (found.isEmpty() || lane.isEmpty()) {
      String name = found.map(h -> HostName.of(scene, h)).orElse(open.hostId());
      scene.line(1, y).add(name, Role.STRONG).add(" › GPU is not listed now", Role.WARN);
      return;
    }
    HostSnapshot host = found.get();
    GpuInfo gpu = lane.get().device();
    HostState state = host.status().state();
    Scene.Line line = scene.line(1, y).add(HostName.of(scene, host), Role.NORMAL);
    line.add(" › ", Role.DIM).add("GPU " + number(host, gpu), Role.STRONG);
    line.fact("   ", "", GpuCells.model(gpu), Role.STRONG);
    String glyph = HostText.glyph(state) + " " + HostText.word(host.status());
    line.fact("   ", "", glyph, HostText.role(state));
    String stale = HostText.staleMark(host, scene.now());
    String age = "data " + Figures.age(host.takenAt(), scene.now()) + " old";
    line.fact("   ", "", stale.isEmpty() ? age : stale, stale.isEmpty() ? Role.DIM : Role.WARN);
    GpuFlags.Flags flags = GpuFlags.of(scene, host, gpu);
    if (!flags.text().isEmpty()) {
      line.fact("   ", "", flags.glyph() + " " + flags.text(), flags.role());
    }
  }

  static String number(HostSnapshot host, GpuInfo gpu) {
    return Integer.toString(gpu.index().orElse(host.gpus().indexOf(gpu)));
  }

  /** The first line of the GPU that is open; empty while its host does not list it. */
  static Optional<Row.Lane> lane(Scene scene) {
    return scene.view().listing(scene.state()).rows().stream()
        .filter(Row.Lane.class::isInstance)
        .map(Row.Lane.class::cast)
        .findFirst();
  }

  static void draw(Scene scene) {
    int header = scene.layout().header();
    Optional<Row.Lane> lane = lane(scene);
    if (lane.isEmpty()) {
      ListPanel.note(scene, "the host does not list this GPU now; Esc goes back");
      return;
    }
    scene.canvas().text(1, header, "NOW", Role.DIM);
    int column = dots(scene);
    if (column < scene.canvas().columns()) {
      scene.canvas().text(column, header, "BEFORE", Role.DIM);
    }
    ProcessRows processes = new ProcessRows(scene);
    boolean old = HostText.isOld(lane.get().host());
    ListPanel.draw(
        scene,
        (row, y) -> {
          paint(scene, processes, row, y);
          if (old) {
            scene.canvas().repaint(y, 0, scene.canvas().columns(), Role.STALE);
          }
        });
  }

  private static void paint(Scene scene, ProcessRows processes, Row row, int y) {
    if (row instanceof Row.Lane lane) {
      lane(scene, lane, y);
    } else if (row instanceof Row.Part part) {
      part(scene, part, y);
    } else if (row instanceof Row.Machine machine) {
      int x = machine.label().isEmpty() ? 1 : 1 + LABEL;
      scene.canvas().text(1, y, LABEL - 1, machine.label(), Role.DIM);
      scene.canvas().text(x, y, machine.text(), Role.NORMAL);
    } else {
      processes.paint(scene, row, y);
    }
  }

  private static int gauge(Scene scene) {
    int columns = scene.canvas().columns();
    return columns < NARROW ? 0 : columns < 100 ? GAUGE : WIDE_GAUGE;
  }

  /** Where the dots of what was before begin. */
  private static int dots(Scene scene) {
    int gauge = gauge(scene);
    return 1 + LABEL + (gauge == 0 ? 0 : gauge + GAP) + FIGURE + GAP;
  }

  private static void lane(Scene scene, Row.Lane row, int y) {
    GpuInfo gpu = row.device();
    float[] figures = scene.view().history().of(row.host(), gpu, row.lane());
    Scale scale = scale(row.lane(), gpu, figures);
    Role role = role(row.lane(), gpu);
    scene.canvas().text(1, y, LABEL - 1, label(row.lane()), Role.DIM);
    int x = 1 + LABEL;
    int gauge = gauge(scene);
    OptionalDouble share = share(row.lane(), gpu);
    if (gauge > 0) {
      if (share.isPresent()) {
        Gauge.draw(
            scene.canvas(),
            x,
            y,
            gauge,
            share.getAsDouble(),
            role == Role.NORMAL ? Role.GOOD : role);
      }
      x += gauge + GAP;
    }
    String text = Text.cut(figure(row.lane(), gpu), FIGURE);
    TableColumn.paint(scene, x, y, FIGURE, true, text, role == Role.GOOD ? Role.NORMAL : role);
    int from = dots(scene);
    int width = Math.min(GpuHistory.SAMPLES, scene.canvas().columns() - from - 1);
    int drawn = Math.min(width, (figures.length + 1) / 2);
    Role dots = role == Role.NORMAL ? Role.GOOD : role;
    Braille.draw(scene.canvas(), from, y, drawn, figures, scale.low(), scale.high(), dots);
  }

  private static String label(GpuHistory.Lane lane) {
    return switch (lane) {
      case UTILISATION -> "UTIL";
      case MEMORY -> "VRAM";
      case TEMPERATURE -> "TEMP";
      case POWER -> "POWER";
    };
  }

  private static String figure(GpuHistory.Lane lane, GpuInfo gpu) {
    return switch (lane) {
      case UTILISATION -> Quantity.percent(gpu.utilizationPercent());
      case MEMORY -> Figures.bytes(gpu.memoryUsedBytes(), gpu.memoryTotalBytes());
      case TEMPERATURE -> {
        Role role = Figures.heat(gpu);
        String glyph = role == Role.NORMAL ? "" : Figures.glyph(role) + " ";
        yield glyph + Quantity.celsius(gpu.temperatureCelsius());
      }
      case POWER -> Figures.watts(gpu.powerWatts(), gpu.powerLimitWatts());
    };
  }

  /** How full a gauge is; empty where the end of it is not known. */
  private static OptionalDouble share(GpuHistory.Lane lane, GpuInfo gpu) {
    return switch (lane) {
      case UTILISATION -> share(gpu.utilizationPercent(), 100);
      case MEMORY ->
          gpu.memoryUsedBytes().isPresent() && gpu.memoryTotalBytes().isPresent()
              ? OptionalDouble.of(Figures.share(gpu.memoryUsedBytes(), gpu.memoryTotalBytes()))
              : OptionalDouble.empty();
      case TEMPERATURE -> share(gpu.temperatureCelsius(), hottest(gpu));
      case POWER -> share(gpu.powerWatts(), gpu.powerLimitWatts().orElse(0));
    };
  }

  private static OptionalDouble share(OptionalDouble figure, double most) {
    return figure.isPresent() && most > 0
        ? OptionalDouble.of(figure.getAsDouble() / most)
        : OptionalDouble.empty();
  }

  private static int hottest(GpuInfo gpu) {
    return gpu.thresholds().shutdown().orElse(gpu.thresholds().slowdown().orElse(0));
  }

  private static Scale scale(GpuHistory.Lane lane, GpuInfo gpu, float[] figures) {
    return switch (lane) {
      case UTILISATION, MEMORY -> Scale.PERCENT;
      case TEMPERATURE -> Scale.around(figures);
      case POWER -> Scale.fromZero(figures, gpu.powerLimitWatts().orElse(0));
    };
  }

  private static Role role(GpuHistory.Lane lane, GpuInfo gpu) {
    return switch (lane) {
      case UTILISATION -> Figures.load(gpu.utilizationPercent());
      case TEMPERATURE -> Figures.heat(gpu);
      case MEMORY, POWER -> Role.NORMAL;
    };
  }

  /** {@code MIG 0 ██▎░░░ 42 % 1.20/5.00 GiB 1g.5gb gi 1}. */
  private static void part(Scene scene, Row.Part part, int y) {
    scene.canvas().text(1, y, LABEL - 1, part.label(), Role.DIM);
    int x = 1 + LABEL;
    int gauge = gauge(scene);
    if (gauge > 0) {
      GpuCells.load(scene, x, y, gauge, part.utilizationPercent());
      x += gauge + GAP;
    }
    String memory = Figures.bytes(part.usedBytes(), part.totalBytes());
    TableColumn.paint(scene, x, y, FIGURE, true, Text.cut(memory, FIGURE), Role.NORMAL);
    scene.canvas().text(x + FIGURE + GAP, y, part.name(), Role.NORMAL);
  }
}
