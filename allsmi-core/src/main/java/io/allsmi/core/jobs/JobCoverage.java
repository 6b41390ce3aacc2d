package io.allsmi.core.jobs;

import java.util.List;
import java.util.Objects;

/**
 * How many of the nodes of some jobs are read.
 *
 * @param nodes nodes of jobs that hold nodes, each once
 * @param read those whose readings count
 * @param missing the others, by name; unmodifiable
 * @since 0.30.0
 */
public record JobCoverage(int nodes, int read, List<Missing> missing) {
  /** Checks the arguments and copies the list. */
  public JobCoverage {
    missing = List.copyOf(missing);
    if (nodes != read + missing.size()) {
      throw new IllegalArgumentException(
          "coverage: expected nodes = read + missing, got "
              + nodes
              + ", "
              + read
              + ", "
              + missing.size());
    }
  }

  /** Whether nodes are missing from the sums. */
  public boolean isPartial() {
    return !missing.isEmpty();
  }

  /**
   * A node that is not read.
   *
   * @param node its name in the batch system
   * @param message why, for people, one line
   */
  public record Missing(String node, String message) {
    /** Checks the arguments. */
    public Missing {
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(message, "message");
    }
  }
}
