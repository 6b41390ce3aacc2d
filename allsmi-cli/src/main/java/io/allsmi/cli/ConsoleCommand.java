package io.allsmi.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What every command has: somewhere to write, and its help. */
abstract class ConsoleCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  Console console;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;
}
