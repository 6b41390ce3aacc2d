package io.allsmi.collect;

import io.allsmi.core.exposition.ScrapeLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a {@link ClusterPoller} asks.
 *
 * @param interval how often each host is asked; when absent 3, 4, 5 or 6 s at up to 10, 50, 100 or
 *     more hosts
 * @param deadline how long one host may take to answer completely; when absent 5 s or the interval,
 *     whichever is shorter
 * @param concurrency requests at a time that are expected to be quick; those that are not leave
 *     their place to the next after half a second, up to four times this number in all
 * @param limits how much of a page is believed
 * @param token sent as {@code Authorization: Bearer} to the scheme, host and port of each target
 * @param tokenFile a file with the token instead; it is read again when it changes
 * @param caFile certificates in PEM that are trusted for https instead of the JDK's own
 * @param clock tells when readings were taken and how old they are
 * @since 0.30
 */
public record PollOptions(
    Optional<Duration> interval,
    Optional<Duration> deadline,
    int concurrency,
    ScrapeLimits limits,
    Optional<String> token,
    Optional<Path> tokenFile,
    Optional<Path> caFile,
    Clock clock) {
  private static final Duration LONGEST_DEFAULT_DEADLINE = Duration.ofSeconds(5);
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST_AT_A_TIME = 1024;

  private static final PollOptions DEFAULTS =
      new PollOptions(
          Optional.empty(),
          Optional.empty(),
          64,
          ScrapeLimits.defaults(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Clock.systemUTC());

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException when a duration is not between 10 ms and a day, the
   *     concurrency not between 1 and 1024, or there are a token and a token file
   */
  public PollOptions {
    interval.ifPresent(d -> check("interval", d));
    deadline.ifPresent(d -> check("deadline", d));
    if (concurrency < 1 || concurrency > MOST_AT_A_TIME) {
      throw new IllegalArgumentException("concurrency: expected 1 to 1024, got " + concurrency);
    }
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(caFile, "caFile");
    Objects.requireNonNull(clock, "clock");
    if (token.isPresent() && tokenFile.isPresent()) {
      throw new IllegalArgumentException("token: expected a token or a token file, got both");
    }
  }

  /**
   * An interval by the number of hosts, 64 requests at a time, no token, the JDK's certificates.
   */
  public static PollOptions defaults() {
    return DEFAULTS;
  }

  /** How often each of so many hosts is asked. */
  public Duration intervalFor(int hosts) {
    int seconds = hosts <= 10 ? 3 : hosts <= 50 ? 4 : hosts <= 100 ? 5 : 6;
    return interval.orElse(Duration.ofSeconds(seconds));
  }

  /** How long each of so many hosts may take. */
  public Duration deadlineFor(int hosts) {
    Duration every = intervalFor(hosts);
    return deadline.orElse(
        every.compareTo(LONGEST_DEFAULT_DEADLINE) < 0 ? every : LONGEST_DEFAULT_DEADLINE);
  }

  /** The same with this {@link #interval()}. */
  public PollOptions withInterval(Duration every) {
    return new PollOptions(
        Optional.of(every), deadline, concurrency, limits, token, tokenFile, caFile, clock);
  }

  /** The same with this {@link #deadline()}. */
  public PollOptions withDeadline(Duration atMost) {
    return new PollOptions(
        interval, Optional.of(atMost), concurrency, limits, token, tokenFile, caFile, clock);
  }

  /** The same with this {@link #concurrency()}. */
  public PollOptions withConcurrency(int requests) {
    return new PollOptions(interval, deadline, requests, limits, token, tokenFile, caFile, clock);
  }

  /** The same with these {@link #limits()}. */
  public PollOptions withLimits(ScrapeLimits pageLimits) {
    return new PollOptions(
        interval, deadline, concurrency, pageLimits, token, tokenFile, caFile, clock);
  }

  /** The same with this {@link #token()} and no token file. */
  public PollOptions withToken(String secret) {
    return new PollOptions(
        interval,
        deadline,
        concurrency,
        limits,
        Optional.of(secret),
        Optional.empty(),
        caFile,
        clock);
  }

  /** The same with this {@link #tokenFile()} and no token. */
  public PollOptions withTokenFile(Path file) {
    return new PollOptions(
        interval,
        deadline,
        concurrency,
        limits,
        Optional.empty(),
        Optional.of(file),
        caFile,
        clock);
  }

  /** The same with this {@link #caFile()}. */
  public PollOptions withCaFile(Path pemFile) {
    return new PollOptions(
        interval, deadline, concurrency, limits, token, tokenFile, Optional.of(pemFile), clock);
  }

  /** The same with this {@link #clock()}. */
  public PollOptions withClock(Clock other) {
    return new PollOptions(
        interval, deadline, concurrency, limits, token, tokenFile, caFile, other);
  }

  /** The options without the token. */
  @Override
  public String toString() {
    return "PollOptions[interval="
        + interval
        + ", deadline="
        + deadline
        + ", concurrency="
        + concurrency
        + ", token="
        + (token.isPresent() ? "(hidden)" : "none")
        + ", tokenFile="
        + tokenFile
        + ", caFile="
        + caFile
        + "]";
  }

  private static void check(String name, Duration d) {
    if (d.compareTo(SHORTEST) < 0 || d.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + ": expected 10 ms to one day, got " + d);
    }
  }
}
