package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.jobs.GpuSums;
import io.allsmi.core.jobs.GpuUse;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.table.JobColumns;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Gauge;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.GpuHistory;
import io.allsmi.tui.state.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A job on one of its nodes: its GPUs, their sums, and the processes there. */
final class JobPanel {
  static final int WIDEST_GAUGE = 30;
  private static final int MIN_GAUGE = 4;
  private static final int PERCENT = 6;
  private static final int MEMORY = 14;
  private static final int BARE_MEMORY = 12;
  private static final int NARROW = 50;
  private static final int STATE = 8;
  private static final int FLAGS = 16;
  private static final int SPARK = 20;
  private static final int WIDEST_SPARK = 32;

  /** In place of what a GPU is at that the job does not have. */
  static final String OTHER = "other";

  private static final long MIB = 1L << 20;
  private static final double MICRO = 1e6;

  private static final List<TableColumn<Row.JobDevice>> COLUMNS = columns(MIN_GAUGE + MEMORY);

  /** Without a gauge of the memory, so that there is room for what the GPU is at. */
  private static final List<TableColumn<Row.JobDevice>> NARROW_COLUMNS = columns(BARE_MEMORY);

  private static final List<TableColumn<Row.JobProcess>> PROCESSES =
      List.of(
          TableColumn.text("GPU", 3, true, 0, null, (Row.JobProcess p) -> number(p.device())),
          TableColumn.text("PID", 8, true, 1, null, (Row.JobProcess p) -> "" + p.process().pid()),
          TableColumn.text(
              "USER",
              10,
              false,
              2,
              null,
              (Row.JobProcess p) -> p.process().user().orElse(Quantity.ABSENT)),
          TableColumn.text("MiB", 9, true, 0, null, (Row.JobProcess p) -> mebibytes(p.process())),
          column("COMMAND", 40, 10, 0, JobPanel::command));

  private JobPanel() {}

  private static List<TableColumn<Row.JobDevice>> columns(int memory) {
    return List.of(
        TableColumn.text("GPU", 3, true, 0, null, (Row.JobDevice g) -> number(g.device())),
        column("STATE", STATE, STATE, 1, JobPanel::use),
        column("UTIL", WIDEST_GAUGE + PERCENT, MIN_GAUGE + PERCENT, 1, JobPanel::load),
        column("HISTORY", WIDEST_SPARK, SPARK, 9, JobPanel::history),
        column("VRAM", WIDEST_GAUGE + MEMORY, memory, 0, JobPanel::memory),
        right("POWER", 10, 3, JobPanel::power),
        column("TEMP", 7, 7, 4, JobPanel::temperature),
        right("SM/MEM GHz", 10, 7, JobPanel::clocks),
        column("FLAGS", 24, FLAGS, 8, JobPanel::flags));
  }

  private static <R> TableColumn<R> column(
      String title, int width, int minimum, int priority, TableColumn.Painter<R> painter) {
    return new TableColumn<>(title, width, minimum, false, priority, Optional.empty(), painter);
  }

  private static TableColumn<Row.JobDevice> right(
      String title, int width, int priority, TableColumn.Painter<Row.JobDevice> painter) {
    return new TableColumn<>(title, width, width, true, priority, Optional.empty(), painter);
  }

  static void draw(Scene scene) {
    Optional<JobUsage> job = scene.view().job(scene.state());
    int columns = scene.canvas().columns();
    Table<Row.JobDevice> table =
        new Table<>(columns < NARROW ? NARROW_COLUMNS : COLUMNS, columns, Optional.empty());
    Table<Row.JobProcess> processes = new Table<>(PROCESSES, columns, Optional.empty());
    table.header(scene, scene.layout().header(), Optional.empty());
    if (scene.view().listing(scene.state()).size() == 0) {
      ListPanel.note(scene, empty(scene, job));
      return;
    }
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.JobDevice gpu) {
            table.row(scene, y, gpu);
            faded(scene, gpu, y);
          } else if (row instanceof Row.JobSum sum) {
            sum(scene, y, sum.sums());
            if (sum.old()) {
              scene.canvas().repaint(y, 0, columns, Role.STALE);
            }
          } else if (row instanceof Row.JobHeading) {
            processes.header(scene, y, Optional.empty());
          } else if (row instanceof Row.JobProcess process) {
            processes.row(scene, y, process);
          }
        });
  }

  /** A GPU of others is dim, and so is a reading that is old. */
  private static void faded(Scene scene, Row.JobDevice gpu, int y) {
    if (gpu.host().isPresent() && HostText.isOld(gpu.host().get())) {
      scene.canvas().repaint(y, 0, scene.canvas().columns(), Role.STALE);
    } else if (!gpu.own()) {
      scene.canvas().repaint(y, 0, scene.canvas().columns(), Role.DIM);
    }
  }

  /** Why there is no GPU to show. */
  static String empty(Scene scene, Optional<JobUsage> job) {
    if (scene.view().snapshot().isEmpty()) {
      return "waiting for first data";
    }
    if (job.isEmpty()) {
      return "it has ended, or is not among the jobs asked for; Esc lists those";
    }
    if (!job.get().job().holdsNodes()) {
      return "holds no nodes: " + JobColumns.state(job.get());
    }
    return job.get().nodes().isEmpty()
        ? "its nodes are not known"
        : job.get().nodes().stream().allMatch(node -> node.gpusKnown())
            ? "has no GPU here"
            : "waiting for first data: which GPUs it has here is not known";
  }

  private static String number(JobGpu gpu) {
    return number(gpu.index());
  }

  private static String number(OptionalInt index) {
    return index.isPresent() ? Integer.toString(index.getAsInt()) : Quantity.ABSENT;
  }

  /** What it is at, and a sign that it has flags, which stays where these have no room. */
  private static void use(Scene scene, int x, int y, int width, Row.JobDevice row) {
    GpuUse use = row.device().use().use();
    String text = row.own() ? use.wireName() : OTHER;
    TableColumn.paint(scene, x, y, width, false, text, role(use));
    if (!row.device().reading().map(GpuFlags::of).orElse("").isEmpty()) {
      scene.canvas().put(x + width - 1, y, '‼', Role.BAD);
    }
  }

  static Role role(GpuUse use) {
    return switch (use) {
      case ACTIVE -> Role.GOOD;
      case PARKED, IDLE, UNUSED -> Role.WARN;
      case UNKNOWN -> Role.DIM;
    };
  }

  private static OptionalDouble load(JobGpu gpu) {
    return gpu.reading().map(GpuInfo::utilizationPercent).orElse(OptionalDouble.empty());
  }

  private static void load(Scene scene, int x, int y, int width, Row.JobDevice row) {
    GpuCells.load(scene, x, y, width, load(row.device()));
  }

  private static void history(Scene scene, int x, int y, int width, Row.JobDevice row) {
    GpuHistory history = scene.view().history();
    if (row.host().isPresent() && row.device().reading().isPresent()) {
      byte[] samples = history.of(row.host().get(), row.device().reading().get());
      Sparkline.draw(scene, x, y, width, samples);
    }
  }

  private static void memory(Scene scene, int x, int y, int width, Row.JobDevice row) {
    memory(scene, x, y, width, row.device().memoryUsedBytes(), row.device().memoryTotalBytes());
  }

  /** A gauge by 60 and 85 %, as that of the load. */
  static void memory(Scene scene, int x, int y, int width, OptionalLong used, OptionalLong total) {
    if (used.isPresent() && total.isPresent() && width >= MIN_GAUGE + MEMORY) {
      double share = Figures.share(used, total);
      Role role = Figures.load(OptionalDouble.of(share * 100));
      Gauge.draw(scene.canvas(), x, y, width - MEMORY, share, role);
    }
    TableColumn.paint(scene, x, y, width, true, Figures.bytes(used, total), Role.NORMAL);
  }

  private static void power(Scene scene, int x, int y, int width, Row.JobDevice row) {
    OptionalDouble watts = watts(row.device().powerMicrowatts());
    OptionalDouble limit =
        row.device().reading().map(GpuInfo::powerLimitWatts).orElse(OptionalDouble.empty());
    TableColumn.paint(scene, x, y, width, true, Figures.watts(watts, limit), Role.NORMAL);
  }

  static OptionalDouble watts(OptionalLong microwatts) {
    return microwatts.isPresent()
        ? OptionalDouble.of(microwatts.getAsLong() / MICRO)
        : OptionalDouble.empty();
  }

  /** {@code 3.10/5.60 kW}. */
  static String power(GpuSums sums) {
    return Figures.watts(watts(sums.powerMicrowatts()), watts(sums.powerLimitMicrowatts()));
  }

  private static void temperature(Scene scene, int x, int y, int width, Row.JobDevice row) {
    Optional<GpuInfo> gpu = row.device().reading();
    Role role = gpu.map(Figures::heat).orElse(Role.NORMAL);
    String text = gpu.map(g -> Quantity.celsius(g.temperatureCelsius())).orElse(Quantity.ABSENT);
    TableColumn.paint(scene, x, y, width, true, Figures.glyph(role) + " " + text, role);
  }

  private static void clocks(Scene scene, int x, int y, int width, Row.JobDevice row) {
    String text = row.device().reading().map(GpuFlags::clocks).orElse(Quantity.ABSENT);
    TableColumn.paint(scene, x, y, width, true, text, Role.NORMAL);
  }

  private static void flags(Scene scene, int x, int y, int width, Row.JobDevice row) {
    String text = row.device().reading().map(GpuFlags::of).orElse("");
    TableColumn.paint(scene, x, y, width, false, text, Role.BAD);
  }

  private static String mebibytes(ProcessInfo process) {
    OptionalLong bytes = process.gpuMemoryBytes();
    return bytes.isPresent() ? Long.toString(bytes.getAsLong() / MIB) : Quantity.ABSENT;
  }

  private static void command(Scene scene, int x, int y, int width, Row.JobProcess row) {
    String mark =
        switch (row.whose()) {
          case ITS_OWN -> "";
          case STRAY -> "▲ not its GPU  ";
          case OTHER -> "▲ not of the job  ";
          case UNTOLD -> "? ";
        };
    int from = scene.canvas().text(x, y, width, mark, Role.WARN);
    String name = basename(row.process());
    TableColumn.paint(scene, from, y, width - (from - x), false, name, Role.NORMAL);
  }

  /** The program without its folder and arguments. */
  static String basename(ProcessInfo process) {
    String command = process.command().strip();
    int end = command.indexOf(' ');
    String program = end < 0 ? command : command.substring(0, end);
    String name = program.substring(program.lastIndexOf('/') + 1);
    return name.isEmpty() ? (process.name().isEmpty() ? Quantity.ABSENT : process.name()) : name;
  }

  /** {@code SUM 8 GPUs 6 used 75 % 604/1128 GiB 3.10/5.60 kW}. */
  static void sum(Scene scene, int y, GpuSums sums) {
    Scene.Line line = scene.line(1, y).add("SUM ", Role.STRONG);
    line.add(sums.gpus() + (sums.gpus() == 1 ? " GPU" : " GPUs"), Role.STRONG);
    line.fact("  ", "", JobOverviewPanel.used(sums) + " used", Role.NORMAL);
    line.fact("  ", "util ", Quantity.percent(sums.utilizationPercent()), Role.STRONG);
    line.fact(
        "  ", "vram ", Figures.bytes(sums.vramUsedBytes(), sums.vramTotalBytes()), Role.STRONG);
    line.fact("  ", "power ", power(sums), Role.STRONG);
  }
}
