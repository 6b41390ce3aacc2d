package io.allsmi.core;

/** Where a host stands: whether it answers, and whether its readings still count. */
public enum HostState {
  /** Not asked yet, or the first answer is still awaited. No readings. */
  PENDING("pending"),
  /** The last read succeeded. */
  UP("up"),
  /**
   * The last read failed, but the readings before it are at most 3 intervals old: they still count.
   */
  LATE("late"),
  /**
   * Failing for more than 3 intervals: the last readings are shown with their age and leave all
   * sums.
   */
  STALE("stale"),
  /** Failing, and there are no readings to show. */
  DOWN("down");

  private final String wireName;

  HostState(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in JSON: lower case. */
  public String wireName() {
    return wireName;
  }

  /** Whether the host's readings count in sums: {@link #UP} and {@link #LATE}. */
  public boolean countsInSums() {
    return this == UP || this == LATE;
  }
}
