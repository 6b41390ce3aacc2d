package io.allsmi.cli;

import io.allsmi.cli.config.Config;
import io.allsmi.cli.config.ConfigException;
import io.allsmi.cli.config.ConfigKeys;
import io.allsmi.cli.config.ConfigPlaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What a command line becomes under a configuration. */
final class ConfigStart {
  private static final List<String> READERS =
      List.of("view", "users", "jobs", "snapshot", "record", "api", "demo");

  private final String[] args;
  private final Config config;
  private final ConfigPlaces places;

  private ConfigStart(String[] args, Config config, ConfigPlaces places) {
    this.args = args;
    this.config = config;
    this.places = places;
  }

  /**
   * Reads the configuration, if the command line is one that it is about.
   *
   * @throws ConfigException when something in it is wrong
   */
  static ConfigStart of(String[] args, ConfigPlaces places, Console console)
      throws ConfigException {
    Words words = Words.of(args);
    boolean bare = args.length == 0 || isBare(args);
    if ((!bare && !isReader(args)) || words.hasAny("--help", "-h")) {
      return new ConfigStart(args, Config.NONE, places);
    }
    Optional<Path> named = words.value(ConfigOption.NAME).map(Path::of);
    Config config = Config.load(named, places);
    config.file().ifPresent(file -> warn(file.path() + ": ", file.ignored(), console));
    return new ConfigStart(
        bare && !config.isEmpty() ? started(config, args) : args, config, places);
  }

  private static boolean isBare(String[] args) {
    boolean joined = args.length == 1 && args[0].startsWith(ConfigOption.NAME + "=");
    return joined || (args.length == 2 && args[0].equals(ConfigOption.NAME));
  }

  /** A recording that is only looked at needs no settings. */
  private static boolean isReader(String[] args) {
    boolean tool = args.length > 1 && args[0].equals("record") && !args[1].startsWith("-");
    return args.length > 0 && READERS.contains(args[0]) && !tool;
  }

  private static void warn(String file, List<String> ignored, Console console) {
    if (!ignored.isEmpty()) {
      console.complain(
          "warning: config: " + file + "without effect here: " + String.join(", ", ignored));
    }
  }

  /** The words that 'allsmi' without a command stands for. */
  private static String[] started(Config config, String[] args) {
    String mode =
        ConfigKeys.of("general.default_mode")
            .flatMap(config::setting)
            .map(Config.Setting::text)
            .orElse("local");
    String[] command =
        switch (mode) {
          case "view", "api" -> new String[] {mode};
          default -> new String[] {Terminals.isInteractive() ? "view" : "users", "--local"};
        };
    String[] all = new String[command.length + args.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(args, 0, all, command.length, args.length);
    return all;
  }

  /** A value that the command line does not have is complained about with its place. */
  private static int failed(
      Exception e, CommandLine line, ParseResult parsed, ConfigDefaults defaults) {
    Optional<String> origin =
        e instanceof UsageException
            ? defaults.origin(String.valueOf(e.getMessage()))
            : Optional.empty();
    Exception told =
        origin.isPresent()
            ? new UsageException("config: " + origin.get() + ": as " + e.getMessage())
            : e;
    return ErrorReporter.failed(told, line, parsed);
  }

  /** The command line to run. */
  String[] args() {
    return args;
  }

  /** Gives a command its defaults. */
  void applyTo(CommandLine line) {
    CommandLine asked = args.length == 0 ? null : line.getSubcommands().get(args[0]);
    if (asked == null) {
      return;
    }
    if (asked.getCommand() instanceof ConfigCommand command) {
      command.places = places;
    }
    if (config.isEmpty()) {
      return;
    }
    boolean hostsElsewhere =
        !places.environment().getOrDefault(SourceOptions.HOSTS_VARIABLE, "").isBlank();
    ConfigDefaults defaults = new ConfigDefaults(config, args[0], Words.of(args), hostsElsewhere);
    asked.getCommandSpec().defaultValueProvider(defaults);
    line.setExecutionExceptionHandler((e, at, parsed) -> failed(e, at, parsed, defaults));
    if (asked.getCommand() instanceof ViewCommand command) {
      command.view.keys = config.keys();
    } else if (asked.getCommand() instanceof DemoCommand command) {
      command.view.keys = config.keys();
    }
  }
}
