package io.allsmi.record;

import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.PlaybackCommand;
import java.util.Objects;
import java.util.Optional;

/**
 * How a recording is played.
 *
 * @param speed times as fast as it was recorded, from {@link Playback#SLOWEST} to {@link
 *     Playback#FASTEST}
 * @param loops whether it begins again at the end
 * @param follows whether the end waits for more: the file is still being written
 * @param start where to begin; empty for the start
 * @param alerts which alerts are events to look for; {@link AlertRules#none()} for none
 * @since 0.30.0
 */
public record ReplayOptions(
    double speed,
    boolean loops,
    boolean follows,
    Optional<PlaybackCommand> start,
    AlertRules alerts) {
  /** Checks the arguments. */
  public ReplayOptions {
    if (!(speed >= Playback.SLOWEST && speed <= Playback.FASTEST)) {
      throw new IllegalArgumentException(
          "speed: expected " + Playback.SLOWEST + " to " + Playback.FASTEST + ", got " + speed);
    }
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(alerts, "alerts");
  }

  /** From the start to the end, as fast as it was recorded, without alerts. */
  public static ReplayOptions defaults() {
    return new ReplayOptions(1, false, false, Optional.empty(), AlertRules.none());
  }

  /** The same with another {@link #speed()}. */
  public ReplayOptions withSpeed(double factor) {
    return new ReplayOptions(factor, loops, follows, start, alerts);
  }

  /** The same with another {@link #loops()}. */
  public ReplayOptions withLoops(boolean again) {
    return new ReplayOptions(speed, again, follows, start, alerts);
  }

  /** The same with another {@link #follows()}. */
  public ReplayOptions withFollows(boolean waits) {
    return new ReplayOptions(speed, loops, waits, start, alerts);
  }

  /** The same, beginning where a command leads to. */
  public ReplayOptions startingWith(PlaybackCommand command) {
    return new ReplayOptions(speed, loops, follows, Optional.of(command), alerts);
  }

  /** The same with other {@link #alerts()}. */
  public ReplayOptions withAlerts(AlertRules rules) {
    return new ReplayOptions(speed, loops, follows, start, rules);
  }
}
