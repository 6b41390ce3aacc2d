package io.allsmi.core.slurm;

/**
 * Why Slurm did not answer. Programs decide by this, people read {@link SlurmError#message()}.
 *
 * @since 0.30.0
 */
public enum SlurmFailure {
  /** The command is not there. */
  NOT_INSTALLED,
  /** The command found no configuration of a cluster. */
  NO_CONFIGURATION,
  /** slurmctld does not answer. */
  CONTROLLER_DOWN,
  /** An answer did not come in time. */
  TIMED_OUT,
  /** munge or its like did not vouch for us. */
  AUTHENTICATION,
  /** There is no such job, or none that we may see. */
  INVALID_JOB_ID,
  /** We may not ask that. */
  PERMISSION,
  /** Anything else. */
  OTHER
}
