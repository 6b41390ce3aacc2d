package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program without a command. */
@Command(
    name = "allsmi",
    versionProvider = Version.class,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = "Usage: allsmi [COMMAND [OPTION…]]",
    description = "Who is using the GPUs, how much, since when and at what power.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Without a command: the view of this machine.",
      "Start with 'allsmi demo', or 'allsmi users --hosts node-1 node-2'.",
      "Exit status: 0 done, 1 could not, 2 the command line was wrong."
    })
final class AllsmiCommand extends ConsoleCommand {
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;

  @Mixin ConfigOption config = new ConfigOption();

  /** The view of this machine; without a terminal its users once. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    SourceOptions source = new SourceOptions();
    source.local = true;
    if (!Terminals.isInteractive()) {
      ClusterSnapshot machine = source.readOnce(System.getenv(), Optional.empty(), console);
      return new UsersReport(new UsersOptions(), console).print(machine);
    }
    try (ClusterSource machine = source.open(System.getenv(), Optional.empty(), console)) {
      new ViewOptions().run(machine, source.description(), console);
      return ExitCodes.DONE;
    }
  }
}
