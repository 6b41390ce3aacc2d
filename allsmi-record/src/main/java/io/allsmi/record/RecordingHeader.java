package io.allsmi.record;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the first line of a recording says.
 *
 * @param version of the program that wrote it, such as {@code 0.30.0}; may be empty
 * @param hosts which hosts were to be recorded; unmodifiable
 * @param interval how often; zero when it is not known
 * @since 0.30.0
 */
public record RecordingHeader(String version, List<String> hosts, Duration interval) {
  /** Checks the arguments and copies the list. */
  public RecordingHeader {
    Objects.requireNonNull(version, "version");
    hosts = List.copyOf(hosts);
    Objects.requireNonNull(interval, "interval");
  }
}
