package io.allsmi.cli;

import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The terminal view. */
@Command(
    name = "view",
    sortOptions = false,
    description = "Watch hosts in the terminal. Press ? there for the keys.",
    footer = {"", "Example: allsmi view --hosts node-1 node-2:9091"})
final class ViewCommand extends ConsoleCommand {
  @Mixin SourceOptions source = new SourceOptions();
  @Mixin ViewOptions view = new ViewOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (ClusterSource hosts = source.open(System.getenv(), console)) {
      if (!Terminals.isInteractive()) {
        throw new IOException(
            "view: expected a terminal on input and output; for a table once use 'allsmi users'");
      }
      view.run(hosts, source.description());
      return ExitCodes.DONE;
    }
  }
}
