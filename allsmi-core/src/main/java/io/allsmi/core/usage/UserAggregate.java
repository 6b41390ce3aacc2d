package io.allsmi.core.usage;

import io.allsmi.core.Holdings;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What one user has on all hosts.
 *
 * @param user the account name the hosts report; {@link #UNATTRIBUTED} for processes without one
 * @param isSystem whether it is root or a service account, see {@link SystemAccounts}
 * @param nodes hosts with at least one of the user's processes
 * @param gpus devices the user's processes hold
 * @param procs processes, each counted once however many devices it holds
 * @param vramBytes device memory of all the user's rows; 0 for a user without devices, absent when
 *     there are devices and no row reports memory
 * @param powerMicrowatts the user's share of the draw of those devices (see {@link
 *     UserAggregator#aggregate}); 0 for a user without devices, absent when there are devices and
 *     no share is known
 * @param longestSeconds how long the oldest process has run; absent when no start time is known
 * @param topCommand the command of the row with the most device memory, then the most CPU, then the
 *     oldest; may be empty
 * @param hosts the same per host, by host id; what they hold adds up to this user
 */
public record UserAggregate(
    String user,
    boolean isSystem,
    int nodes,
    int gpus,
    int procs,
    OptionalLong vramBytes,
    OptionalLong powerMicrowatts,
    OptionalLong longestSeconds,
    String topCommand,
    List<UserHostUsage> hosts) {
  /** The name of the group of processes whose user is not known. */
  public static final String UNATTRIBUTED = "?";

  /** Checks the arguments; the list is kept as it is and must not change. */
  public UserAggregate {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(vramBytes, "vramBytes");
    Objects.requireNonNull(powerMicrowatts, "powerMicrowatts");
    Objects.requireNonNull(longestSeconds, "longestSeconds");
    Objects.requireNonNull(topCommand, "topCommand");
    Objects.requireNonNull(hosts, "hosts");
  }

  /** Whether this is the group of processes whose user is not known. */
  public boolean isUnattributed() {
    return user.equals(UNATTRIBUTED);
  }

  /**
   * The group that processes of a user belong to.
   *
   * @param reported the account name as a host reports it; may be empty
   * @return the same name, or {@link #UNATTRIBUTED} for one that says that the user is not known
   */
  public static String groupOf(String reported) {
    return Holdings.groupOf(reported);
  }
}
