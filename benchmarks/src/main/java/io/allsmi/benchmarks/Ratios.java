package io.allsmi.benchmarks;

import java.util.List;

/**
 * Measures each figure together with its yardstick and prints one table. Exits with 1 when a figure
 * misses what it must reach.
 */
public final class Ratios {
  private Ratios() {}

  /** Runs everything, with {@code --quick} in a fraction of the time. */
  public static void main(String[] args) throws Exception {
    List<String> options = List.of(args);
    Effort effort = options.contains("--quick") ? Effort.quick() : Effort.full();
    long start = System.nanoTime();
    Report report = new Report();
    System.err.println(Report.machine());
    new PageRows(effort, report).run();
    new UsageRows(effort, report).run();
    report.note(
        "took "
            + Goal.duration(System.nanoTime() - start)
            + ", load average at the end "
            + Report.load());
    System.out.print(report.text());
    System.exit(report.hasMisses() ? 1 : 0);
  }
}
