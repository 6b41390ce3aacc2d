package io.allsmi.tui.panel;

import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Braille;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.GpuHistory;
import io.allsmi.tui.state.Row;
import io.allsmi.tui.state.Totals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One host: its GPUs, their sums, processors, memory, file systems and the machine itself. */
final class HostPanel {
  private static final int LABEL = 8;
  private static final int GAUGE = 22;
  private static final int SPARK = 30;
  private static final int SUM = -1;

  /** Less than this share of the swap is what a machine that is long up has put aside. */
  private static final double SWAPPING = 0.01;

  /** Behind a blank, the mark and another blank. */
  private static final int FAILURE_INDENT = 3;

  private static final List<TableColumn<Row.Gpu>> COLUMNS =
      List.of(
          TableColumn.text("GPU", 3, true, 0, null, HostPanel::number),
          TableColumn.text("MODEL", 14, false, 4, null, (Row.Gpu g) -> GpuCells.model(g.device())),
          GpuCells.utilisation(Optional.empty(), Row.Gpu::device),
          new TableColumn<>("HISTORY", SPARK, 10, false, 9, Optional.empty(), HostPanel::history),
          GpuCells.memory(Optional.empty(), false, Row.Gpu::device),
          GpuCells.temperature(Optional.empty(), Row.Gpu::device),
          GpuCells.power(Optional.empty(), Row.Gpu::device).withMinimum(12),
          GpuCells.clock(Row.Gpu::device),
          TableColumn.text("PCIe", 5, false, 6, null, HostPanel::pcie),
          new TableColumn<>("FLAGS", 14, 8, false, 8, Optional.empty(), HostPanel::flags));

  private HostPanel() {}

  static void title(Scene scene, int y) {
    Optional<HostSnapshot> found = scene.view().host(scene.state().tab().hostId());
    if (found.isEmpty()) {
      String name = scene.state().tab().hostId();
      scene.line(1, y).add(name, Role.STRONG).add("   is not recorded at this time", Role.WARN);
      return;
    }
    HostSnapshot host = found.get();
    HostState state = host.status().state();
    Scene.Line line = scene.line(1, y);
    line.add(HostName.of(scene, host), Role.STRONG).gap(2);
    line.add(HostText.glyph(state) + " " + HostText.word(host.status()), HostText.role(state))
        .gap(2);
    String stale = HostText.staleMark(host, scene.now());
    if (!stale.isEmpty()) {
      line.add(stale, Role.WARN).gap(2);
    }
    if (state != HostState.DOWN && state != HostState.PENDING) {
      String age = Figures.age(host.takenAt(), scene.now());
      line.fact("", "data ", age + " old", Role.DIM).gap(2);
    }
    String driver = driver(host);
    if (!driver.isEmpty()) {
      line.fact("", "", driver, Role.NORMAL).gap(2);
    }
    if (SshLabel.isOverSsh(host.status().transport())) {
      line.fact("", "", SshLabel.of(host), Role.DIM);
      return;
    }
    boolean named = host.address().isEmpty() || scene.view().isShared(host.hostname());
    String where = named ? "" : host.address() + " · ";
    line.fact("", "", where + host.status().transport().wireName(), Role.DIM);
  }

  static void failure(Scene scene, int y) {
    scene
        .view()
        .host(scene.state().tab().hostId())
        .ifPresent(h -> scene.line(1, y).add("✕ ", Role.BAD).add(why(scene, h), Role.WARN));
  }

  private static String why(Scene scene, HostSnapshot host) {
    return HostText.sentence(host, scene.now(), scene.look().zone()) + HostText.since(scene, host);
  }

  /**
   * Below the list, why the host fails, where the line above it is too short for that: the end of
   * it may be the command that helps.
   */
  private static boolean wholeFailure(Scene scene, HostSnapshot host, int rows) {
    int columns = scene.canvas().columns() - FAILURE_INDENT;
    String why = why(scene, host);
    if (host.status().failure().isEmpty() || Text.width(why) <= columns) {
      return false;
    }
    int y = scene.layout().listTop() + (rows == 0 ? 0 : rows + 1);
    int end = scene.layout().listTop() + scene.layout().listHeight();
    for (String line : Text.wrapped(why, columns)) {
      if (y < end) {
        scene.canvas().text(FAILURE_INDENT, y, line, Role.WARN);
      }
      y++;
    }
    return true;
  }

  private static String driver(HostSnapshot host) {
    if (host.gpus().isEmpty()) {
      return "";
    }
    Map<String, String> detail = host.gpus().get(0).detail();
    String driver = detail.getOrDefault("driver_version", "");
    String cuda = detail.getOrDefault("cuda_version", "");
    String first = driver.isEmpty() ? "" : "driver " + driver;
    String second = cuda.isEmpty() ? "" : "CUDA " + cuda;
    return first.isEmpty() || second.isEmpty() ? first + second : first + " · " + second;
  }

  private static void history(Scene scene, int x, int y, int width, Row.Gpu row) {
    float[] percent =
        scene.view().history().of(row.host(), row.device(), GpuHistory.Lane.UTILISATION);
    Role role = Figures.load(row.device().utilizationPercent());
    Braille.draw(scene.canvas(), x, y, width, percent, 0, 100, role);
  }

  private static void flags(Scene scene, int x, int y, int width, Row.Gpu row) {
    if (row.number() != SUM) {
      GpuFlags.Flags flags = GpuFlags.of(scene, row.host(), row.device());
      TableColumn.paint(scene, x, y, width, false, flags.text(), flags.role());
    }
  }

  private static String number(Row.Gpu row) {
    return row.number() == SUM ? "SUM" : Integer.toString(row.number());
  }

  private static String pcie(Row.Gpu row) {
    GpuInfo gpu = row.device();
    if (row.number() == SUM) {
      return "";
    }
    return gpu.pcieGeneration().isPresent() && gpu.pcieWidth().isPresent()
        ? gpu.pcieGeneration().getAsInt() + "x" + gpu.pcieWidth().getAsInt()
        : Figures.UNKNOWN;
  }

  static void draw(Scene scene) {
    Optional<HostSnapshot> host = scene.view().host(scene.state().tab().hostId());
    if (host.isEmpty()) {
      return;
    }
    Table<Row.Gpu> table = new Table<>(COLUMNS, scene.canvas().columns(), Optional.empty());
    table.header(scene, scene.layout().header(), Optional.empty());
    int rows = scene.view().listing(scene.state()).size();
    if (!wholeFailure(scene, host.get(), rows) && rows == 0) {
      ListPanel.note(scene, "no readings to show");
    }
    ProcessRows processes = new ProcessRows(scene);
    boolean old = HostText.isOld(host.get());
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (!processes.paint(scene, row, y)) {
            paint(scene, table, row, y);
          }
          if (old) {
            scene.canvas().repaint(y, 0, scene.canvas().columns(), Role.STALE);
          }
        });
  }

  private static void paint(Scene scene, Table<Row.Gpu> table, Row row, int y) {
    if (row instanceof Row.Gpu gpu) {
      table.row(scene, y, gpu);
    } else if (row instanceof Row.Sum sum) {
      sum(scene, table, sum.host(), y);
    } else if (row instanceof Row.Cpu cpu) {
      cpu(scene, cpu.cpu(), y);
    } else if (row instanceof Row.Socket socket) {
      socket(scene, socket.socket(), y);
    } else if (row instanceof Row.Cores cores) {
      CoreBars.draw(scene, label(scene, "CORES", y).x(), y, cores.cores());
    } else if (row instanceof Row.Memory memory) {
      memory(scene, memory.memory(), y);
    } else if (row instanceof Row.Disk disk) {
      disk(scene, disk.disk(), y);
    } else if (row instanceof Row.Machine machine) {
      label(scene, machine.label(), y).add(machine.text(), Role.NORMAL);
    }
  }

  private static Scene.Line label(Scene scene, String label, int y) {
    scene.canvas().text(1, y, LABEL, label, Role.DIM);
    return scene.line(1 + LABEL, y);
  }

  /** The sums in the columns of what they add up. */
  private static void sum(Scene scene, Table<Row.Gpu> table, HostSnapshot host, int y) {
    Totals totals = Totals.of(host);
    GpuInfo.Builder all = GpuInfo.builder().name(totals.gpus() + " GPUs");
    totals.utilizationPercent().ifPresent(all::utilizationPercent);
    totals.memoryUsedBytes().ifPresent(all::memoryUsedBytes);
    totals.memoryTotalBytes().ifPresent(all::memoryTotalBytes);
    totals.temperatureCelsius().ifPresent(all::temperatureCelsius);
    totals.powerWatts().ifPresent(all::powerWatts);
    totals.powerLimitWatts().ifPresent(all::powerLimitWatts);
    table.row(scene, y, new Row.Gpu("sum", host, all.build(), SUM));
  }

  private static void cpu(Scene scene, CpuInfo cpu, int y) {
    Scene.Line line = label(scene, "CPU", y);
    GpuCells.load(scene, line.x(), y, GAUGE, cpu.utilizationPercent());
    line.gap(GAUGE + 2);
    line.fact("", "", cpu.model().isEmpty() ? "–" : cpu.model(), Role.NORMAL);
    if (cpu.coreCount().isPresent()) {
      int sockets = cpu.socketCount().orElse(1);
      String by = sockets > 1 ? sockets + " sockets   " : "";
      line.fact("   ", "", by + cpu.coreCount().getAsInt() + " cores", Role.DIM);
    }
    if (cpu.frequencyMhz().isPresent()) {
      line.fact("   ", "", Figures.clock(cpu.frequencyMhz()), Role.NORMAL);
    }
    if (cpu.temperatureCelsius().isPresent()) {
      line.fact("   ", "", Quantity.celsius(cpu.temperatureCelsius()), Role.NORMAL);
    }
    if (cpu.powerWatts().isPresent()) {
      line.fact("   ", "", Quantity.watts(cpu.powerWatts()), Role.NORMAL);
    }
  }

  private static void socket(Scene scene, CpuInfo.Socket socket, int y) {
    Scene.Line line = label(scene, "SOCK " + socket.id(), y);
    GpuCells.load(scene, line.x(), y, GAUGE, socket.utilizationPercent());
    line.gap(GAUGE);
    if (socket.cores().isPresent()) {
      line.fact("   ", "", socket.cores().getAsInt() + " cores", Role.DIM);
    }
    if (socket.frequencyMhz().isPresent()) {
      line.fact("   ", "", Figures.clock(socket.frequencyMhz()), Role.NORMAL);
    }
    if (socket.temperatureCelsius().isPresent()) {
      line.fact("   ", "", Quantity.celsius(socket.temperatureCelsius()), Role.NORMAL);
    }
  }

  private static void memory(Scene scene, MemoryInfo memory, int y) {
    Scene.Line line = label(scene, "MEM", y);
    GpuCells.load(scene, line.x(), y, GAUGE, usedPercent(memory.usedBytes(), memory.totalBytes()));
    line.gap(GAUGE + 2);
    line.add(Figures.bytes(memory.usedBytes(), memory.totalBytes()), Role.NORMAL).gap(3);
    if (memory.swapTotalBytes().orElse(0) > 0) {
      double share = Figures.share(memory.swapUsedBytes(), memory.swapTotalBytes());
      boolean isSwapping = share >= SWAPPING;
      line.add("swap ", Role.DIM).add(isSwapping ? "‼ " : "", Role.BAD);
      String swap = Figures.bytes(memory.swapUsedBytes(), memory.swapTotalBytes());
      line.add(swap, isSwapping ? Role.BAD : Role.NORMAL);
    }
  }

  private static void disk(Scene scene, StorageInfo disk, int y) {
    OptionalLong used =
        disk.totalBytes().isPresent() && disk.availableBytes().isPresent()
            ? OptionalLong.of(
                Math.max(0, disk.totalBytes().getAsLong() - disk.availableBytes().getAsLong()))
            : OptionalLong.empty();
    Scene.Line line = label(scene, "DISK", y);
    GpuCells.load(scene, line.x(), y, GAUGE, usedPercent(used, disk.totalBytes()));
    line.gap(GAUGE + 2);
    line.add(Figures.bytes(used, disk.totalBytes()), Role.NORMAL).gap(3);
    line.add(disk.mountPoint(), Role.NORMAL);
  }

  private static OptionalDouble usedPercent(OptionalLong used, OptionalLong total) {
    return used.isPresent() && total.orElse(0) > 0
        ? OptionalDouble.of(Figures.share(used, total) * 100)
        : OptionalDouble.empty();
  }
}
