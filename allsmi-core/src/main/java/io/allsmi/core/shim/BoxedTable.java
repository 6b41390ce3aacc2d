package io.allsmi.core.shim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table in a box of {@code +}, {@code -} and {@code |}, as nvidia-smi and amd-smi draw it: which
 * lines are rows, which versions its head names, and which devices it has.
 */
final class BoxedTable {
  /** A device and the line it begins in. */
  private record Listed(GpuDraft gpu, int line) {}

  private final String tool;
  private final Harvest harvest;
  private final List<Reading> versions = new ArrayList<>();
  private final List<Listed> devices = new ArrayList<>();

  /** Whether lines still belong to the device added last. */
  private boolean isOpen;

  BoxedTable(String tool, Harvest harvest) {
    this.tool = tool;
    this.harvest = harvest;
  }

  /** What stands between the outer bars of a row; empty for borders and for what is no row. */
  Optional<String> inner(Lines.Line line) {
    String text = line.text().strip();
    if (text.startsWith("+") || text.startsWith("|=") || text.startsWith("|-")) {
      isOpen = false;
      return Optional.empty();
    }
    if (text.length() < 2 || !text.startsWith("|") || !text.endsWith("|")) {
      harvest.refuse(line, "a row of the table of " + tool);
      isOpen = false;
      return Optional.empty();
    }
    return Optional.of(text.substring(1, text.length() - 1));
  }

  /** The word after a heading, if the row has that heading: a version, for every device. */
  void version(Lines.Line line, String inner, String heading, String name) {
    int at = inner.indexOf(heading);
    if (at >= 0) {
      String[] words = inner.substring(at + heading.length()).strip().split("\\s+", 2);
      versions.add(harvest.reading(name, words[0], line.number()));
    }
  }

  /** Adds a device, which is read on after that. */
  void begin(GpuDraft gpu, Lines.Line line) {
    devices.add(new Listed(gpu, line.number()));
    isOpen = true;
  }

  /** What follows belongs to no device: the line that names it could not be read. */
  void close() {
    isOpen = false;
  }

  /** The device that the lines after its first belong to, until a border or a fault. */
  Optional<GpuDraft> open() {
    return isOpen ? Optional.of(devices.get(devices.size() - 1).gpu) : Optional.empty();
  }

  /** The device of that number. */
  Optional<GpuDraft> device(Reading number) {
    return devices.stream()
        .map(Listed::gpu)
        .filter(gpu -> gpu.index().isPresent() && gpu.index().equals(number.count()))
        .findFirst();
  }

  /** Hands on the devices, when all of them are read. */
  void finish() {
    for (Listed listed : devices) {
      versions.forEach(version -> listed.gpu.detail(version.name(), version));
      harvest.add(listed.gpu, listed.line);
    }
  }
}
