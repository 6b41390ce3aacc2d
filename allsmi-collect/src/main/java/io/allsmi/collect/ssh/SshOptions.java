package io.allsmi.collect.ssh;

import java.time.Duration;

/**
 * How hosts over SSH are connected to.
 *
 * @param connectTimeout how long connecting to one host may take, from the first packet to the end
 *     of the login, where its settings do not say; waiting for its turn does not count
 * @param concurrency how many hosts are connected to at the same time
 * @since 0.30
 */
public record SshOptions(Duration connectTimeout, int concurrency) {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_AT_A_TIME = 1024;
  private static final SshOptions DEFAULTS = new SshOptions(Duration.ofSeconds(10), 32);

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException when the timeout is not above zero and at most an hour, or the
   *     concurrency not between 1 and 1024
   */
  public SshOptions {
    if (connectTimeout.isZero()
        || connectTimeout.isNegative()
        || connectTimeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "connectTimeout: expected more than 0 and at most an hour, got " + connectTimeout);
    }
    if (concurrency < 1 || concurrency > MOST_AT_A_TIME) {
      throw new IllegalArgumentException("concurrency: expected 1 to 1024, got " + concurrency);
    }
  }

  /** 10 s, and 32 hosts at the same time. */
  public static SshOptions defaults() {
    return DEFAULTS;
  }

  /** The same with this {@link #connectTimeout()}. */
  public SshOptions withConnectTimeout(Duration atMost) {
    return new SshOptions(atMost, concurrency);
  }

  /** The same with this {@link #concurrency()}. */
  public SshOptions withConcurrency(int hosts) {
    return new SshOptions(connectTimeout, hosts);
  }
}
