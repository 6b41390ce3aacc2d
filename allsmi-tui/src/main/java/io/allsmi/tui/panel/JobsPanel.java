package io.allsmi.tui.panel;

import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.jobs.Utilization;
import io.allsmi.core.table.Column;
import io.allsmi.core.table.JobColumns;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What jobs were given and what they use: one row per job. */
final class JobsPanel {
  /** Below this titles, names and states are shortened, so that more columns can stay. */
  private static final int NARROW = 100;

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
          "wasted_gpu_seconds", Action.JOBS_BY_WASTE);

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
                        text(column, row.usage(), w),
                        role(key, row.usage())));
    return narrow ? shown.withTitle(shortTitle(column)) : shown;
  }

  /** A state in its brief form where the whole has no room. */
  private static String text(Column<JobUsage> column, JobUsage job, int width) {
    String text = column.text().apply(job);
    return column.key().equals("state") && Text.width(text) > width
        ? JobColumns.briefState(job)
        : text;
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
      case "job", "account" -> 7;
      case "name" -> narrow ? 6 : 10;
      case "user", "power_watts", "wasted_gpu_seconds" -> 8;
      case "partition" -> 5;
      case "nodes" -> 5;
      case "gpus", "gpus_used" -> narrow ? 4 : 5;
      case "util_min_percent" -> narrow ? 14 : 16;
      case "vram_used_bytes" -> narrow ? 12 : 13;
      case "elapsed_seconds" -> narrow ? 13 : 14;
      case "state" -> narrow ? 6 : 13;
      default -> 10;
    };
  }

  /** The larger leave first; neither the number nor the memory ever does. */
  private static int priority(String key) {
    return switch (key) {
      case "name" -> 1;
      case "state" -> 2;
      case "gpus_used" -> 3;
      case "gpus" -> 4;
      case "util_min_percent" -> 5;
      case "user" -> 6;
      case "elapsed_seconds" -> 7;
      case "power_watts" -> 8;
      case "wasted_gpu_seconds" -> 9;
      case "nodes" -> 10;
      case "account" -> 11;
      case "partition" -> 12;
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
          case "wasted_gpu_seconds" -> job.wastedGpuSeconds().orElse(0) > 0;
          case "state" -> job.longestWasted().isPresent() || !job.strays().isEmpty();
          default -> false;
        };
    return stands ? Role.WARN : Role.NORMAL;
  }

  static void draw(Scene scene) {
    if (scene.state().jobs().isOfGroups()) {
      JobGroupsPanel.draw(scene);
      return;
    }
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

  static Action sortedBy(Scene scene) {
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
    } else if (ListPanel.isFilteredAway(scene)) {
      ListPanel.note(scene, "");
    } else if (!jobs.jobs().isEmpty()) {
      ListPanel.note(
          scene,
          scene.state().jobs().group().orElse("") + " has no job any more; Esc lists the others");
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
      case WASTED -> Quantity.hours(job.wastedGpuSeconds());
      case JOB, GPUS, USED, VRAM -> used(job);
    };
  }

  /** {@code 24/32 GPUs}. */
  static String used(JobUsage job) {
    return used(job.gpusUsed(), job.gpus());
  }

  static String used(OptionalInt used, OptionalInt all) {
    return (used.isPresent() ? used.getAsInt() : Quantity.ABSENT)
        + "/"
        + (all.isPresent() ? all.getAsInt() : Quantity.ABSENT)
        + " GPUs";
  }
}
