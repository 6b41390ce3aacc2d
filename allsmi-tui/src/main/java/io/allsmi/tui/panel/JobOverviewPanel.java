package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.GpuUse;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.JobTotals;
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

  private static final List<TableColumn<Line>> COLUMNS =
      List.of(
          column("NODE", 24, 10, false, 0, JobOverviewPanel::name),
          number("GPUs", 3, line -> Integer.toString(line.totals().gpus())),
          number("USED", 2, line -> used(line.totals())),
          column(
              "UTIL mean",
              JobPanel.WIDEST_GAUGE + PERCENT,
              MIN_GAUGE + PERCENT,
              false,
              1,
              (scene, x, y, w, line) ->
                  GpuCells.load(scene, x, y, w, line.totals().utilizationPercent())),
          column(
              "VRAM",
              JobPanel.WIDEST_GAUGE + MEMORY,
              MIN_GAUGE + MEMORY,
              false,
              0,
              (scene, x, y, w, line) ->
                  JobPanel.memory(
                      scene,
                      x,
                      y,
                      w,
                      line.totals().memoryUsedBytes(),
                      line.totals().memoryTotalBytes())),
          column(
              "POWER",
              12,
              12,
              true,
              4,
              (scene, x, y, w, line) ->
                  TableColumn.paint(
                      scene,
                      x,
                      y,
                      w,
                      true,
                      Figures.watts(line.totals().powerWatts(), line.totals().powerLimitWatts()),
                      Role.NORMAL)),
          column("STATE", 40, 10, false, 5, JobOverviewPanel::state));

  private JobOverviewPanel() {}

  /** A row of the table: a node, or the job where there is none. */
  private record Line(Optional<JobNodeUsage> node, JobTotals totals) {}

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
    Table<Line> table = new Table<>(COLUMNS, columns, Optional.empty());
    table.header(scene, scene.layout().header(), Optional.empty());
    if (scene.view().listing(scene.state()).size() == 0) {
      ListPanel.note(scene, JobPanel.empty(scene, scene.view().job(scene.state())));
      return;
    }
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.JobNode node) {
            Line line = new Line(Optional.of(node.usage()), JobTotals.of(node.usage().gpus()));
            table.row(scene, y, line);
            if (!node.usage().isRead()) {
              scene.canvas().repaint(y, 0, columns, Role.STALE);
            }
          } else if (row instanceof Row.JobSum sum) {
            table.row(scene, y, new Line(Optional.empty(), sum.totals()));
          }
        });
  }

  private static void name(Scene scene, int x, int y, int width, Line line) {
    boolean whole = line.node().isEmpty();
    String text = line.node().map(JobNodeUsage::node).orElse(CLUSTER);
    TableColumn.paint(scene, x, y, width, false, text, whole ? Role.STRONG : Role.NORMAL);
  }

  /** What the GPUs are at; of a node that is not read, since when or why. */
  private static void state(Scene scene, int x, int y, int width, Line line) {
    if (line.node().isEmpty()) {
      return;
    }
    JobNodeUsage node = line.node().get();
    Optional<HostSnapshot> host = node.host();
    String stale = host.map(h -> HostText.staleMark(h, scene.now())).orElse("");
    String text =
        node.isRead()
            ? (stale + " " + uses(node)).strip()
            : host.map(h -> stale + " " + HostText.entry(h, scene.now(), scene.look().zone()))
                .orElseGet(() -> JobsBanner.why(scene, node))
                .strip();
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
  static String used(JobTotals totals) {
    return totals.used().isPresent() ? Integer.toString(totals.used().getAsInt()) : Quantity.ABSENT;
  }
}
