package io.allsmi.cli;

import io.allsmi.cli.config.ConfigException;
import io.allsmi.cli.config.ConfigPlaces;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The program. Exits with 0 when it was done, 1 when it could not, 2 when the command line was
 * wrong.
 */
public final class Main {
  private static final Map<String, Supplier<Object>> COMMANDS = Commands.byName();

  private Main() {}

  /**
   * Runs a command line and ends the process.
   *
   * @param args the words after the program's name
   */
  public static void main(String[] args) {
    WatchedOutput data = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out = new PrintStream(data, false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
    int code = run(args, out, err);
    out.flush();
    Optional<String> lost = data.lost();
    if (lost.isPresent()) {
      new Console(out, err).complain("output: expected to be able to write it, got: " + lost.get());
      code = ExitCodes.FAILED;
    }
    err.flush();
    System.exit(code);
  }

  /** Runs a command line and returns its exit status. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, ConfigPlaces.of(System.getenv()), out, err);
  }

  /** Runs a command line under the configuration of these places. */
  static int run(String[] args, ConfigPlaces places, PrintStream out, PrintStream err) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      // Asked for by other programs, often: answered without building the command line.
      out.println(Version.line());
      return ExitCodes.DONE;
    }
    Console console = new Console(out, err);
    ConfigStart start;
    try {
      start = ConfigStart.of(args, places, console);
    } catch (ConfigException e) {
      console.complain(String.valueOf(e.getMessage()));
      return e.isNamed() ? ExitCodes.USAGE : ExitCodes.FAILED;
    }
    CommandLine line = commandLine(start.args(), console);
    start.applyTo(line);
    return line.execute(start.args());
  }

  /**
   * The commands, or only the one that is asked for: making the others would cost more than running
   * it.
   */
  static CommandLine commandLine(String[] args, Console console) {
    CommandLine line = new CommandLine(withConsole(new AllsmiCommand(), console));
    Supplier<Object> asked = args.length == 0 ? null : COMMANDS.get(args[0]);
    if (asked != null) {
      line.addSubcommand(args[0], withConsole(asked.get(), console));
    } else if (args.length == 1 && (args[0].equals("--help") || args[0].equals("-h"))) {
      COMMANDS.forEach((name, command) -> line.addSubcommand(name, listed(command.get())));
      line.addSubcommand("generate-completion", new GenerateCompletion());
    } else {
      COMMANDS.forEach(
          (name, command) -> line.addSubcommand(name, withConsole(command.get(), console)));
      line.addSubcommand("generate-completion", new GenerateCompletion());
    }
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(ErrorReporter::wrongCommandLine);
    line.setExecutionExceptionHandler(ErrorReporter::failed);
    return line;
  }

  /** A command as a list of commands shows it; its options would cost more than all else. */
  private static CommandSpec listed(Object command) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(command.getClass().getAnnotation(Command.class).description());
    return spec;
  }

  private static Object withConsole(Object command, Console console) {
    if (command instanceof ConsoleCommand speaking) {
      speaking.console = console;
    }
    return command;
  }
}
