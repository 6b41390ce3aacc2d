package io.allsmi.collect.local;

import java.util.List;
import java.util.Optional;

/**
 * The few variables of a process that say whose it is; the rest of its environment, which is full
 * of secrets, is not kept.
 *
 * @param jobId the Slurm job it was started in
 * @param user who it was started for
 */
record Environment(Optional<String> jobId, Optional<Named> user) {
  static final Environment EMPTY = new Environment(Optional.empty(), Optional.empty());

  /** In order of trust. */
  private static final List<String> USERS =
      List.of("SLURM_JOB_USER", "BACKENDAI_USER_EMAIL", "BACKENDAI_USER_NAME");

  private static final int LONGEST_NAME = 128;

  /**
   * A name and what gave it.
   *
   * @param key the variable or label
   * @param user the name
   */
  record Named(String key, String user) {}

  /** Reads it; empty when this account may not. */
  static Environment read(SystemFiles files, int pid) {
    return parse(files.text("/proc/" + pid + "/environ", 256 << 10).orElse(""));
  }

  static Environment parse(String environ) {
    Optional<String> job = Optional.empty();
    Optional<Named> user = Optional.empty();
    int rank = USERS.size();
    for (String variable : environ.split("\0", -1)) {
      int equals = variable.indexOf('=');
      String key = equals < 0 ? "" : variable.substring(0, equals);
      String value = CommandLine.visible(variable.substring(equals + 1)).strip();
      int own = USERS.indexOf(key);
      if (key.equals("SLURM_JOB_ID") && Numbers.whole(value).orElse(-1) >= 0) {
        job = Optional.of(value);
      } else if (own >= 0 && own < rank && !value.isEmpty() && value.length() <= LONGEST_NAME) {
        user = Optional.of(new Named(key, value));
        rank = own;
      }
    }
    return new Environment(job, user);
  }
}
