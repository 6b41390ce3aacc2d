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
}
