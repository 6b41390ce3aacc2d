package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.jobs.GpuSums;
import io.allsmi.core.jobs.GpuUse;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All nodes of a job: the sums of each, and of the job. */
final class JobOverviewPanel {
  private static final int PERCENT = 6;
  private static final int MEMORY = 14;
  private static final int MIN_GAUGE = 4;
  private static final String CLUSTER = "SUM";

  private static final int NODE = 28;
  private static final int LEAST_NODE = 12;

  /** Where there are fewer, the mark of a stale node leaves before the draw of all of them does. */
  private static final int ROOMY = 100;

  private static final List<TableColumn<Line>> COLUMNS =
      List.of(
          column("NODE", NODE, LEAST_NODE, false, 0, JobOverviewPanel::name),
          number("GPUs", 3, line -> Integer.toString(line.sums().gpus())),
          number("USED", 2, line -> used(line.sums())),
          column(
              "UTIL mean",
              JobPanel.WIDEST_GAUGE + PERCENT,
              MIN_GAUGE + PERCENT,
              false,
              1,
              (scene, x, y, w, line) ->
                  GpuCells.load(scene, x, y, w, line.sums().utilizationPercent())),
          column(
              "VRAM",
              JobPanel.WIDEST_GAUGE + MEMORY,
              MIN_GAUGE + MEMORY,
              false,
              0,
              (scene, x, y, w, line) ->
                  JobPanel.memory(
                      scene, x, y, w, line.sums().vramUsedBytes(), line.sums().vramTotalBytes())),
          column(
              "POWER",
              12,
              12,
              true,
              4,
              (scene, x, y, w, line) ->
                  TableColumn.paint(
                      scene, x, y, w, true, JobPanel.power(line.sums()), Role.NORMAL)),
          column("STATE", 40, 10, false, 5, JobOverviewPanel::state));

  private JobOverviewPanel() {}

  /** A row of the table: a node, or the job where there is none. */
  private record Line(Optional<JobNodeUsage> node, GpuSums sums) {}

  private static TableColumn<Line> column(
      String title,
      int width,
      int minimum,
      boolean right,
      int priority,
      TableColumn.Painter<Line> painter) {
    return new TableColumn<>(title, width, minimum, right, priority, Optional.empty(), painter);
  }

  private static TableColumn<Line> number(String title, int priority, Function<Line, String> text) {
    return TableColumn.text(title, 4, true, priority, null, text);
  }

  static void draw(Scene scene) {
    int columns = scene.canvas().columns();
    Table<Line> table = new Table<>(columns(scene), columns, Optional.empty());
    table.header(scene, scene.layout().header(), Optional.empty());
    if (scene.view().listing(scene.state()).size() == 0) {
      ListPanel.note(scene, JobPanel.empty(scene, scene.view().job(scene.state())));
      return;
    }
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.JobNode node) {
            table.row(scene, y, new Line(Optional.of(node.usage()), sums(scene, node.usage())));
            if (!node.usage().isRead()) {
              scene.canvas().repaint(y, 0, columns, Role.STALE);
            }
          } else if (row instanceof Row.JobSum sum) {
            table.row(scene, y, new Line(Optional.empty(), sum.sums()));
          }
        });
  }

  /** The column of the nodes fits the longest of their titles. */
  private static List<TableColumn<Line>> columns(Scene scene) {
    int longest = LEAST_NODE;
    for (Row row : scene.view().listing(scene.state()).rows()) {
      if (row instanceof Row.JobNode node) {
        longest = Math.max(longest, Text.width(title(scene, node.usage(), NODE)));
      }
    }
    List<TableColumn<Line>> columns = new ArrayList<>(COLUMNS);
    if (scene.canvas().columns() >= ROOMY) {
      columns.set(0, column("NODE", NODE, longest, false, 0, JobOverviewPanel::name));
    }
    return columns;
  }

  /** Of a node that is not read any more, those of its last readings. */
  static GpuSums sums(Scene scene, JobNodeUsage node) {
    return GpuSums.of(node.shownGpus(), scene.view().jobs().takenAt());
  }

  /** {@code ◐ node-0004 [stale 37s]}; the glyph stays where the rest has no room. */
  static String title(Scene scene, JobNodeUsage node, int width) {
    if (node.host().isEmpty()) {
      return HostText.glyph(HostState.DOWN) + " " + node.node();
    }
    HostSnapshot host = node.host().get();
    if (host.status().state() == HostState.UP) {
      return node.node();
    }
    String name = HostText.glyph(host.status().state()) + " " + node.node();
    String marked = (name + " " + HostText.staleMark(host, scene.now())).strip();
    return Text.width(marked) <= width ? marked : name;
  }

  private static void name(Scene scene, int x, int y, int width, Line line) {
    boolean whole = line.node().isEmpty();
    String text = line.node().map(node -> title(scene, node, width)).orElse(CLUSTER);
    TableColumn.paint(scene, x, y, width, false, text, whole ? Role.STRONG : Role.NORMAL);
  }

  /** What the GPUs are at; of a node that is not read, since when or why. */
  private static void state(Scene scene, int x, int y, int width, Line line) {
    if (line.node().isEmpty()) {
      return;
    }
    JobNodeUsage node = line.node().get();
    Optional<HostSnapshot> host = node.host();
    String text =
        node.isRead()
            ? uses(node)
            : host.map(h -> HostText.entry(h, scene.now(), scene.look().zone()))
                .orElseGet(() -> JobsBanner.why(scene, node));
    TableColumn.paint(scene, x, y, width, false, text, Role.NORMAL);
  }

  private static String uses(JobNodeUsage node) {
    List<String> words = new ArrayList<>();
    for (GpuUse use : GpuUse.values()) {
      long count =
          node.gpus().stream().filter(JobGpu::isCounted).filter(g -> g.use().use() == use).count();
      if (count > 0) {
        words.add(count + " " + use.wireName());
      }
    }
    return words.isEmpty() ? Quantity.ABSENT : String.join(" ", words);
  }

  /** How many have a process, or that this is not known. */
  static String used(GpuSums sums) {
    return sums.gpusUsed().isPresent()
        ? Integer.toString(sums.gpusUsed().getAsInt())
        : Quantity.ABSENT;
  }
}
