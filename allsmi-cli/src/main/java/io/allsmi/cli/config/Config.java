package io.allsmi.cli.config;

import io.allsmi.core.file.FileFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds where the command line says nothing: the environment, then the file.
 *
 * @param file the file that was read; empty without one
 * @param values what they say, by key
 * @param keys which keys an action has, by its name
 */
public record Config(
    Optional<ConfigFile> file, Map<ConfigKey, Setting> values, Map<String, List<String>> keys) {
  /** Nothing is set anywhere. */
  public static final Config NONE = new Config(Optional.empty(), Map.of(), Map.of());

  private static final String PREFIX = "ALL_SMI_";

  /** Copies what can be changed. */
  public Config {
    values = Map.copyOf(values);
    keys = Map.copyOf(keys);
  }

  /** Who says it; the first one wins. */
  public enum Origin {
    /** A variable of the environment. */
    ENVIRONMENT,
    /** The file. */
    FILE
  }

  /**
   * What is set.
   *
   * @param text as the text of an option
   * @param origin who says it
   * @param where the variable, or the file and its line
   */
  public record Setting(String text, Origin origin, String where) {}

  /** Whether nothing is set anywhere. */
  public boolean isEmpty() {
    return values.isEmpty() && keys.isEmpty();
  }

  /**
   * What holds in these places.
   *
   * @param named the file that the command line names; empty to look for one
   * @throws ConfigException when something in it, or in a variable, is wrong
   */
  public static Config load(Optional<Path> named, ConfigPlaces places) throws ConfigException {
    Optional<Path> path = named.isPresent() ? named : places.found();
    if (path.isEmpty() && !hasVariables(places.environment())) {
      return NONE;
    }
    Optional<ConfigFile> file = Optional.empty();
    if (path.isPresent()) {
      file = Optional.of(read(path.get(), places.home(), named.isPresent()));
      List<Fault> faults = file.get().faults();
      if (!faults.isEmpty()) {
        String more =
            faults.size() == 1
                ? ""
                : "; and " + (faults.size() - 1) + " more, see 'allsmi config validate'";
        throw new ConfigException(
            "config: " + file.get().say(faults.get(0)) + more, named.isPresent());
      }
    }
    return of(file, places);
  }

  /** A file, whatever is wrong with it. */
  public static ConfigFile read(Path path, String home, boolean named) throws ConfigException {
    if (!Files.exists(path)) {
      throw new ConfigException(
          "config: " + path + ": expected a file that exists, got none", named);
    }
    try {
      return ConfigFile.read(path, home);
    } catch (IOException e) {
      throw new ConfigException("config: " + FileFaults.explain(e), named);
    }
  }

  /** A file that is right, under the variables. */
  static Config of(Optional<ConfigFile> file, ConfigPlaces places) throws ConfigException {
    Map<ConfigKey, Setting> values = new LinkedHashMap<>();
    for (ConfigKey key : ConfigKeys.ALL) {
      Optional<Setting> variable = variable(key, places);
      if (variable.isPresent()) {
        values.put(key, variable.get());
      } else if (file.isPresent() && file.get().values().containsKey(key)) {
        ConfigFile.Value value = file.get().values().get(key);
        values.put(
            key, new Setting(value.text(), Origin.FILE, file.get().path() + ":" + value.line()));
      }
    }
    return new Config(file, values, file.isPresent() ? file.get().keys() : Map.of());
  }

  private static Optional<Setting> variable(ConfigKey key, ConfigPlaces places)
      throws ConfigException {
    for (String name : key.variables()) {
      String text = places.environment().getOrDefault(name, "");
      if (!text.isBlank()) {
        try {
          return Optional.of(
              new Setting(key.type().ofVariable(text, places.home()), Origin.ENVIRONMENT, name));
        } catch (IllegalArgumentException e) {
          throw new ConfigException(name + ": " + e.getMessage(), true);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean hasVariables(Map<String, String> environment) {
    for (String name : environment.keySet()) {
      if (name.startsWith(PREFIX)) {
        return true;
      }
    }
    return false;
  }

  /** What is set for a key. */
  public Optional<Setting> setting(ConfigKey key) {
    return Optional.ofNullable(values.get(key));
  }
}
