package io.allsmi.core.slurm;

import java.util.Objects;

/**
 * How often slurmctld was asked something, or by somebody, since its counters were reset. Source:
 * {@code sdiag}.
 *
 * @param by what is counted
 * @param name the message, such as {@code REQUEST_JOB_INFO}, or the user
 * @param id the number of the message or of the user
 * @param count how often
 * @param totalMicroseconds what the answers took together
 * @since 0.30.0
 */
public record RpcCount(By by, String name, long id, long count, long totalMicroseconds) {
  /** What is counted. */
  public enum By {
    /** Messages of one type. */
    TYPE,
    /** Messages from one user. */
    USER
  }

  /** Checks the arguments. */
  public RpcCount {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(name, "name");
    if (id < 0 || count < 0 || totalMicroseconds < 0) {
      throw new IllegalArgumentException("count: expected no number below 0, got one of " + name);
    }
  }
}
