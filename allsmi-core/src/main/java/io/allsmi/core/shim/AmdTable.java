package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The table that {@code amd-smi} prints when it is asked for nothing. */
final class AmdTable {
  private static final Set<String> UNITS = Set.of("%", "°c", "c", "w", "b", "kb", "mb", "gb", "tb");

  private final Harvest harvest = new Harvest();
  private final BoxedTable table = new BoxedTable("amd-smi", harvest);

  private boolean inDevices;
  private boolean inProcesses;

  private AmdTable() {}

  static ShimReadings read(byte[] bytes) {
    AmdTable table = new AmdTable();
    Harvest harvest = table.harvest;
    List<Lines.Line> rows = new ArrayList<>();
    Lines.each(
        Lines.text(bytes, harvest.complaints), harvest.complaints, line -> table.line(line, rows));
    table.table.finish();
    rows.forEach(table::process);
    return harvest.readings();
  }

  /** Process rows come to {@code rows}: they refer to devices, which are read first. */
  private void line(Lines.Line line, List<Lines.Line> rows) {
    table.inner(line).ifPresent(inner -> row(line, inner.strip(), rows));
  }

  private void row(Lines.Line line, String inner, List<Lines.Line> rows) {
    if (isHeading(line, inner)) {
      return;
    }
    if (inProcesses) {
      if (!inner.startsWith("No running processes")) {
        rows.add(new Lines.Line(line.number(), inner));
      }
    } else if (inDevices) {
      device(line, inner);
    }
  }

  private boolean isHeading(Lines.Line line, String inner) {
    if (inner.startsWith("AMD-SMI ")) {
      table.version(line, inner, "amdgpu version:", "driver_version");
      table.version(line, inner, "ROCm version:", "rocm_version");
      return true;
    }
    if (inner.startsWith("BDF ")) {
      inDevices = true;
      return true;
    }
    if (inner.startsWith("Processes:")) {
      inProcesses = true;
      return true;
    }
    return inner.startsWith("GPU ");
  }

  /** Two lines a device: address, name, temperature and power; number, use and memory. */
  private void device(Lines.Line line, String inner) {
    String[] halves = inner.split("\\|", -1);
    if (halves.length != 2) {
      harvest.refuse(line, "two cells about a device");
      return;
    }
    String[] first = halves[0].strip().split("\\s+", -1);
    List<String> cells = cells(halves[1]);
    if (first[0].indexOf(':') > 0) {
      GpuDraft gpu = new GpuDraft();
      table.begin(gpu, line);
      NvidiaField.BUS_ID.set(gpu, reading("BDF", first[0], line));
      String name = String.join(" ", Arrays.copyOfRange(first, 1, first.length));
      gpu.name(reading("GPU-Name", name, line));
      state(gpu, line, cells);
    } else if (table.open().isPresent() && Numbers.is(first[0])) {
      GpuDraft gpu = table.open().get();
      gpu.index(reading("GPU", first[0], line));
      use(gpu, line, cells);
      table.close();
    } else {
      harvest.refuse(line, "the address or the number of a device first");
    }
  }

  /** Memory controller, temperature, errors, power. */
  private void state(GpuDraft gpu, Lines.Line line, List<String> cells) {
    if (cells.size() != 4) {
      harvest.refuse(line, "four readings of a device and not " + cells.size());
      return;
    }
    NvidiaField.MEMORY_UTILIZATION.set(gpu, reading("Mem-Uti", cells.get(0), line));
    NvidiaField.TEMPERATURE.set(gpu, reading("Temp", cells.get(1), line));
    NvidiaField.POWER.set(gpu, reading("Power-Usage", half(cells.get(3), 0), line));
    NvidiaField.POWER_LIMIT.set(gpu, reading("Power-Usage", half(cells.get(3), 1), line));
  }

  /** Busy, fan, memory. */
  private void use(GpuDraft gpu, Lines.Line line, List<String> cells) {
    if (cells.size() != 3) {
      harvest.refuse(line, "three readings of a device and not " + cells.size());
      return;
    }
    NvidiaField.UTILIZATION.set(gpu, reading("GFX-Uti", cells.get(0), line));
    NvidiaField.FAN.set(gpu, reading("Fan", cells.get(1), line));
    gpu.bytes(
        reading("Mem-Usage", half(cells.get(2), 0), line),
        Unit.MEBIBYTES,
        GpuInfo.Builder::memoryUsedBytes);
    gpu.bytes(
        reading("Mem-Usage", half(cells.get(2), 1), line),
        Unit.MEBIBYTES,
        GpuInfo.Builder::memoryTotalBytes);
  }

  /** Words, each with the unit that follows it. */
  private static List<String> cells(String text) {
    List<String> cells = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      int last = cells.size() - 1;
      if (last >= 0 && UNITS.contains(word.toLowerCase(Locale.ROOT))) {
        cells.set(last, cells.get(last) + " " + word);
      } else {
        cells.add(word);
      }
    }
    return cells;
  }

  /** {@code 103/300 W}: what is used, of how much; the unit is that of both. */
  private static String half(String cell, int which) {
    int blank = cell.indexOf(' ');
    String unit = blank < 0 ? "" : cell.substring(blank);
    String numbers = (blank < 0 ? cell : cell.substring(0, blank)).replace("N/A", "--");
    int stroke = numbers.indexOf('/');
    if (stroke < 0) {
      return "";
    }
    String half = which == 0 ? numbers.substring(0, stroke) : numbers.substring(stroke + 1);
    return Absence.is(half) ? "" : half + unit;
  }

  /** GPU, PID, name, three amounts of memory, busy units; the name may hold blanks. */
  private void process(Lines.Line line) {
    List<String> cells = cells(line.text());
    if (cells.size() < 7 || !Numbers.is(cells.get(0))) {
      harvest.refuse(line, "a device, a process, its name, its memory and its busy units");
      return;
    }
    ProcessDraft process = new ProcessDraft();
    Reading number = reading("GPU", cells.get(0), line);
    process.deviceIndex(number);
    table.device(number).ifPresent(process::device);
    process.pid(reading("PID", cells.get(1), line));
    int memory = cells.size() - 4;
    process.name(reading("Process Name", String.join(" ", cells.subList(2, memory)), line));
    process.memory(reading("VRAM_MEM", cells.get(memory + 1), line), Unit.BYTES);
    harvest.add(process, line.number());
  }

  private Reading reading(String name, String text, Lines.Line line) {
    return harvest.reading(name, text, line.number());
  }
}
