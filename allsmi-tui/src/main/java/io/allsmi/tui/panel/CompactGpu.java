package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Row;
import java.util.Optional;

/** A GPU, cores and the parts of a GPU where there is room for little. */
final class CompactGpu {
  private CompactGpu() {}

  /** The GPU that is open, {@code node-0001 › GPU 0}. */
  static Optional<String> place(Scene scene) {
    Optional<Row.Lane> lane = GpuPanel.lane(scene);
    String number = lane.map(l -> " " + GpuPanel.number(l.host(), l.device())).orElse("");
    return scene
        .state()
        .host()
        .gpu()
        .map(
            open ->
                scene
                    .view()
                    .host(open.hostId())
                    .map(h -> HostName.of(scene, h))
                    .orElse(open.hostId()))
        .map(host -> host + " › GPU" + number);
  }

  static boolean row(Scene scene, Row row, int y) {
    if (row instanceof Row.Lane lane) {
      lane(scene, lane, y);
    } else if (row instanceof Row.Part part) {
      String used = Quantity.bytes(part.usedBytes());
      String load = Quantity.percent(part.utilizationPercent());
      CompactPanel.line(scene, y, part.label() + " " + part.name(), load, used);
    } else if (row instanceof Row.ProcessHeading heading) {
      String count = heading.shown() == 0 ? "no processes" : "processes " + heading.shown();
      scene.canvas().text(1, y, count, Role.DIM);
    } else if (row instanceof Row.Socket socket) {
      String load = Quantity.percent(socket.socket().utilizationPercent());
      CompactPanel.line(scene, y, "SOCK " + socket.socket().id(), load, "");
    } else if (row instanceof Row.Cores cores) {
      CoreBars.draw(scene, scene.line(1, y).add("CORES ", Role.DIM).x(), y, cores.cores());
    } else {
      return false;
    }
    return true;
  }

  private static void lane(Scene scene, Row.Lane row, int y) {
    GpuInfo gpu = row.device();
    switch (row.lane()) {
      case UTILISATION ->
          CompactPanel.line(scene, y, "UTIL", "", Quantity.percent(gpu.utilizationPercent()));
      case MEMORY ->
          CompactPanel.line(
              scene,
              y,
              "VRAM",
              Quantity.bytes(gpu.memoryTotalBytes()),
              Quantity.bytes(gpu.memoryUsedBytes()));
      case TEMPERATURE ->
          CompactPanel.line(scene, y, "TEMP", "", Quantity.celsius(gpu.temperatureCelsius()));
      case POWER ->
          CompactPanel.line(
              scene,
              y,
              "POWER",
              Quantity.watts(gpu.powerLimitWatts()),
              Quantity.watts(gpu.powerWatts()));
    }
  }
}
