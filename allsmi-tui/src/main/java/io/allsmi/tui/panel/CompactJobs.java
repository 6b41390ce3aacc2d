package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.jobs.GpuSums;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.JobsChoice;
import io.allsmi.tui.state.Row;
import java.util.OptionalDouble;

/** Jobs where there is room for little: one line per job, node, GPU or process. */
final class CompactJobs {
  private CompactJobs() {}

  static String place(JobsChoice choice) {
    return "Jobs"
        + choice.group().map(name -> " › " + name).orElse("")
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
    } else if (row instanceof Row.JobsOf of) {
      String vram = Quantity.bytes(of.group().sums().vramUsedBytes());
      CompactPanel.line(
          scene, y, of.group().name(), JobGroupsPanel.figure(scene, of.group()), vram);
    } else if (row instanceof Row.JobNode node) {
      String name = JobOverviewPanel.title(scene, node.usage(), 0);
      sums(scene, y, name, JobOverviewPanel.sums(scene, node.usage()));
      fade(scene, y, !node.usage().isRead());
    } else if (row instanceof Row.JobSum sum) {
      sums(scene, y, "SUM", sum.sums());
      fade(scene, y, sum.old());
    } else if (row instanceof Row.JobDevice gpu) {
      gpu(scene, y, gpu);
      fade(scene, y, gpu.host().filter(HostText::isOld).isPresent());
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

  private static void fade(Scene scene, int y, boolean old) {
    if (old) {
      scene.canvas().repaint(y, 0, scene.canvas().columns(), Role.STALE);
    }
  }

  private static void sums(Scene scene, int y, String name, GpuSums sums) {
    String load = Quantity.percent(sums.utilizationPercent());
    CompactPanel.line(scene, y, name, load, Quantity.bytes(sums.vramUsedBytes()));
  }

  private static void gpu(Scene scene, int y, Row.JobDevice row) {
    JobGpu gpu = row.device();
    String number = gpu.index().isPresent() ? "" + gpu.index().getAsInt() : Quantity.ABSENT;
    OptionalDouble load =
        gpu.reading().map(GpuInfo::utilizationPercent).orElse(OptionalDouble.empty());
    CompactPanel.line(
        scene,
        y,
        number + " " + (row.own() ? gpu.use().use().wireName() : JobPanel.OTHER),
        Quantity.percent(load),
        Quantity.bytes(gpu.memoryUsedBytes()));
  }
}
