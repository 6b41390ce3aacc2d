package io.allsmi.core.jobs;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is made of a GPU, and since when.
 *
 * @param use what
 * @param since since when; absent where the use is {@link GpuUse#UNKNOWN}
 * @param isAtLeast whether it may have been so before: nobody looked earlier
 * @since 0.30.0
 */
public record GpuUseSince(GpuUse use, Optional<Instant> since, boolean isAtLeast) {
  /** Nothing can be told. */
  public static final GpuUseSince UNKNOWN =
      new GpuUseSince(GpuUse.UNKNOWN, Optional.empty(), false);

  /** Checks the arguments. */
  public GpuUseSince {
    Objects.requireNonNull(use, "use");
    Objects.requireNonNull(since, "since");
  }

  /** Seconds until a moment, at least 0; absent where the use is not known. */
  public OptionalLong seconds(Instant now) {
    return since.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, (Moment.millis(now) - Moment.millis(since.get())) / 1000));
  }
}
