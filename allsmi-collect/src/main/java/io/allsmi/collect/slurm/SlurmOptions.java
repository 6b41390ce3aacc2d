package io.allsmi.collect.slurm;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * What Slurm is asked and how often.
 *
 * @param choice which jobs
 * @param interval from one question to the next, at least; they come up to a fifth later, so that
 *     many who watch do not ask at the same moment, and much later after a failure or a slow answer
 * @param limit how long one command may take
 * @param clock dates the lists
 * @since 0.30
 */
public record SlurmOptions(JobChoice choice, Duration interval, Duration limit, Clock clock) {
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Slurm's own commands give up after 9 to 10 s, and say why. */
  private static final Duration LIMIT = Duration.ofSeconds(12);

  private static final SlurmOptions DEFAULTS =
      new SlurmOptions(JobChoice.mine(), Duration.ofSeconds(30), LIMIT, Clock.systemUTC());

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException when the interval is not 5 s to a day, or the limit not above
   *     zero and at most a day
   */
  public SlurmOptions {
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(clock, "clock");
    if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("interval: expected 5 s to one day, got " + interval);
    }
    if (limit.isZero() || limit.isNegative() || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "limit: expected more than 0 and at most one day, got " + limit);
    }
  }

  /** One's own running jobs, every 30 s, 12 s for a command. */
  public static SlurmOptions defaults() {
    return DEFAULTS;
  }

  /** The same with this {@link #choice()}. */
  public SlurmOptions withChoice(JobChoice jobs) {
    return new SlurmOptions(jobs, interval, limit, clock);
  }

  /** The same with this {@link #interval()}. */
  public SlurmOptions withInterval(Duration every) {
    return new SlurmOptions(choice, every, limit, clock);
  }

  /** The same with this {@link #limit()}. */
  public SlurmOptions withLimit(Duration atMost) {
    return new SlurmOptions(choice, interval, atMost, clock);
  }

  /** The same with this {@link #clock()}. */
  public SlurmOptions withClock(Clock other) {
    return new SlurmOptions(choice, interval, limit, other);
  }
}
