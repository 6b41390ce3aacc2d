package io.allsmi.core.usage;

import java.util.List;
import java.util.Objects;

/**
 * Who uses a cluster at one moment.
 *
 * @param users one entry per user who has a process row, by name, the unattributed group last;
 *     unmodifiable
 * @param coverage how many hosts the sums cover
 * @param unattributedPowerMicrowatts the draw of GPUs on which no process is known to hold memory.
 *     With the users' power it adds up, to the microwatt, to the draw of all GPUs of the covered
 *     hosts
 */
public record UserAggregation(
    List<UserAggregate> users, Coverage coverage, long unattributedPowerMicrowatts) {
  /** Checks the arguments and copies the list. */
  public UserAggregation {
    users = List.copyOf(users);
    Objects.requireNonNull(coverage, "coverage");
    if (unattributedPowerMicrowatts < 0) {
      throw new IllegalArgumentException(
          "unattributedPowerMicrowatts: expected at least 0, got " + unattributedPowerMicrowatts);
    }
  }

  /**
   * Device memory of some users together, bytes; an absent reading adds nothing, and a sum beyond a
   * {@code long} stays at its largest value.
   */
  public static long vramBytes(List<UserAggregate> users) {
    long sum = 0;
    for (UserAggregate user : users) {
      sum = UserTotals.addKnown(sum, user.vramBytes().orElse(0));
    }
    return sum;
  }

  /** The share of power of some users together, microwatts; absent readings as above. */
  public static long powerMicrowatts(List<UserAggregate> users) {
    long sum = 0;
    for (UserAggregate user : users) {
      sum = UserTotals.addKnown(sum, user.powerMicrowatts().orElse(0));
    }
    return sum;
  }
}
