package io.allsmi.benchmarks;

import java.util.List;

/**
 * Measures each figure together with its yardstick and prints one table. Exits with 1 when a figure
 * misses what it must reach.
 */
public final class Ratios {
  private Ratios() {}

  /**
   * Runs everything, with {@code --quick} in a fraction of the time, with {@code --full} on
   * recordings of their real size.
   */
  public static void main(String[] args) throws Exception {
    List<String> options = List.of(args);
    Effort effort = options.contains("--quick") ? Effort.quick() : Effort.full();
    long start = System.nanoTime();
    Report report = new Report();
    System.err.println(Report.machine());
    Sections sections = new Sections(options);
    if (sections.wants("pages")) {
      new PageRows(effort, report).run();
    }
    if (sections.wants("usage")) {
      new UsageRows(effort, report).run();
    }
    if (sections.wants("jobs")) {
      new JobRows(effort, report).run();
    }
    if (sections.wants("hostile")) {
      new HostileRows(report).run();
    }
    if (sections.wants("line")) {
      new LineRows(effort, report).run();
    }
    if (sections.wants("write")) {
      new WriteRows(effort, report).run();
    }
    if (sections.wants("record")) {
      new RecordRows(effort, report, options.contains("--full")).run();
    }
    if (sections.wants("screen")) {
      new ScreenRows(effort, report).run();
    }
    if (sections.wants("process")) {
      new ProgramRows(effort, report).run();
    }
    if (sections.names("ssh")) {
      new SshRows(effort, report).run();
    }
    report.note(
        "took "
            + Goal.duration(System.nanoTime() - start)
            + ", load average at the end "
            + Report.load());
    if (options.contains("--quick")) {
      report.note("quick: the compiler had little time; a miss counts when the full run shows it");
    }
    System.out.print(report.text());
    System.exit(report.hasMisses() ? 1 : 0);
  }

  /** What {@code --only} names; when it is not there, everything but what has to be named. */
  private record Sections(List<String> options) {
    boolean wants(String section) {
      return !options.contains("--only") || names(section);
    }

    boolean names(String section) {
      int at = options.indexOf("--only");
      return at >= 0 && options.subList(at + 1, options.size()).contains(section);
    }
  }
}
