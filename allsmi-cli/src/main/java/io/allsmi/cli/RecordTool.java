package io.allsmi.cli;

import io.allsmi.record.Damage;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A command that does something with a recording. */
abstract class RecordTool extends ConsoleCommand {
  /** A recording is read, and another one is made of it. */
  abstract static class Making extends RecordTool {
    @SuppressWarnings("NullAway.Init")
    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "FILE",
        description = "The new file; one that exists is left as it is.")
    Path output;
  }

  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  RecordCommand parent;

  @SuppressWarnings("NullAway.Init")
  @Parameters(paramLabel = "FILE", description = "The recording: a file, or a folder.")
  Path file;

  @Override
  public Integer call() throws Exception {
    console = parent.console;
    return run();
  }

  abstract int run() throws Exception;

  /** {@code 1 frame}, {@code 2 frames}. */
  static String count(long number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  /** Says what is damaged, a line each. */
  void complain(List<Damage> damage) {
    damage.forEach(part -> console.complain("record: " + part));
  }
}
