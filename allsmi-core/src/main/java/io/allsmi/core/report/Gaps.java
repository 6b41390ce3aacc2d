package io.allsmi.core.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The times within a report of which nothing is known; they count for nothing.
 *
 * @param count how many there are
 * @param total their length
 * @param listed the first of them, at most {@link #MOST}
 * @since 0.30.0
 */
public record Gaps(long count, Duration total, List<Gap> listed) {
  /** How many gaps are listed. */
  public static final int MOST = 1000;

  /** Checks the arguments and copies the list. */
  public Gaps {
    Objects.requireNonNull(total, "total");
    listed = List.copyOf(listed);
  }

  /**
   * One gap.
   *
   * @param from its start
   * @param to its end
   */
  public record Gap(Instant from, Instant to) {
    /** Checks the arguments. */
    public Gap {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("gap: expected " + from + " before " + to);
      }
    }

    /** How long it is. */
    public Duration length() {
      return Duration.between(from, to);
    }
  }
}
