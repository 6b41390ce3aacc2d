package io.allsmi.core.slurm;

import io.allsmi.core.Issue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an output of Slurm says.
 *
 * @param values what was read, in the order of the output
 * @param issues what could not be used, in the order it was found; at most 100, and a count of the
 *     others
 * @param error the failure that the output tells of, although the command may have ended with 0: no
 *     value does not mean that there is none then
 * @param <T> what is read
 * @since 0.30.0
 */
public record SlurmReadings<T>(List<T> values, List<Issue> issues, Optional<SlurmError> error) {
  /** Copies the lists. */
  public SlurmReadings {
    values = List.copyOf(values);
    issues = List.copyOf(issues);
    Objects.requireNonNull(error, "error");
  }
}
