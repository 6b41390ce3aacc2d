package io.allsmi.collect.local;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whose a process is when that is not the account it runs as, and its job.
 *
 * @param user the person; absent when the account is all there is to say
 * @param uid the person's account number; absent when not known
 * @param source how the person was found; empty without one
 * @param jobId the Slurm job
 */
record Owner(Optional<String> user, OptionalInt uid, String source, Optional<String> jobId) {
  static final Owner UNKNOWN = nobody(Optional.empty());

  static Owner nobody(Optional<String> jobId) {
    return new Owner(Optional.empty(), OptionalInt.empty(), "", jobId);
  }

  /** The same, and its job is known. */
  Owner inJob(String job) {
    return new Owner(user, uid, source, Optional.of(job));
  }
}
