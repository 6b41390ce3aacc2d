package io.allsmi.core.slurm;

import java.util.Objects;

/**
 * A process of a job on the node that was asked. Source: {@code scontrol listpids}.
 *
 * @param pid its number
 * @param jobId the number of its job, that of {@link JobInfo#rawId()}
 * @param step the step of the job: {@code 0}, {@code batch}, {@code extern}, {@code interactive}
 * @since 0.30.0
 */
public record StepProcess(int pid, long jobId, String step) {
  /** Checks the arguments. */
  public StepProcess {
    Objects.requireNonNull(step, "step");
    if (pid < 1 || jobId < 0) {
      throw new IllegalArgumentException(
          "pid: expected at least 1, and a job of at least 0, got " + pid + " of " + jobId);
    }
  }
}
