package io.allsmi.tui.panel;

import io.allsmi.core.jobs.JobGroup;
import io.allsmi.core.table.Column;
import io.allsmi.core.table.JobGroupColumns;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users, accounts or partitions were given and what they use: one row for each. */
final class JobGroupsPanel {
  private static final int NAME = 11;

  /** By column: what sorts by it; the name is the column of the user. */
  private static final Map<String, Action> ORDERS =
      Map.of(
          "jobs", Action.JOBS_BY_ID,
          "gpus", Action.JOBS_BY_GPUS,
          "gpus_used", Action.JOBS_BY_USED,
          "util_min_percent", Action.JOBS_BY_UTILISATION,
          "vram_used_bytes", Action.JOBS_BY_VRAM,
          "power_watts", Action.JOBS_BY_POWER,
          "given_gpu_seconds", Action.JOBS_BY_ELAPSED,
          "wasted_gpu_seconds", Action.JOBS_BY_WASTE);

  private JobGroupsPanel() {}

  private static List<TableColumn<Row.JobsOf>> columns(UserGrouping grouping) {
    return Column.onScreen(JobGroupColumns.of(grouping)).stream()
        .map(JobGroupsPanel::column)
        .toList();
  }

  private static TableColumn<Row.JobsOf> column(Column<JobGroup> column) {
    String key = column.key();
    return TableColumn.of(
            column,
            Row.JobsOf::group,
            minimum(key),
            ORDERS.getOrDefault(key, key.equals("nodes") ? null : Action.JOBS_BY_USER))
        .withPainter(
            (scene, x, y, w, row) ->
                TableColumn.paint(
                    scene,
                    x,
                    y,
                    w,
                    column.rightAligned(),
                    column.text().apply(row.group()),
                    stands(key, row.group()) ? Role.WARN : Role.NORMAL));
  }

  private static int minimum(String key) {
    return switch (key) {
      case "jobs", "gpus", "gpus_used" -> 4;
      case "nodes" -> 5;
      case "util_min_percent" -> 16;
      case "vram_used_bytes" -> 13;
      case "power_watts", "given_gpu_seconds", "wasted_gpu_seconds" -> 8;
      default -> NAME;
    };
  }

  /** What stands out: GPUs that are not used. */
  private static boolean stands(String key, JobGroup group) {
    return switch (key) {
      case "gpus_used" -> group.gpusUsed().orElse(Integer.MAX_VALUE) < group.gpus().orElse(0);
      case "wasted_gpu_seconds" -> group.sums().wastedGpuSeconds().orElse(0) > 0;
      default -> false;
    };
  }

  static void draw(Scene scene) {
    Optional<Action> sorted = Optional.of(JobsPanel.sortedBy(scene));
    int columns = scene.canvas().columns();
    UserGrouping grouping = scene.state().jobs().grouping().orElseThrow();
    Table<Row.JobsOf> table = new Table<>(columns(grouping), columns, sorted);
    table.header(scene, scene.layout().header(), sorted);
    if (scene.view().listing(scene.state()).size() == 0) {
      JobsPanel.note(scene);
      return;
    }
    boolean old = scene.view().jobs().problem().isPresent();
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.JobsOf of) {
            table.row(scene, y, of);
            if (old) {
              scene.canvas().repaint(y, 0, columns, Role.STALE);
            }
          }
        });
  }

  /** The figure of a group where there is room for one: the one that the list is sorted by. */
  static String figure(Scene scene, JobGroup group) {
    return switch (scene.state().jobs().order()) {
      case POWER -> Quantity.watts(group.sums().powerMicrowatts());
      case ELAPSED -> Quantity.hours(group.givenGpuSeconds());
      case WASTED -> Quantity.hours(group.sums().wastedGpuSeconds());
      case UTIL -> Quantity.percent(group.sums().utilizationPercent());
      case JOB -> group.jobs().size() + (group.jobs().size() == 1 ? " job" : " jobs");
      case USER, GPUS, USED, VRAM -> JobsPanel.used(group.gpusUsed(), group.gpus());
    };
  }
}
