package io.allsmi.core.usage;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The orders a list of users can be shown in; every tie is broken by name, so each order is total.
 */
public enum UserOrder {
  /**
   * By name; what stands in brackets for processes without one, and the unattributed group last.
   */
  USER("user", Comparator.comparingInt(UserOrder::rank)),
  /** Most device memory first; unknown after 0. */
  VRAM("vram", descending(UserAggregate::vramBytes)),
  /** Largest share of power first; unknown after 0. */
  POWER("power", descending(UserAggregate::powerMicrowatts)),
  /** Most hosts first. */
  NODES("nodes", Comparator.comparingInt(UserAggregate::nodes).reversed()),
  /** Longest running first; unknown last. */
  LONGEST("longest", descending(UserAggregate::longestSeconds));

  private final String wireName;
  private final Comparator<UserAggregate> comparator;

  UserOrder(String wireName, Comparator<UserAggregate> comparator) {
    this.wireName = wireName;
    this.comparator = comparator.thenComparing(UserAggregate::user);
  }

  private static int rank(UserAggregate user) {
    return user.isUnattributed() ? 2 : user.user().startsWith("(") ? 1 : 0;
  }

  /** The name used on the command line: lower case. */
  public String wireName() {
    return wireName;
  }

  /** The order itself. */
  public Comparator<UserAggregate> comparator() {
    return comparator;
  }

  private static Comparator<UserAggregate> descending(
      Function<UserAggregate, OptionalLong> reading) {
    return Comparator.comparingLong((UserAggregate u) -> reading.apply(u).orElse(-1)).reversed();
  }
}
