package io.allsmi.tui.panel;

import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.jobs.Utilization;
import io.allsmi.core.table.Column;
import io.allsmi.core.table.JobColumns;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What jobs were given and what they use: one row per job. */
final class JobsPanel {
  /** Below this the longest titles are shortened, so that the sorted one stays readable. */
  private static final int NARROW = 60;

  private static final List<String> OTHERS =
      List.of(
          "try  squeue --me --states=all           whether a job waits or has ended",
          "     allsmi view --slurm --all          the jobs of everyone",
          "     allsmi view --slurm --user NAME    the jobs of another user");

  private static final List<String> ALL =
      List.of("try  squeue --states=all                whether jobs wait or have ended");

  /** By column: what sorts by it. */
  private static final Map<String, Action> ORDERS =
      Map.of(
          "job", Action.JOBS_BY_ID,
          "user", Action.JOBS_BY_USER,
          "gpus", Action.JOBS_BY_GPUS,
          "gpus_used", Action.JOBS_BY_USED,
          "util_min_percent", Action.JOBS_BY_UTILISATION,
          "vram_used_bytes", Action.JOBS_BY_VRAM,
          "power_watts", Action.JOBS_BY_POWER,
          "elapsed_seconds", Action.JOBS_BY_ELAPSED,
          "state", Action.JOBS_BY_WASTE);

  private static final List<TableColumn<Row.Job>> COLUMNS = columns(false);
  private static final List<TableColumn<Row.Job>> NARROW_COLUMNS = columns(true);

  private JobsPanel() {}

  private static List<TableColumn<Row.Job>> columns(boolean narrow) {
    return Column.onScreen(JobColumns.ALL).stream().map(c -> column(c, narrow)).toList();
  }

  private static TableColumn<Row.Job> column(Column<JobUsage> column, boolean narrow) {
    String key = column.key();
    TableColumn<Row.Job> shown =
        TableColumn.of(column, Row.Job::usage, minimum(key, narrow), ORDERS.get(key))
            .withPriority(priority(key))
            .withPainter(
                (scene, x, y, w, row) ->
                    TableColumn.paint(
                        scene,
                        x,
                        y,
                        w,
                        column.rightAligned(),
                        column.text().apply(row.usage()),
                        role(key, row.usage())));
    return narrow ? shown.withTitle(shortTitle(column)) : shown;
  }

  private static String shortTitle(Column<JobUsage> column) {
    return switch (column.key()) {
      case "util_min_percent" -> "UTIL";
      case "elapsed_seconds" -> "ELAPSED";
      default -> column.title();
    };
  }

  private static int minimum(String key, boolean narrow) {
    return switch (key) {
      case "job" -> 7;
      case "user", "power_watts" -> 8;
      case "account" -> 7;
      case "partition" -> 5;
      case "nodes", "gpus", "gpus_used" -> 5;
      case "util_min_percent" -> narrow ? 14 : 16;
      case "vram_used_bytes" -> 13;
      case "elapsed_seconds" -> narrow ? 13 : 14;
      case "state" -> narrow ? 10 : 13;
      default -> 10;
    };
  }

  /** The larger leave first; neither the number nor the memory ever does. */
  private static int priority(String key) {
    return switch (key) {
      case "state" -> 1;
      case "gpus_used" -> 2;
      case "gpus" -> 3;
      case "util_min_percent" -> 4;
      case "user" -> 5;
      case "elapsed_seconds" -> 6;
      case "power_watts" -> 7;
      case "name" -> 8;
      case "nodes" -> 9;
      case "account" -> 10;
      case "partition" -> 11;
      default -> 0;
    };
  }

  /** What stands out: GPUs that are not used, and one that works less than the others. */
  private static Role role(String key, JobUsage job) {
    boolean stands =
        switch (key) {
          case "gpus_used" ->
              job.gpusUsed().isPresent() && job.gpusUsed().getAsInt() < job.gpus().orElse(0);
          case "util_min_percent" -> job.utilization().flatMap(Utilization::straggler).isPresent();
          case "state" -> job.longestWasted().isPresent() || !job.strays().isEmpty();
          default -> false;
        };
    return stands ? Role.WARN : Role.NORMAL;
  }

  static void draw(Scene scene) {
    Optional<Action> sorted = Optional.of(sortedBy(scene));
    int columns = scene.canvas().columns();
    Table<Row.Job> table =
        new Table<>(columns < NARROW ? NARROW_COLUMNS : COLUMNS, columns, sorted);
    table.header(scene, scene.layout().header(), sorted);
    if (scene.view().listing(scene.state()).size() == 0) {
      note(scene);
      return;
    }
    boolean old = scene.view().jobs().problem().isPresent();
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.Job job) {
            table.row(scene, y, job);
            if (old) {
              scene.canvas().repaint(y, 0, columns, Role.STALE);
            }
          }
        });
  }

  private static Action sortedBy(Scene scene) {
    return switch (scene.state().jobs().order()) {
      case JOB -> Action.JOBS_BY_ID;
      case USER -> Action.JOBS_BY_USER;
      case GPUS -> Action.JOBS_BY_GPUS;
      case USED -> Action.JOBS_BY_USED;
      case UTIL -> Action.JOBS_BY_UTILISATION;
      case VRAM -> Action.JOBS_BY_VRAM;
      case POWER -> Action.JOBS_BY_POWER;
      case ELAPSED -> Action.JOBS_BY_ELAPSED;
      case WASTED -> Action.JOBS_BY_WASTE;
    };
  }

  /** Why the list is empty, and what to try. */
  static void note(Scene scene) {
    JobAggregation jobs = scene.view().jobs();
    if (scene.view().snapshot().isEmpty()
        || (jobs.readAt().isEmpty() && jobs.problem().isEmpty())) {
      ListPanel.note(scene, "waiting for first data");
    } else if (!jobs.jobs().isEmpty()) {
      ListPanel.note(scene, "no job matches the filter; Esc lists all jobs");
    } else if (jobs.readAt().isEmpty()) {
      ListPanel.note(scene, "jobs could not be read yet; trying again");
    } else {
      nobody(scene);
    }
  }

  private static void nobody(Scene scene) {
    Optional<String> whose = scene.look().jobsOf();
    ListPanel.note(scene, "No running Slurm jobs found for " + whose.orElse("all users"));
    int y = scene.layout().listTop() + 2;
    for (String line : whose.isPresent() ? OTHERS : ALL) {
      if (y < scene.layout().listTop() + scene.layout().listHeight()) {
        scene.canvas().text(1, y++, line, Role.DIM);
      }
    }
  }

  /** The figure of a job where there is room for one: the one that the list is sorted by. */
  static String figure(Scene scene, JobUsage job) {
    return switch (scene.state().jobs().order()) {
      case USER -> job.job().user().orElse(Quantity.ABSENT);
      case POWER -> Quantity.watts(job.powerMicrowatts());
      case ELAPSED -> Quantity.duration(job.elapsedSeconds());
      case UTIL ->
          job.utilization().map(u -> Math.round(u.median()) + " %").orElse(Quantity.ABSENT);
      case JOB, GPUS, USED, VRAM, WASTED -> used(job);
    };
  }

  /** {@code 24/32 GPUs}. */
  static String used(JobUsage job) {
    return (job.gpusUsed().isPresent() ? job.gpusUsed().getAsInt() : Quantity.ABSENT)
        + "/"
        + (job.gpus().isPresent() ? job.gpus().getAsInt() : Quantity.ABSENT)
        + " GPUs";
  }
}
