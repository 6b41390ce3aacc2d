package io.allsmi.cli.config;

import java.util.List;
import java.util.Locale;

/**
 * One key of the file, and the option that it is the default of.
 *
 * @param section the table it stands in
 * @param name its name there
 * @param type what it takes
 * @param option the option that it is the default of; empty for what is no option
 * @param commands the commands in which it is that
 * @param preset what holds without it, as TOML; for people
 * @param about what it says, for people
 * @param variables variables of the environment that say the same, the first one decides
 */
public record ConfigKey(
    String section,
    String name,
    ConfigType type,
    String option,
    List<String> commands,
    String preset,
    String about,
    List<String> variables) {
  /** Copies the lists. */
  public ConfigKey {
    commands = List.copyOf(commands);
    variables = List.copyOf(variables);
  }

  /** Its full name, such as {@code view.hosts}. */
  public String path() {
    return section + "." + name;
  }

  /** The variable that every key has unless SSH is about it. */
  static String variable(String section, String name) {
    return ("ALL_SMI_" + section + "_" + name).toUpperCase(Locale.ROOT);
  }
}
