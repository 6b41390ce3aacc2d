package io.allsmi.tui.panel;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Gauge;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Action;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** The columns about one GPU, for All and for a host. */
final class GpuCells {
  private static final int MIN_GAUGE = 4;
  private static final int PERCENT = 6;
  private static final int MEMORY = 14;
  private static final int TEMPERATURE = 7;

  private GpuCells() {}

  static String model(GpuInfo gpu) {
    String name = gpu.name().startsWith("NVIDIA ") ? gpu.name().substring(7) : gpu.name();
    return name.isEmpty() ? Figures.UNKNOWN : name;
  }

  static <R> TableColumn<R> utilisation(Optional<Action> sort, Function<R, GpuInfo> gpu) {
    return new TableColumn<>(
        "UTIL",
        18 + PERCENT,
        MIN_GAUGE + PERCENT,
        false,
        0,
        sort,
        (scene, x, y, w, row) -> load(scene, x, y, w, gpu.apply(row).utilizationPercent()));
  }

  static void load(Scene scene, int x, int y, int width, OptionalDouble percent) {
    if (percent.isPresent()) {
      Gauge.draw(
          scene.canvas(),
          x,
          y,
          width - PERCENT,
          percent.getAsDouble() / 100,
          Figures.load(percent));
    }
    TableColumn.paint(scene, x, y, width, true, Quantity.percent(percent), Role.NORMAL);
  }

  static <R> TableColumn<R> memory(Optional<Action> sort, Function<R, GpuInfo> gpu) {
    return new TableColumn<>(
        "VRAM",
        18 + MEMORY,
        MIN_GAUGE + MEMORY,
        false,
        0,
        sort,
        (scene, x, y, w, row) ->
            memory(
                scene,
                x,
                y,
                w,
                gpu.apply(row).memoryUsedBytes(),
                gpu.apply(row).memoryTotalBytes()));
  }

  static void memory(Scene scene, int x, int y, int width, OptionalLong used, OptionalLong total) {
    if (used.isPresent() && total.isPresent()) {
      double share = Figures.share(used, total);
      Role role = Figures.load(OptionalDouble.of(share * 100)) == Role.BAD ? Role.WARN : Role.GOOD;
      Gauge.draw(scene.canvas(), x, y, width - MEMORY, share, role);
    }
    TableColumn.paint(scene, x, y, width, true, Figures.bytes(used, total), Role.NORMAL);
  }

  static <R> TableColumn<R> temperature(Optional<Action> sort, Function<R, GpuInfo> gpu) {
    return new TableColumn<>(
        "TEMP",
        TEMPERATURE,
        TEMPERATURE,
        true,
        1,
        sort,
        (scene, x, y, w, row) -> temperature(scene, x, y, w, gpu.apply(row)));
  }

  private static void temperature(Scene scene, int x, int y, int width, GpuInfo gpu) {
    Role role = Figures.heat(gpu);
    String text = Quantity.celsius(gpu.temperatureCelsius());
    TableColumn.paint(scene, x, y, width, true, text, role);
    if (role != Role.NORMAL) {
      scene.canvas().text(x + width - Text.width(text) - 2, y, Figures.glyph(role), role);
    }
  }

  static <R> TableColumn<R> power(Optional<Action> sort, Function<R, GpuInfo> gpu) {
    return new TableColumn<>(
        "POWER",
        12,
        10,
        true,
        2,
        sort,
        (scene, x, y, w, row) ->
            TableColumn.paint(
                scene,
                x,
                y,
                w,
                true,
                Figures.watts(gpu.apply(row).powerWatts(), gpu.apply(row).powerLimitWatts()),
                Role.NORMAL));
  }

  static <R> TableColumn<R> clock(Function<R, GpuInfo> gpu) {
    return TableColumn.text(
        "CLOCK", 8, true, 4, null, row -> Figures.clock(gpu.apply(row).graphicsClockMhz()));
  }
}
