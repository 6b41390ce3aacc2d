package io.allsmi.core.alert;

import io.allsmi.core.internal.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A GPU that went from one level of a rule to another. Texts hold no control characters.
 *
 * @param time when the reading was taken that decided
 * @param hostId the host's key in the cluster, as {@link io.allsmi.core.HostSnapshot#hostId()}
 * @param host the name the host gives itself, at most 256 characters
 * @param gpuIndex the GPU's number on its host; empty when it has none
 * @param gpuPlace its place among {@link io.allsmi.core.HostSnapshot#gpus()} of that reading
 * @param rule what was looked at
 * @param from the level before
 * @param to the level now; another one
 * @param value the reading, in the unit of the rule
 * @param threshold what it was held against, in the same unit: where it got better, the threshold
 *     that it left
 * @param idleAfter of a rule that counts how long, how long it had to be; empty for the others
 * @param users who holds memory on the GPU, the most first, at most 8; unattributed as {@code ?}
 * @since 0.30.0
 */
public record Alert(
    Instant time,
    String hostId,
    String host,
    OptionalInt gpuIndex,
    int gpuPlace,
    AlertRule rule,
    AlertLevel from,
    AlertLevel to,
    double value,
    double threshold,
    Optional<Duration> idleAfter,
    List<String> users) {
  /** At most so many users are named. */
  public static final int MOST_USERS = 8;

  private static final int HOST_CHARS = 256;
  private static final int USER_CHARS = 128;

  /** Checks the arguments and copies the list. */
  public Alert {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(hostId, "hostId");
    Objects.requireNonNull(gpuIndex, "gpuIndex");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(idleAfter, "idleAfter");
    if (from == to) {
      throw new IllegalArgumentException("to: expected another level than " + from);
    }
    if (!Double.isFinite(value) || !Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "value, threshold: expected numbers, got " + value + " and " + threshold);
    }
    host = Shown.line(host, HOST_CHARS);
    users = users.stream().limit(MOST_USERS).map(user -> Shown.line(user, USER_CHARS)).toList();
  }

  /** Whether it got worse. */
  public boolean isWorse() {
    return to.compareTo(from) > 0;
  }

  /** {@code ok->warn}. */
  public String change() {
    return from.wireName() + "->" + to.wireName();
  }

  /** {@code 82C / thr 80C}; of a GPU that became idle {@code 2% for >= 15m}. */
  public String reading() {
    String is = whole(value) + rule.unit();
    return isWorse() && idleAfter.isPresent()
        ? is + " for >= " + minutes(idleAfter.get())
        : is + " / thr " + whole(threshold) + rule.unit();
  }

  /** {@code node-0199 gpu2 temperature: ok->warn (82C / thr 80C)}. */
  public String message() {
    String gpu = gpuIndex.isPresent() ? Integer.toString(gpuIndex.getAsInt()) : "?";
    String where = host + " gpu" + gpu + " " + rule.words();
    return where + ": " + change() + " (" + reading() + ")";
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%.0f", number);
  }

  private static String minutes(Duration length) {
    return length.toMinutes() > 0 ? length.toMinutes() + "m" : length.toSeconds() + "s";
  }
}
