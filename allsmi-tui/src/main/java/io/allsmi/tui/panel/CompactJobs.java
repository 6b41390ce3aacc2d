package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.JobTotals;
import io.allsmi.tui.state.JobsChoice;
import io.allsmi.tui.state.Row;
import java.util.OptionalDouble;

/** Jobs where there is room for little: one line per job, node, GPU or process. */
final class CompactJobs {
  private CompactJobs() {}

  static String place(JobsChoice choice) {
    return "Jobs"
        + choice.job().map(id -> " › " + id).orElse("")
        + (choice.overview() ? "" : choice.node().map(node -> " › " + node).orElse(""));
  }

  static void note(Scene scene) {
    if (scene.state().jobs().job().isEmpty()) {
      JobsPanel.note(scene);
    } else {
      ListPanel.note(scene, JobPanel.empty(scene, scene.view().job(scene.state())));
    }
  }

  /** Draws a row of Jobs; false for any other row. */
  static boolean row(Scene scene, Row row, int y) {
    if (row instanceof Row.Job job) {
      String name = job.usage().job().id() + " " + job.usage().job().name().orElse("");
      String vram = Quantity.bytes(job.usage().vramUsedBytes());
      CompactPanel.line(scene, y, name, JobsPanel.figure(scene, job.usage()), vram);
    } else if (row instanceof Row.JobNode node) {
      sums(scene, y, node.usage().node(), JobTotals.of(node.usage().gpus()));
    } else if (row instanceof Row.JobSum sum) {
      sums(scene, y, "SUM", sum.totals());
    } else if (row instanceof Row.JobDevice gpu) {
      gpu(scene, y, gpu.device());
    } else if (row instanceof Row.JobProcess process) {
      String name = process.process().pid() + " " + JobPanel.basename(process.process());
      String mark = process.whose() == Row.Whose.STRAY ? "▲ " : "";
      CompactPanel.line(
          scene, y, mark + name, "", Quantity.bytes(process.process().gpuMemoryBytes()));
    } else if (row instanceof Row.JobHeading) {
      scene.canvas().text(1, y, "processes", Role.DIM);
    } else {
      return false;
    }
    return true;
  }

  private static void sums(Scene scene, int y, String name, JobTotals totals) {
    String load = Quantity.percent(totals.utilizationPercent());
    CompactPanel.line(scene, y, name, load, Quantity.bytes(totals.memoryUsedBytes()));
  }

  private static void gpu(Scene scene, int y, JobGpu gpu) {
    String number = gpu.index().isPresent() ? "" + gpu.index().getAsInt() : Quantity.ABSENT;
    OptionalDouble load =
        gpu.reading().map(GpuInfo::utilizationPercent).orElse(OptionalDouble.empty());
    CompactPanel.line(
        scene,
        y,
        number + " " + gpu.use().use().wireName(),
        Quantity.percent(load),
        Quantity.bytes(gpu.memoryUsedBytes()));
  }
}
