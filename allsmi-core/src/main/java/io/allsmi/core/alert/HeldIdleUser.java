package io.allsmi.core.alert;

import java.time.Duration;
import java.util.Objects;

/**
 * A user with GPUs that are held and do nothing, for longer than the rule allows.
 *
 * @param user the account; the unattributed group is {@code ?}
 * @param gpus how many such GPUs the user holds memory on, at least 1
 * @param longest how long the one that has done nothing the longest has done so
 * @since 0.30.0
 */
public record HeldIdleUser(String user, int gpus, Duration longest) {
  /** Checks the arguments. */
  public HeldIdleUser {
    Objects.requireNonNull(user, "user");
    if (gpus < 1) {
      throw new IllegalArgumentException("gpus: expected at least 1, got " + gpus);
    }
    if (longest.isNegative()) {
      throw new IllegalArgumentException("longest: expected at least 0, got " + longest);
    }
  }

  /** {@code mira 2 GPUs held idle for 41m}; hours from two on, days from two on. */
  public String message() {
    return user + " " + gpus + (gpus == 1 ? " GPU" : " GPUs") + " held idle for " + length();
  }

  private String length() {
    if (longest.toDays() > 1) {
      return longest.toDays() + "d";
    }
    if (longest.toHours() > 1) {
      return longest.toHours() + "h";
    }
    return longest.toMinutes() > 0 ? longest.toMinutes() + "m" : longest.toSeconds() + "s";
  }
}
