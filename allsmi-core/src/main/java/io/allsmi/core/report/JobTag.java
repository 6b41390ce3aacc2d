package io.allsmi.core.report;

import java.util.Objects;

/**
 * What is told of a job besides its figures; each is empty when not known.
 *
 * @param name what its owner calls it
 * @param user whose it is
 * @param account whom it is charged to
 * @param partition where it ran
 * @since 0.30.0
 */
public record JobTag(String name, String user, String account, String partition) {
  /** Nothing is told. */
  static final JobTag NONE = new JobTag("", "", "", "");

  /** Checks the arguments. */
  public JobTag {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(partition, "partition");
  }
}
