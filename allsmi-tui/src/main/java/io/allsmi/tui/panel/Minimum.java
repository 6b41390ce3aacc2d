package io.allsmi.tui.panel;

/** How far the columns of the catalogue can shrink before one of them has to leave. */
final class Minimum {
  private Minimum() {}

  /** Cells for a column, by its key. */
  static int of(String key) {
    return switch (key) {
      case "user", "host" -> 11;
      case "nodes", "procs" -> 5;
      case "gpu", "gpus" -> 4;
      case "vram_bytes", "power_watts" -> 8;
      case "longest_seconds", "run_seconds" -> 12;
      case "pid" -> 7;
      case "cpu_percent" -> 6;
      default -> 10;
    };
  }
}
