package io.allsmi.core.slurm;

import java.util.Objects;

/**
 * A failure that Slurm reports.
 *
 * @param failure its kind
 * @param message what Slurm says, one line without control characters
 * @since 0.30.0
 */
public record SlurmError(SlurmFailure failure, String message) {
  /** Checks the arguments. */
  public SlurmError {
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(message, "message");
  }
}
