package io.allsmi.cli;

import io.allsmi.cli.config.Config;
import io.allsmi.cli.config.Config.Origin;
import io.allsmi.cli.config.Config.Setting;
import io.allsmi.cli.config.ConfigKey;
import io.allsmi.cli.config.ConfigKeys;
import io.allsmi.cli.config.ConfigType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The defaults of options: what the environment or the file says, where it is about what the
 * command line asks for. A source that is named there takes the place of all others, and what says
 * how hosts over SSH are reached counts only where there are some.
 */
final class ConfigDefaults implements IDefaultValueProvider {
  private static final String[] SOURCES = {
    "--hosts",
    "--hostfile",
    "--local",
    "--ssh",
    "--ssh-hostfile",
    "--slurm",
    "--replay",
    "--prometheus"
  };
  private static final List<String> DEFAULT_SOURCES =
      List.of("--hosts", "--hostfile", "--ssh", "--ssh-hostfile");
  private static final Map<String, String> SHORT =
      Map.of("--port", "-p", "--socket", "-s", "--interval", "-i");

  /** As all-smi has it: nearer than this to the warning, a critical temperature moves. */
  private static final double NEAR = 5;

  private final Config config;
  private final String command;
  private final Words words;
  private final Map<String, String> byOption = new HashMap<>();
  private final Map<String, String> whereByOption = new HashMap<>();

  /**
   * The defaults of one command line.
   *
   * @param command the command that is asked for
   * @param hostsElsewhere whether a variable that is no key names hosts: it comes before the file
   */
  ConfigDefaults(Config config, String command, Words words, boolean hostsElsewhere) {
    this.config = config;
    this.command = command;
    this.words = words;
    boolean named = words.hasAny(SOURCES) || isLocal();
    List<ConfigKey> others = new ArrayList<>();
    Origin first = firstOfSources();
    for (ConfigKey key : ConfigKeys.ALL) {
      if (!key.commands().contains(command) || config.setting(key).isEmpty()) {
        continue;
      }
      if (!DEFAULT_SOURCES.contains(key.option())) {
        others.add(key);
      } else if (!named
          && config.setting(key).get().origin() == first
          && !(hostsElsewhere && first == Origin.FILE)) {
        put(key);
      }
    }
    for (ConfigKey key : others) {
      if (holds(key)) {
        put(key);
      }
    }
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? byOption.get(option.longestName()) : null;
  }

  /** Where a value comes from that a message complains about; empty for the command line. */
  Optional<String> origin(String message) {
    return Optional.ofNullable(whereByOption.get(message.split("[: ]", 2)[0]));
  }

  /** Hosts in the environment take the place of those in the file. */
  private Origin firstOfSources() {
    for (ConfigKey key : ConfigKeys.ALL) {
      Optional<Setting> setting = config.setting(key);
      if (DEFAULT_SOURCES.contains(key.option())
          && setting.isPresent()
          && setting.get().origin() == Origin.ENVIRONMENT) {
        return Origin.ENVIRONMENT;
      }
    }
    return Origin.FILE;
  }

  private void put(ConfigKey key) {
    String option = key.option();
    String text = config.setting(key).orElseThrow().text();
    if (words.hasAny(option)
        || (command.equals("api") && words.hasAny(SHORT.getOrDefault(option, option)))) {
      return;
    }
    whereByOption.put(option, config.setting(key).orElseThrow().where());
    if (key.type().kind() == ConfigType.Kind.SOCKET) {
      if (!text.equals("false")) {
        byOption.put(option, text.equals("true") ? ApiSettings.usualSocket().toString() : text);
      }
    } else if (option.startsWith("--no-")) {
      byOption.put(option, String.valueOf(text.equals("false")));
    } else {
      byOption.put(option, text);
    }
  }

  private boolean holds(ConfigKey key) {
    return switch (key.option()) {
      case "" -> false;
      case "--interval" -> command.equals("api") || isPaceOf(key.section());
      case "--alert-webhook" -> !words.hasAny("--replay"); // a recording tells nobody
      case "--alert-temp-crit" -> isFarFromWarning(key);
      case "--output-dir", "--compress" -> !words.hasAny("-o", "--output");
      default -> !key.option().startsWith("--ssh-") || readsOverSsh();
    };
  }

  /** A warning that the command line moves near or over it moves the critical temperature, too. */
  private boolean isFarFromWarning(ConfigKey key) {
    double critical = Double.parseDouble(config.setting(key).orElseThrow().text());
    try {
      double warning = words.value("--alert-temp").map(Double::parseDouble).orElse(0.0);
      return critical == 0 || critical >= warning + NEAR;
    } catch (NumberFormatException e) {
      return true; // what is wrong with the option is said when it is parsed
    }
  }

  /** This machine alone has a pace of its own; {@code --slurm 3} says one on the command line. */
  private boolean isPaceOf(String section) {
    boolean isAlone =
        isLocal() && !words.hasAny("--hosts", "--hostfile", "--ssh", "--ssh-hostfile", "--slurm");
    boolean isSaid = words.value("--slurm").filter(word -> word.matches("[0-9.]+")).isPresent();
    return !isSaid && section.equals(isAlone ? "local" : "view");
  }

  private boolean isLocal() {
    return words.hasAny("--local")
        || words.value("--source").filter("local"::equalsIgnoreCase).isPresent();
  }

  private boolean readsOverSsh() {
    boolean named = words.hasAny("--ssh", "--ssh-hostfile");
    boolean byDefault = byOption.containsKey("--ssh") || byOption.containsKey("--ssh-hostfile");
    boolean slurm =
        words.hasAny("--slurm") || (command.equals("jobs") && !words.hasAny("--replay"));
    boolean nodes =
        !words.hasAny("--node-url")
            && words.value("--via").filter(way -> !way.equalsIgnoreCase("ssh")).isEmpty();
    return named || byDefault || (slurm && (nodes || words.hasAny("--slurm-login")));
  }
}
