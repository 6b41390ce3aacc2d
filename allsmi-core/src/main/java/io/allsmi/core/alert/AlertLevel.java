package io.allsmi.core.alert;

/**
 * How bad it is, from nothing to the worst.
 *
 * @since 0.30.0
 */
public enum AlertLevel {
  /** As it should be, or not known to be otherwise. */
  OK("ok"),
  /** To be looked at. */
  WARN("warn"),
  /** To be looked at now. */
  CRIT("crit");

  private final String wireName;

  AlertLevel(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and in messages: lower case. */
  public String wireName() {
    return wireName;
  }
}
