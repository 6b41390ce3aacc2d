package io.allsmi.record;

import java.time.Instant;
import java.util.Objects;

/**
 * A time of which snapshots are missing: between two that follow each other is more than one and a
 * half times the interval of the recording.
 *
 * @param from when the last before it was taken
 * @param to when the first behind it was taken
 * @since 0.30.0
 */
public record Gap(Instant from, Instant to) {
  /** Checks the arguments. */
  public Gap {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }
}
