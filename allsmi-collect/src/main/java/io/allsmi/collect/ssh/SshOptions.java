package io.allsmi.collect.ssh;

import io.allsmi.core.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How hosts over SSH are connected to and read.
 *
 * @param connectTimeout how long connecting to one host may take, from the first packet to the end
 *     of the login, whatever its settings say; when absent as they say, 10 s where they do not.
 *     Waiting for its turn does not count
 * @param concurrency how many hosts are connected to at the same time
 * @param fallbacks what a host is read with that has no program of ours, in the order in which it
 *     is tried: of {@code SSH_NVIDIA_SMI}, {@code SSH_AMD_SMI} and {@code SSH_ROCM_SMI}
 * @param masksSecrets whether passwords and tokens in command lines are masked
 * @param interval how often hosts are going to be read, so that a tool of the host can go on by
 *     itself at that pace; when absent each read starts it
 * @param keepsConnections whether the connection to a host is kept for the next read; when each
 *     host is read once, not keeping them costs less there and here
 * @since 0.30
 */
public record SshOptions(
    Optional<Duration> connectTimeout,
    int concurrency,
    List<Transport> fallbacks,
    boolean masksSecrets,
    Optional<Duration> interval,
    boolean keepsConnections) {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_AT_A_TIME = 1024;
  private static final List<Transport> TOOLS =
      List.of(Transport.SSH_NVIDIA_SMI, Transport.SSH_AMD_SMI, Transport.SSH_ROCM_SMI);
  private static final SshOptions DEFAULTS =
      new SshOptions(Optional.empty(), 32, TOOLS, true, Optional.empty(), true);

  /**
   * Checks the arguments and copies the list.
   *
   * @throws IllegalArgumentException when the timeout is not above zero and at most an hour, the
   *     concurrency not between 1 and 1024, or a fallback is no tool of a vendor
   */
  public SshOptions {
    Objects.requireNonNull(interval, "interval");
    fallbacks = List.copyOf(fallbacks);
    if (connectTimeout.filter(time -> !isSensible(time)).isPresent()) {
      throw new IllegalArgumentException(
          "connectTimeout: expected more than 0 and at most an hour, got " + connectTimeout.get());
    }
    if (concurrency < 1 || concurrency > MOST_AT_A_TIME) {
      throw new IllegalArgumentException("concurrency: expected 1 to 1024, got " + concurrency);
    }
    if (!TOOLS.containsAll(fallbacks)) {
      throw new IllegalArgumentException(
          "fallbacks: expected some of " + TOOLS + ", got " + fallbacks);
    }
  }

  private static boolean isSensible(Duration time) {
    return !time.isZero() && !time.isNegative() && time.compareTo(LONGEST) <= 0;
  }

  /**
   * 10 s where settings do not say, 32 hosts at the same time, all tools, secrets masked,
   * connections kept.
   */
  public static SshOptions defaults() {
    return DEFAULTS;
  }

  /** The same with this {@link #connectTimeout()}. */
  public SshOptions withConnectTimeout(Duration atMost) {
    return new SshOptions(
        Optional.of(atMost), concurrency, fallbacks, masksSecrets, interval, keepsConnections);
  }

  /** The same with this {@link #concurrency()}. */
  public SshOptions withConcurrency(int hosts) {
    return new SshOptions(
        connectTimeout, hosts, fallbacks, masksSecrets, interval, keepsConnections);
  }

  /** The same with these {@link #fallbacks()}. */
  public SshOptions withFallbacks(List<Transport> tools) {
    return new SshOptions(
        connectTimeout, concurrency, tools, masksSecrets, interval, keepsConnections);
  }

  /** The same with this {@link #masksSecrets()}. */
  public SshOptions withMasksSecrets(boolean masks) {
    return new SshOptions(
        connectTimeout, concurrency, fallbacks, masks, interval, keepsConnections);
  }

  /** The same with this {@link #interval()}. */
  public SshOptions withInterval(Duration every) {
    return new SshOptions(
        connectTimeout, concurrency, fallbacks, masksSecrets, Optional.of(every), keepsConnections);
  }

  /** The same with this {@link #keepsConnections()}. */
  public SshOptions withKeepsConnections(boolean keeps) {
    return new SshOptions(connectTimeout, concurrency, fallbacks, masksSecrets, interval, keeps);
  }
}
