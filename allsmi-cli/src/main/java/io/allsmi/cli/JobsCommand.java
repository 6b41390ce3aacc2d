package io.allsmi.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What Slurm jobs were given and what they use, once. */
@Command(
    name = "jobs",
    sortOptions = false,
    description = "Show what Slurm jobs were given and what they use, once.",
    footer = {
      "",
      "Example: allsmi jobs --all --sort wasted",
      "Example: allsmi jobs --user ann --via http --node-url 'http://{node}:9090' --format json",
      "Example: allsmi jobs --replay trace.ndjson.zst --at 14:32",
      "Without --slurm it is as if that were given: one's own running jobs."
    })
final class JobsCommand extends ConsoleCommand {
  @Mixin SourceOptions source = new SourceOptions();
  @Mixin PaceOptions pace = new PaceOptions();
  @Mixin ReplaySettings recording = new ReplaySettings();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "With --replay, then: 14:32, a date and time, or +MM:SS from its start. Default: its"
              + " end.")
  @Nullable String at;

  @Mixin JobsOptions jobs = new JobsOptions();
  @Mixin ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    recording.checkAlone(source, pace);
    jobs.filter.filter();
    JobsReport report = new JobsReport(jobs, source.slurm::names, console);
    if (recording.isGiven()) {
      return report.printPast(recording.withJobs(recording.at(at, source.slurm, console)));
    }
    if (at != null) {
      throw new UsageException("--at: expected together with --replay, got jobs of now");
    }
    source.slurm.give();
    return report.print(source.readOnce(System.getenv(), pace.interval(), console));
  }
}
