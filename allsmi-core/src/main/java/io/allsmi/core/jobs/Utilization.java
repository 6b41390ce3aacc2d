package io.allsmi.core.jobs;

import java.util.Objects;
import java.util.Optional;

/**
 * How evenly the GPUs of a job work, percent, 0–100, by their last readings.
 *
 * @param min the least
 * @param median the one in the middle, of an even number the mean of the two
 * @param max the most
 * @param straggler the GPU that works the least, where it stands out: at most half the median and
 *     at least 20 points below it; of several the first
 * @since 0.30.0
 */
public record Utilization(double min, double median, double max, Optional<JobGpu> straggler) {
  /** Checks the arguments. */
  public Utilization {
    Objects.requireNonNull(straggler, "straggler");
  }
}
