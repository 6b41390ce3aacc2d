package io.allsmi.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that was read: what it says, and everything that is wrong with it.
 *
 * @param path where it lies
 * @param values what it says, as the text of options, by key
 * @param keys which keys an action has, by its name
 * @param faults what is wrong, by line
 * @param ignored keys of the Rust all-smi that say nothing here, with their lines
 */
public record ConfigFile(
    Path path,
    Map<ConfigKey, Value> values,
    Map<String, List<String>> keys,
    List<Fault> faults,
    List<String> ignored) {
  private static final int LARGEST = 1 << 20;

  /** Copies what can be changed. */
  public ConfigFile {
    values = Map.copyOf(values);
    keys = Map.copyOf(keys);
    faults = List.copyOf(faults);
    ignored = List.copyOf(ignored);
  }

  /**
   * A value and where it stands.
   *
   * @param text as the text of an option
   * @param line from 1
   */
  public record Value(String text, int line) {}

  /**
   * Reads a file; what is wrong in it is in {@link #faults}.
   *
   * @param home what {@code ~/} in it stands for
   * @throws IOException when it cannot be read at all
   */
  public static ConfigFile read(Path path, String home) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      return broken(path, "expected at most 1 MiB, got more");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Reading(path, home).of(TomlReader.read(text));
    } catch (CharacterCodingException e) {
      return broken(path, "expected UTF-8, got other bytes");
    }
  }

  private static ConfigFile broken(Path path, String why) {
    return new ConfigFile(path, Map.of(), Map.of(), List.of(new Fault(1, why)), List.of());
  }

  /** {@code FILE:12: expected …, got …}. */
  public String say(Fault fault) {
    return path + ":" + fault.line() + ": " + fault.message();
  }

  /** Sorts what stands in a file into what it says and what is wrong. */
  private static final class Reading {
    private final Path path;
    private final String home;
    private final Map<ConfigKey, Value> values = new LinkedHashMap<>();
    private final Map<String, List<String>> keys = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private boolean versioned;

    Reading(Path path, String home) {
      this.path = path;
      this.home = home;
    }

    ConfigFile of(ConfigText text) {
      faults.addAll(text.faults());
      for (ConfigText.Entry entry : text.entries()) {
        try {
          take(entry);
        } catch (IllegalArgumentException e) {
          faults.add(new Fault(entry.line(), entry.path() + ": " + e.getMessage()));
        }
      }
      if (!versioned && faults.isEmpty()) {
        faults.add(
            new Fault(
                1,
                ConfigKeys.VERSION
                    + ": expected "
                    + ConfigKeys.SCHEMA_VERSION
                    + " above all tables, got none; write '"
                    + ConfigKeys.VERSION
                    + " = "
                    + ConfigKeys.SCHEMA_VERSION
                    + "' there"));
      }
      if (!keys.isEmpty()) {
        Bindings.faults(keys)
            .forEach(
                (action, why) ->
                    faults.add(new Fault(lines.getOrDefault(action, 1), "keys." + why)));
      }
      faults.sort(Comparator.comparingInt(Fault::line));
      return new ConfigFile(path, values, keys, faults, ignored);
    }

    private void take(ConfigText.Entry entry) {
      String name = entry.path();
      if (name.equals(ConfigKeys.VERSION)) {
        versioned = true;
        if (!entry.value().equals((long) ConfigKeys.SCHEMA_VERSION)) {
          throw new IllegalArgumentException(
              "expected " + ConfigKeys.SCHEMA_VERSION + ", got " + ConfigType.shown(entry.value()));
        }
      } else if (name.startsWith(ConfigKeys.KEYS + ".")) {
        String action = name.substring(ConfigKeys.KEYS.length() + 1);
        keys.put(action, Bindings.keys(entry.value()));
        lines.put(action, entry.line());
      } else if (ConfigKeys.WITHOUT_EFFECT.contains(name)) {
        ignored.add(name + " (line " + entry.line() + ")");
      } else {
        ConfigKey key = ConfigKeys.of(name).orElseThrow(() -> Unknown.key(name));
        String value = key.type().ofFile(entry.value(), home);
        if (!value.isEmpty()) { // an empty one is as if it were not there
          values.put(key, new Value(value, entry.line()));
        }
      }
    }
  }
}
