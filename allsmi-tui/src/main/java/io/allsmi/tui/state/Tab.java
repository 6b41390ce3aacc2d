package io.allsmi.tui.state;

/**
 * One tab.
 *
 * @param kind what it shows
 * @param hostId which host, empty for the other kinds
 */
public record Tab(Kind kind, String hostId) {
  /** Every GPU of every host. */
  public static final Tab ALL = new Tab(Kind.ALL, "");

  /** Who uses them. */
  public static final Tab USERS = new Tab(Kind.USERS, "");

  /** The jobs of the batch system. */
  public static final Tab JOBS = new Tab(Kind.JOBS, "");

  /** The tab of one host. */
  public static Tab host(String hostId) {
    return new Tab(Kind.HOST, hostId);
  }

  /** What a tab shows. */
  public enum Kind {
    /** Every GPU of every host. */
    ALL,
    /** Who uses them. */
    USERS,
    /** The jobs of the batch system. */
    JOBS,
    /** One host. */
    HOST
  }
}
