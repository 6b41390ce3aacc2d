package io.allsmi.cli;

import io.allsmi.cli.config.Config;
import io.allsmi.cli.config.ConfigException;
import io.allsmi.cli.config.ConfigFile;
import io.allsmi.cli.config.ConfigPlaces;
import io.allsmi.cli.config.ConfigTemplate;
import io.allsmi.core.file.NewFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The configuration file: where it is, what it says, whether it is right. */
@Command(
    name = "config",
    sortOptions = false,
    description = "Show, check or begin the configuration file.",
    subcommands = {
      ConfigCommand.PathOf.class,
      ConfigCommand.Print.class,
      ConfigCommand.Init.class,
      ConfigCommand.Validate.class
    },
    footer = {"", "Example: allsmi config init", "Precedence: flag, environment, file, default."})
final class ConfigCommand extends ConsoleCommand {
  ConfigPlaces places = ConfigPlaces.of(System.getenv());

  @Override
  public Integer call() {
    throw new UsageException("config: expected one of path, print, init, validate, got none");
  }

  /** Does something with the file. */
  abstract static class Tool extends ConsoleCommand {
    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    ConfigCommand parent;

    @Mixin ConfigOption option = new ConfigOption();

    @Override
    public Integer call() throws IOException {
      console = parent.console;
      try {
        return run();
      } catch (ConfigException e) {
        console.complain(String.valueOf(e.getMessage()));
        return e.isNamed() ? ExitCodes.USAGE : ExitCodes.FAILED;
      }
    }

    abstract int run() throws IOException, ConfigException;

    Optional<Path> named() {
      return Optional.ofNullable(option.file);
    }

    /** The file that is used; where there is none, what to do is said. */
    Optional<Path> used() {
      Optional<Path> used = named().isPresent() ? named() : parent.places.found();
      if (used.isEmpty()) {
        console.complain(
            "config: expected a file at one of "
                + parent.places.all()
                + ", got none; write one with 'allsmi config init'");
      }
      return used;
    }
  }

  /** Which file is used. */
  @Command(name = "path", description = "Print which file is used; exit status 1 without one.")
  static final class PathOf extends Tool {
    @Override
    int run() {
      Optional<Path> used = used();
      used.ifPresent(console.out()::println);
      return used.isPresent() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  /** What holds, and who says it. */
  @Command(
      name = "print",
      description = "Print what holds and who says it: the environment, the file or nobody.")
  static final class Print extends Tool {
    @Override
    int run() throws ConfigException {
      console.out().print(ConfigTemplate.effective(Config.load(named(), parent.places)));
      return ExitCodes.DONE;
    }
  }

  /** A file to begin with. */
  @Command(name = "init", description = "Write a file with every key in it, commented out.")
  static final class Init extends Tool {
    @Override
    int run() throws IOException {
      Path path = named().orElse(parent.places.own());
      try (NewFile file = NewFile.create(path)) {
        file.write(ConfigTemplate.commented().getBytes(StandardCharsets.UTF_8));
      }
      console.out().println(path);
      return ExitCodes.DONE;
    }
  }

  /** Everything that is wrong. */
  @Command(
      name = "validate",
      description = "Say everything that is wrong in the file; exit status 1 when something is.")
  static final class Validate extends Tool {
    @Override
    int run() throws ConfigException {
      Optional<Path> used = used();
      if (used.isEmpty()) {
        return ExitCodes.FAILED;
      }
      ConfigFile file = Config.read(used.get(), parent.places.home(), named().isPresent());
      file.faults().forEach(fault -> console.complain("config: " + file.say(fault)));
      file.ignored().forEach(key -> console.complain("config: without effect here: " + key));
      if (!file.faults().isEmpty() || !fitsTogether(file)) {
        return ExitCodes.FAILED;
      }
      int count = file.values().size() + file.keys().size();
      console.out().println(file.path() + ": right, " + RecordTool.count(count, "setting"));
      return ExitCodes.DONE;
    }

    /** Whether the view would start with it: values may be right and not go together. */
    private boolean fitsTogether(ConfigFile file) throws ConfigException {
      String[] args = {"view", "--local", "--config", file.path().toString()};
      PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
      Console silent = new Console(nowhere, nowhere);
      ConfigStart start = ConfigStart.of(args, parent.places, silent);
      CommandLine line = Main.commandLine(start.args(), silent);
      start.applyTo(line);
      try {
        line.parseArgs(start.args());
        ViewCommand view = Objects.requireNonNull(line.getSubcommands().get("view")).getCommand();
        view.view.alerts.check(Map.of(), false);
        return true;
      } catch (UsageException | CommandLine.ParameterException e) {
        console.complain("config: " + file.path() + ": " + e.getMessage());
        return false;
      }
    }
  }
}
