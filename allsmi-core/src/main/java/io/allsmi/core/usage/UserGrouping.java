package io.allsmi.core.usage;

/**
 * What the rows of the Users table are about.
 *
 * @since 0.30.0
 */
public enum UserGrouping {
  /** The account a process runs as. */
  USER("user"),
  /** Whom the job of a process is charged to. */
  ACCOUNT("account"),
  /** The partition that the job of a process runs in. */
  PARTITION("partition");

  private final String wireName;

  UserGrouping(String wireName) {
    this.wireName = wireName;
  }

  /** The name used on the command line: lower case. */
  public String wireName() {
    return wireName;
  }
}
