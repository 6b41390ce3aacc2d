package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  /** A device, the line it begins in, and the lines of it that have been read. */
  private record Listed(GpuDraft gpu, int line) {}

  private final Harvest harvest = new Harvest();
  private final List<Listed> devices = new ArrayList<>();
  private final List<Reading> versions = new ArrayList<>();
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
    table.finish();
    rest.forEach(table::process);
    return harvest.readings();
  }

  /** Process rows come to {@code rows}: they refer to devices, which are read first. */
  private void line(Lines.Line line, List<Lines.Line> rows) {
    String text = line.text().strip();
    if (text.startsWith("+") || text.startsWith("|=") || text.startsWith("|-")) {
      return;
    }
    if (text.length() < 2 || !text.startsWith("|") || !text.endsWith("|")) {
      if (!DATE.matcher(text).matches()) {
        harvest.refuse(line, "a row of the table of nvidia-smi");
      }
      return;
    }
    String inner = text.substring(1, text.length() - 1);
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
      version(line, inner, "Driver Version:", "driver_version");
      version(line, inner, "CUDA Version:", "cuda_version");
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

  private void version(Lines.Line line, String inner, String heading, String name) {
    int at = inner.indexOf(heading);
    if (at >= 0) {
      String[] words = inner.substring(at + heading.length()).strip().split("\\s+", 2);
      versions.add(harvest.reading(name, words[0], line.number()));
    }
  }

  /** Two or three lines a device: what it is, how it does, whether it is partitioned. */
  private void device(Lines.Line line, String inner) {
    String[] cells = inner.split("\\|", -1);
    String[] first = words(cells[0]);
    if (cells.length != 3) {
      harvest.refuse(line, "three cells about a device");
    } else if (cells[0].isBlank()) {
      last(line).ifPresent(gpu -> gpu.partitioning(reading("MIG mode", cells[2].strip(), line)));
    } else if (words(cells[1])[0].indexOf(':') > 0) {
      identity(line, first, words(cells[1])[0]);
    } else if (first.length >= 3) {
      last(line).ifPresent(gpu -> state(gpu, line, first, cells[1], words(cells[2])));
    }
  }

  private java.util.Optional<GpuDraft> last(Lines.Line line) {
    if (devices.isEmpty()) {
      harvest.refuse(line, "the name of a device first");
      return java.util.Optional.empty();
    }
    return java.util.Optional.of(devices.get(devices.size() - 1).gpu);
  }

  private void identity(Lines.Line line, String[] words, String busId) {
    if (!Numbers.is(words[0])) {
      harvest.refuse(line, "the number of a device first");
      return;
    }
    int end = AFTER_NAME.contains(words[words.length - 1]) ? words.length - 1 : words.length;
    String name = String.join(" ", Arrays.copyOfRange(words, Math.min(1, end), end));
    GpuDraft gpu = new GpuDraft();
    gpu.index(reading("GPU", words[0], line));
    gpu.name(reading("Name", name, line));
    NvidiaField.BUS_ID.set(gpu, reading("Bus-Id", busId, line));
    devices.add(new Listed(gpu, line.number()));
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
    OptionalInt number =
        words.length < 4 ? OptionalInt.empty() : reading("GPU", words[0], line).count();
    OptionalInt place =
        words.length < 4 ? OptionalInt.empty() : reading("MIG Dev", words[3], line).count();
    GpuDraft gpu = byNumber(number);
    if (gpu == null || place.isEmpty()) {
      harvest.refuse(line, "a partition of a device above");
      return;
    }
    gpu.partition(
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

  private @Nullable GpuDraft byNumber(OptionalInt number) {
    for (Listed listed : devices) {
      if (number.isPresent() && listed.gpu.index().equals(number)) {
        return listed.gpu;
      }
    }
    return null;
  }

  private void finish() {
    for (Listed listed : devices) {
      for (Reading version : versions) {
        listed.gpu.detail(version.name(), version);
      }
      harvest.add(listed.gpu, listed.line);
    }
  }

  /** GPU, perhaps GI and CI, PID, type, name, memory; the name may hold blanks. */
  private void process(Lines.Line line) {
    int columns = hasInstances ? 5 : 3;
    String[] words = line.words(columns + 1);
    String rest = words.length > columns ? words[columns] : "";
    int blank = rest.lastIndexOf(' ');
    if (blank < 0 || !Numbers.is(words[0])) {
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
