package io.allsmi.cli;

import io.allsmi.cli.config.ConfigPlaces;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What a command line came to. */
record CommandRun(int code, String out, String err) {
  /** What somebody who runs the tests has configured must not change them. */
  private static final ConfigPlaces NOWHERE =
      new ConfigPlaces(Map.of(), "/nowhere", Path.of("/nowhere"), false);

  /** Runs a command line in this process. */
  static CommandRun of(String... args) {
    return in(NOWHERE, args);
  }

  /** Runs a command line under the configuration of these places. */
  static CommandRun in(ConfigPlaces places, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            places,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
