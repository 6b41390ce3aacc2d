package io.allsmi.core.usage;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What one user has on one host; see {@link UserAggregate} for the meaning of each figure.
 *
 * @param hostId the host's key
 * @param hostname the name it gives itself
 * @param gpus the numbers of the devices held, ascending: their index, else their position in the
 *     host
 * @param procs processes
 * @param vramBytes device memory, bytes
 * @param powerMicrowatts share of the draw of those devices
 * @param longestSeconds how long the oldest process has run
 * @param topCommand the command with the most device memory
 */
public record UserHostUsage(
    String hostId,
    String hostname,
    List<Integer> gpus,
    int procs,
    OptionalLong vramBytes,
    OptionalLong powerMicrowatts,
    OptionalLong longestSeconds,
    String topCommand) {
  /** Checks the arguments and copies the list. */
  public UserHostUsage {
    Objects.requireNonNull(hostId, "hostId");
    Objects.requireNonNull(hostname, "hostname");
    gpus = List.copyOf(gpus);
    Objects.requireNonNull(vramBytes, "vramBytes");
    Objects.requireNonNull(powerMicrowatts, "powerMicrowatts");
    Objects.requireNonNull(longestSeconds, "longestSeconds");
    Objects.requireNonNull(topCommand, "topCommand");
  }
}
