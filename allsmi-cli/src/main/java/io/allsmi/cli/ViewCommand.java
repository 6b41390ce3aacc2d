package io.allsmi.cli;

import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The terminal view. */
@Command(
    name = "view",
    sortOptions = false,
    description = "Watch hosts or a recording in the terminal. Press ? there for the keys.",
    footer = {
      "",
      "Example: allsmi view --hosts node-1 node-2:9091",
      "Example: allsmi view --slurm 3 1",
      "Example: allsmi view --replay trace.ndjson.zst --start @14:32"
    })
final class ViewCommand extends ConsoleCommand {
  @Mixin SourceOptions source = new SourceOptions();
  @Mixin PaceOptions pace = new PaceOptions();
  @Mixin ReplaySettings recording = new ReplaySettings();
  @Mixin ReplaySettings.Playing playing = new ReplaySettings.Playing();
  @Mixin ViewOptions view = new ViewOptions();
  @Mixin ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    recording.checkAlone(source, pace);
    view.alerts.check(System.getenv(), recording.isGiven());
    try (ClusterSource hosts = open()) {
      if (!Terminals.isInteractive()) {
        throw new IOException(
            "view: expected a terminal on input and output; for a table once use 'allsmi users'");
      }
      if (hosts instanceof PolledHosts polled && polled.hasNoJobs()) {
        return ExitCodes.FAILED; // what to try was said
      }
      String description = recording.isGiven() ? recording.description() : source.description();
      view.run(hosts, description, source.slurm::shown, console);
      return ExitCodes.DONE;
    }
  }

  private ClusterSource open() throws IOException {
    if (recording.isGiven()) {
      return playing.open(recording, source.slurm, view.alerts.rules(System.getenv()));
    }
    playing.checkUnused();
    return source.open(System.getenv(), pace.interval(), console);
  }
}
