package io.allsmi.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table, as Markdown that can also be read as it is. */
final class Report {
  private static final String[] HEAD = {
    "goal", "what", "measured", "yardstick", "ratio", "must", "stretch", "met"
  };

  private final List<Goal> goals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void add(Goal goal) {
    goals.add(goal);
    System.err.println("  " + String.join(" | ", goal.cells()));
  }

  void note(String text) {
    notes.add(text);
  }

  boolean hasMisses() {
    return goals.stream().anyMatch(Goal::isMissed);
  }

  String text() throws IOException {
    StringBuilder out = new StringBuilder();
    out.append(machine()).append("\n\n");
    table(out);
    for (String note : notes) {
      out.append("\n* ").append(note);
    }
    return out.append('\n').toString();
  }

  private void table(StringBuilder out) {
    List<String[]> lines = new ArrayList<>();
    lines.add(HEAD);
    goals.forEach(goal -> lines.add(goal.cells()));
    int[] widths = new int[HEAD.length];
    for (String[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      line(out, lines.get(i), widths);
      if (i == 0) {
        for (int width : widths) {
          out.append('|').append("-".repeat(width + 2));
        }
        out.append("|\n");
      }
    }
  }

  private static void line(StringBuilder out, String[] cells, int[] widths) {
    for (int i = 0; i < cells.length; i++) {
      out.append("| ").append(cells[i]).append(" ".repeat(widths[i] - cells[i].length() + 1));
    }
    out.append("|\n");
  }

  /** What it was measured on. */
  static String machine() throws IOException {
    Runtime.Version java = Runtime.version();
    return "Machine: "
        + cpu()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores; "
        + System.getProperty("java.vm.name")
        + " "
        + java
        + ", "
        + String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments())
        + "; load average "
        + load();
  }

  /** The load averages of the last 1, 5 and 15 minutes. */
  static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    if (!Files.exists(file)) {
      return Goal.number(2, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
    String[] words = Files.readString(file).split(" ", 4);
    return words[0] + " " + words[1] + " " + words[2];
  }

  private static String cpu() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
