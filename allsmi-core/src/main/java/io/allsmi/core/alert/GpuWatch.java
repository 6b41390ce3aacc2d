package io.allsmi.core.alert;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * Where one GPU stands with each rule. A reading that is missing changes nothing: what is not known
 * is neither better nor worse.
 */
final class GpuWatch {
  private static final long NEVER = Long.MIN_VALUE / 4;
  private static final Optional<Duration> NONE = Optional.empty();

  /** By rule, how it came to a level that is not {@link AlertLevel#OK}. */
  private final Map<AlertRule, Alert> holding = new EnumMap<>(AlertRule.class);

  /** The last reading at which it did nothing, milliseconds; {@link #NEVER} after one without. */
  private long idleAt = NEVER;

  private long idleMillis;

  /** When the host last listed it, milliseconds. */
  long listedAt;

  /** Makes the alert of a change that this class found. */
  interface Maker {
    Alert make(
        AlertRule rule,
        AlertLevel from,
        AlertLevel to,
        double value,
        double threshold,
        Optional<Duration> length);
  }

  /** How it came to the levels that it is at. */
  Collection<Alert> holding() {
    return holding.values();
  }

  void temperature(OptionalDouble celsius, AlertRules rules, Maker maker) {
    if (celsius.isPresent()) {
      AlertLevel before = level(AlertRule.TEMPERATURE);
      AlertLevel now = Levels.temperature(before, celsius.getAsDouble(), rules);
      double threshold = before == now ? 0 : Levels.crossed(before, now, rules);
      become(AlertRule.TEMPERATURE, now, celsius.getAsDouble(), threshold, NONE, maker);
    }
  }

  void power(OptionalDouble watts, AlertRules rules, Maker maker) {
    if (watts.isPresent()) {
      AlertLevel now = Levels.power(watts.getAsDouble(), rules);
      double threshold = rules.powerCritWatts().orElse(0);
      become(AlertRule.POWER, now, watts.getAsDouble(), threshold, NONE, maker);
    }
  }

  /**
   * Counts how long it has done nothing.
   *
   * @param at when the reading was taken, milliseconds
   * @param gap time between two readings that is longer counts for nothing
   */
  void idle(OptionalDouble percent, long at, long gap, AlertRules rules, Maker maker) {
    if (rules.idleAfter().isEmpty()) {
      return;
    }
    if (percent.isEmpty()) {
      idleAt = NEVER;
      return;
    }
    if (percent.getAsDouble() > rules.idleAtMostPercent()) {
      idleMillis = 0;
      idleAt = NEVER;
    } else {
      idleMillis += at - idleAt <= gap ? at - idleAt : 0;
      idleAt = at;
    }
    boolean idles = idleAt == at && idleMillis >= rules.idleAfter().get().toMillis();
    idleness(AlertRule.IDLE, idles, percent.getAsDouble(), rules, maker);
  }

  /**
   * Says whether it is held and does nothing for too long. It ends with work, or when nobody holds
   * it any more, and not because it was not looked at for a while.
   *
   * @param length how long it has been seen so; empty where it is not
   * @param released whether it is known that nobody holds it
   */
  void heldIdle(
      Optional<Duration> length,
      OptionalDouble percent,
      BooleanSupplier released,
      AlertRules rules,
      Maker maker) {
    if (rules.heldIdleAfter().isEmpty() || percent.isEmpty()) {
      return;
    }
    boolean tooLong =
        length.isPresent() && length.get().compareTo(rules.heldIdleAfter().get()) >= 0;
    boolean ends =
        percent.getAsDouble() > rules.idleAtMostPercent()
            || (level(AlertRule.HELD_IDLE) != AlertLevel.OK && released.getAsBoolean());
    if (tooLong || ends) {
      idleness(AlertRule.HELD_IDLE, tooLong, percent.getAsDouble(), rules, maker);
    }
  }

  private void idleness(
      AlertRule rule, boolean idles, double percent, AlertRules rules, Maker maker) {
    AlertLevel now = idles ? AlertLevel.WARN : AlertLevel.OK;
    Optional<Duration> length = rule == AlertRule.IDLE ? rules.idleAfter() : rules.heldIdleAfter();
    become(rule, now, percent, rules.idleAtMostPercent(), length, maker);
  }

  private AlertLevel level(AlertRule rule) {
    Alert alert = holding.get(rule);
    return alert == null ? AlertLevel.OK : alert.to();
  }

  private void become(
      AlertRule rule,
      AlertLevel now,
      double value,
      double threshold,
      Optional<Duration> length,
      Maker maker) {
    AlertLevel before = level(rule);
    if (before == now) {
      return;
    }
    Alert alert = maker.make(rule, before, now, value, threshold, length);
    if (now == AlertLevel.OK) {
      holding.remove(rule);
    } else {
      holding.put(rule, alert);
    }
  }
}
