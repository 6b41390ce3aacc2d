package io.allsmi.core.slurm;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a job may run. Source: {@code TimeLimit} and its like.
 *
 * @param duration the limit, whole seconds; absent when there is none and when it is not known
 * @param isUnlimited whether there is none
 * @since 0.30.0
 */
public record TimeLimit(Optional<Duration> duration, boolean isUnlimited) {
  /** There is no limit. */
  public static final TimeLimit UNLIMITED = new TimeLimit(Optional.empty(), true);

  /** It was not said. */
  public static final TimeLimit UNKNOWN = new TimeLimit(Optional.empty(), false);

  /** Checks the arguments. */
  public TimeLimit {
    if (duration.isPresent() && (isUnlimited || duration.get().isNegative())) {
      throw new IllegalArgumentException(
          "duration: expected none where there is no limit, and not less than 0, got "
              + duration.get());
    }
  }

  /** A limit. */
  public static TimeLimit of(Duration duration) {
    return new TimeLimit(Optional.of(duration), false);
  }
}
