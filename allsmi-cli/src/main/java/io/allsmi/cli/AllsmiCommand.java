package io.allsmi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
    name = "allsmi",
    versionProvider = Version.class,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = "Usage: allsmi COMMAND [OPTION…]",
    description = "Who is using the GPUs, how much, since when and at what power.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Start with 'allsmi demo', or 'allsmi users --hosts node-1 node-2'.",
      "Exit status: 0 done, 1 could not, 2 the command line was wrong."
    })
final class AllsmiCommand implements Runnable {
  @SuppressWarnings("NullAway.Init")
  @Spec
  CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "command: expected one of " + String.join(", ", Commands.byName().keySet()) + ", got none");
  }
}
