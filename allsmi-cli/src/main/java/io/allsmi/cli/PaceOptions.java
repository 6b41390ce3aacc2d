package io.allsmi.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How often hosts are read: an option shared by the commands that read them again and again. */
final class PaceOptions {
  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description =
          "How often each host is read. Default: 3 to 6, by the number of hosts; --local 3.")
  @Nullable Double interval;

  /** How often each host is read, where the command line says so. */
  Optional<Duration> interval() {
    if (interval == null) {
      return Optional.empty();
    }
    if (!(interval >= 0.1 && interval <= 86_400)) {
      throw new UsageException("--interval: expected 0.1 to 86400 seconds, got " + interval);
    }
    return Optional.of(Duration.ofMillis(Math.round(interval * 1000)));
  }
}
