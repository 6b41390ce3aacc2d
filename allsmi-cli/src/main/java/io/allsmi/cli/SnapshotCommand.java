package io.allsmi.cli;

import io.allsmi.collect.PollOptions;
import io.allsmi.collect.local.LocalMachine;
import io.allsmi.collect.local.LocalOptions;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.json.SnapshotSection;
import io.allsmi.core.source.HostSource;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** This machine or hosts, once. */
@Command(
    name = "snapshot",
    sortOptions = false,
    description = "Print what this machine or hosts read, once.",
    footer = {
      "",
      "Example: allsmi snapshot --include gpu,process --format csv",
      "Example: allsmi snapshot --ssh gpu[01-16] --include gpu,process",
      "Without a source: this machine. Exit status: 1 when no host could be read."
    })
final class SnapshotCommand extends ConsoleCommand {
  private static final int MAX_SAMPLES = 100_000;
  private static final double MAX_INTERVAL_SECONDS = 86_400;
  private static final int MAX_TIMEOUT_MS = 600_000;
  private static final int LEAST_DEADLINE_MS = 10;

  @Option(
      names = "--format",
      paramLabel = "json|csv|prometheus",
      description = "The form. Default: json.")
  SnapshotReport.Format format = SnapshotReport.Format.JSON;

  @Option(
      names = "--include",
      paramLabel = "SECTION,…",
      description =
          "Sections: gpu, cpu, memory, chassis, process, storage. Default: the first four.")
  @Nullable String include;

  @Option(
      names = "--query",
      paramLabel = "PATH,…",
      description = "Columns of the CSV, such as section,name,detail.driver_version.")
  @Nullable String query;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "How many times to read; several make an array. Default: 1.")
  int samples = 1;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "The time between two reads. Default: 0.")
  double interval;

  @Option(
      names = "--pretty",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Indent the JSON. Default: only on a terminal.")
  @Nullable Boolean pretty;

  @Option(
      names = "--timeout-ms",
      paramLabel = "MS",
      description =
          "How long a section of this machine may take, a read at most their sum and one more; or"
              + " an exporter. Default: 5000.")
  int timeoutMillis = 5000;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write there instead, whole or not at all; - is standard output.")
  @Nullable String output;

  @Mixin FilterOption filter = new FilterOption();

  @Mixin SourceOptions source = new SourceOptions();
  @Mixin ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Set<SnapshotSection> sections = sections();
    filter.filter();
    SnapshotReport report =
        new SnapshotReport(format, sections, query, output, pretty, filter, console);
    if (source.namesHosts()) {
      return report.printHosts(readHosts());
    }
    source.checkWithoutHosts("this machine");
    Set<SnapshotSection> read = readFor(sections);
    LocalOptions options = source.localOptions().withSections(read);
    try (HostSource machine = LocalMachine.open(options)) {
      return report.print(read(machine, read));
    }
  }

  /** A filter asks about GPUs and processes, whatever is printed. */
  private Set<SnapshotSection> readFor(Set<SnapshotSection> printed) {
    if (filter.filter().isEmpty()) {
      return printed;
    }
    Set<SnapshotSection> read = EnumSet.copyOf(printed);
    read.add(SnapshotSection.GPU);
    read.add(SnapshotSection.PROCESS);
    return read;
  }

  private List<ClusterSnapshot> readHosts() throws IOException, InterruptedException {
    PollOptions options =
        source
            .pollOptions(System.getenv())
            .withDeadline(Duration.ofMillis(Math.max(LEAST_DEADLINE_MS, timeoutMillis)));
    int count = count();
    try (PolledHosts hosts = source.poller(System.getenv(), options, count == 1, console)) {
      return SampleSeries.paced(count, pause(), hosts::readOnce);
    }
  }

  private List<HostSnapshot> read(HostSource machine, Set<SnapshotSection> sections)
      throws IOException, InterruptedException {
    boolean rates =
        sections.contains(SnapshotSection.CPU) || sections.contains(SnapshotSection.PROCESS);
    // A device that hangs is waited for nearly as long as one section may take.
    Duration timeout = Duration.ofMillis((long) timeoutMillis * (1 + sections.size()));
    return new SampleSeries(machine, timeout, rates).read(count(), pause());
  }

  private int count() {
    if (format == SnapshotReport.Format.PROMETHEUS && samples > 1) {
      console.complain("warning: --samples > 1 is ignored for --format prometheus (single scrape)");
      return 1;
    }
    return samples;
  }

  private Duration pause() {
    return Duration.ofMillis(Math.round(interval * 1000));
  }

  private Set<SnapshotSection> sections() {
    if (include == null) {
      return SnapshotSection.defaults();
    }
    try {
      return SnapshotSection.parse(include);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--include: " + e.getMessage());
    }
  }

  private void check() {
    if (samples < 1 || samples > MAX_SAMPLES) {
      throw new UsageException("--samples: expected 1 to " + MAX_SAMPLES + ", got " + samples);
    }
    if (!(interval >= 0 && interval <= MAX_INTERVAL_SECONDS)) {
      throw new UsageException("--interval: expected 0 to 86400 seconds, got " + interval);
    }
    if (timeoutMillis < 1 || timeoutMillis > MAX_TIMEOUT_MS) {
      throw new UsageException(
          "--timeout-ms: expected 1 to " + MAX_TIMEOUT_MS + ", got " + timeoutMillis);
    }
    if (output != null && output.isEmpty()) {
      throw new UsageException("--output: expected the name of a file or -, got an empty one");
    }
    if (query != null && format != SnapshotReport.Format.CSV) {
      throw new UsageException("--query: expected --format csv with it, got another format");
    }
  }
}
