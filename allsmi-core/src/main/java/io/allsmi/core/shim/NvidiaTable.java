package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The table that {@code nvidia-smi} prints when it is asked for nothing. */
final class NvidiaTable {
  /** What stands behind a device's name: persistence mode, or the driver model on Windows. */
  private static final Set<String> AFTER_NAME =
      Set.of("On", "Off", "N/A", "WDDM", "TCC", "MCDM", "ERR!");

  private static final Pattern DATE =
      Pattern.compile("\\p{L}{3} \\p{L}{3} +\\d+ \\d\\d:\\d\\d:\\d\\d \\d{4}");

  /** Which of its parts the table is in. */
  private enum Part {
    HEAD,
    DEVICES,
    PARTITIONS,
    PROCESSES
  }

  private final Harvest harvest = new Harvest();
  private final BoxedTable table = new BoxedTable("nvidia-smi", harvest);
  private Part part = Part.HEAD;

  /** Whether process rows name instances; drivers before 450 do not. */
  private boolean hasInstances;

  private NvidiaTable() {}

  static ShimReadings read(byte[] bytes) {
    NvidiaTable table = new NvidiaTable();
    Harvest harvest = table.harvest;
    List<Lines.Line> rest = new ArrayList<>();
    Lines.each(
        Lines.text(bytes, harvest.complaints), harvest.complaints, line -> table.line(line, rest));
    table.table.finish();
    rest.forEach(table::process);
    return harvest.readings();
  }

  /** Process rows come to {@code rows}: they refer to devices, which are read first. */
  private void line(Lines.Line line, List<Lines.Line> rows) {
    if (DATE.matcher(line.text().strip()).matches()) {
      return;
    }
    table.inner(line).ifPresent(inner -> row(line, inner, rows));
  }

  private void row(Lines.Line line, String inner, List<Lines.Line> rows) {
    if (!isHeading(line, inner.strip())) {
      switch (part) {
        case HEAD -> harvest.refuse(line, "the head of the table of nvidia-smi");
        case DEVICES -> device(line, inner);
        case PARTITIONS -> partition(line, inner);
        case PROCESSES -> {
          if (!inner.strip().startsWith("No running processes")) {
            rows.add(new Lines.Line(line.number(), inner));
          }
        }
      }
    }
  }

  /** Headings say what the rows below them are. */
  private boolean isHeading(Lines.Line line, String inner) {
    if (inner.startsWith("NVIDIA-SMI ")) {
      table.version(line, inner, "Driver Version:", "driver_version");
      table.version(line, inner, "CUDA Version:", "cuda_version");
      return true;
    }
    if (inner.startsWith("GPU  Name")
        || inner.startsWith("Fan  Temp")
        || inner.endsWith(" MIG M.")) {
      part = Part.DEVICES;
      return true;
    }
    if (inner.startsWith("MIG devices:")) {
      part = Part.PARTITIONS;
      return true;
    }
    if (inner.startsWith("Processes:")) {
      part = Part.PROCESSES;
      return true;
    }
    if (part == Part.PROCESSES && inner.startsWith("GPU ") && inner.contains("PID")) {
      hasInstances = inner.contains(" GI ");
      return true;
    }
    return part == Part.PROCESSES && (inner.startsWith("ID ") || inner.startsWith("Usage"));
  }

  /** Two or three lines a device: what it is, how it does, whether it is partitioned. */
  private void device(Lines.Line line, String inner) {
    String[] cells = inner.split("\\|", -1);
    String[] first = words(cells[0]);
    if (cells.length != 3) {
      harvest.refuse(line, "three cells about a device");
    } else if (cells[0].isBlank()) {
      open(line).ifPresent(gpu -> gpu.partitioning(reading("MIG mode", cells[2].strip(), line)));
    } else if (words(cells[1])[0].indexOf(':') > 0) {
      identity(line, first, words(cells[1])[0]);
    } else if (first.length >= 3) {
      open(line).ifPresent(gpu -> state(gpu, line, first, cells[1], words(cells[2])));
    }
  }

  private Optional<GpuDraft> open(Lines.Line line) {
    Optional<GpuDraft> open = table.open();
    if (open.isEmpty()) {
      harvest.refuse(line, "the name of a device first");
    }
    return open;
  }

  private void identity(Lines.Line line, String[] words, String busId) {
    if (!Numbers.is(words[0])) {
      harvest.refuse(line, "the number of a device first");
      table.close();
      return;
    }
    int end = AFTER_NAME.contains(words[words.length - 1]) ? words.length - 1 : words.length;
    String name = String.join(" ", Arrays.copyOfRange(words, Math.min(1, end), end));
    GpuDraft gpu = new GpuDraft();
    gpu.index(reading("GPU", words[0], line));
    gpu.name(reading("Name", name, line));
    NvidiaField.BUS_ID.set(gpu, reading("Bus-Id", busId, line));
    table.begin(gpu, line);
  }

  private void state(GpuDraft gpu, Lines.Line line, String[] words, String memory, String[] use) {
    NvidiaField.FAN.set(gpu, reading("Fan", words[0], line));
    NvidiaField.TEMPERATURE.set(gpu, reading("Temp", words[1], line));
    NvidiaField.PERFORMANCE_STATE.set(gpu, reading("Perf", words[2], line));
    String power = String.join(" ", Arrays.copyOfRange(words, 3, words.length));
    NvidiaField.POWER.set(gpu, reading("Pwr:Usage", half(power, 0), line));
    NvidiaField.POWER_LIMIT.set(gpu, reading("Pwr:Cap", half(power, 1), line));
    gpu.bytes(
        reading("Memory-Usage", half(memory, 0), line),
        Unit.MEBIBYTES,
        GpuInfo.Builder::memoryUsedBytes);
    gpu.bytes(
        reading("Memory-Usage", half(memory, 1), line),
        Unit.MEBIBYTES,
        GpuInfo.Builder::memoryTotalBytes);
    NvidiaField.UTILIZATION.set(gpu, reading("GPU-Util", use[0], line));
    if (use.length > 1) {
      String mode = String.join(" ", Arrays.copyOfRange(use, 1, use.length));
      NvidiaField.COMPUTE_MODE.set(gpu, reading("Compute M.", mode, line));
    }
  }

  /** {@code 432W / 700W}: what is used, and of how much. Without a stroke it says nothing. */
  private static String half(String cell, int which) {
    int stroke = cell.replace("N/A", "-- ").indexOf('/');
    if (stroke < 0) {
      return "";
    }
    return (which == 0 ? cell.substring(0, stroke) : cell.substring(stroke + 1)).strip();
  }

  private void partition(Lines.Line line, String inner) {
    String[] cells = inner.split("\\|", -1);
    String[] words = words(cells[0]);
    if (cells.length < 2 || cells[0].isBlank() || !Numbers.is(words[0])) {
      return;
    }
    Optional<GpuDraft> gpu = table.device(reading("GPU", words[0], line));
    OptionalInt place =
        words.length < 4 ? OptionalInt.empty() : reading("MIG Dev", words[3], line).count();
    if (gpu.isEmpty() || place.isEmpty()) {
      harvest.refuse(line, "a partition of a device above");
      return;
    }
    gpu.get()
        .partition(
            new MigInfo.Instance(
                place.getAsInt(),
                "",
                "",
                reading("GI ID", words[1], line).count(),
                reading("CI ID", words[2], line).count(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                bytes(half(cells[1], 0), line),
                bytes(half(cells[1], 1), line)));
  }

  private OptionalLong bytes(String text, Lines.Line line) {
    return NvidiaLog.bytes(reading("Memory-Usage", text, line));
  }

  /** GPU, perhaps GI and CI, PID, type, name, memory; the name may hold blanks. */
  private void process(Lines.Line line) {
    int columns = hasInstances ? 5 : 3;
    String[] words = line.words(columns + 1);
    String rest = words.length > columns ? words[columns] : "";
    int blank = rest.lastIndexOf(' ');
    if (blank < 0 || !Numbers.is(words[0]) || !Character.isLetter(words[columns - 1].charAt(0))) {
      harvest.refuse(line, "a device, a process, its type, its name and its memory");
      return;
    }
    ProcessDraft process = new ProcessDraft();
    process.deviceIndex(reading("GPU", words[0], line));
    if (hasInstances) {
      process.gpuInstance(reading("GI ID", words[1], line));
      process.computeInstance(reading("CI ID", words[2], line));
    }
    process.pid(reading("PID", words[columns - 2], line));
    process.type(reading("Type", words[columns - 1], line));
    process.name(reading("Process name", rest.substring(0, blank), line));
    process.memory(reading("GPU Memory", rest.substring(blank + 1), line), Unit.MEBIBYTES);
    harvest.add(process, line.number());
  }

  private Reading reading(String name, String text, Lines.Line line) {
    return harvest.reading(name, text, line.number());
  }

  private static String[] words(String cell) {
    return cell.strip().split("\\s+", -1);
  }
}
