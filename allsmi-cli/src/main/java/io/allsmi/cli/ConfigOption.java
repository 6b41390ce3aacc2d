package io.allsmi.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration file is read; that is done before the rest of the command line is. */
final class ConfigOption {
  static final String NAME = "--config";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "The configuration file, in place of ~/.config/all-smi/config.toml or"
              + " /etc/all-smi/config.toml.")
  @Nullable Path file;
}
