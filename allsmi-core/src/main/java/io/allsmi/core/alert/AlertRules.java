package io.allsmi.core.alert;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * From where on there is an alert; an absent threshold turns its rule off.
 *
 * @param temperatureWarnCelsius °C from which it is {@link AlertLevel#WARN}, above 0
 * @param temperatureCritCelsius °C from which it is {@link AlertLevel#CRIT}, above 0 and not below
 *     the warning
 * @param hysteresisCelsius so many °C below a threshold a temperature is back; at least 0
 * @param powerCritWatts watts from which it is {@link AlertLevel#CRIT}, above 0
 * @param idleAtMostPercent a GPU at this utilisation or less does nothing, 0 to 100
 * @param idleAfter how long a GPU does nothing until it is {@link AlertRule#IDLE}, above 0
 * @param heldIdleAfter how long a GPU that is held does nothing until it is {@link
 *     AlertRule#HELD_IDLE}, above 0
 * @since 0.30.0
 */
public record AlertRules(
    OptionalDouble temperatureWarnCelsius,
    OptionalDouble temperatureCritCelsius,
    double hysteresisCelsius,
    OptionalDouble powerCritWatts,
    double idleAtMostPercent,
    Optional<Duration> idleAfter,
    Optional<Duration> heldIdleAfter) {
  private static final double HIGHEST = 1e6;
  private static final Duration LONGEST = Duration.ofDays(366);

  /** Checks the arguments. */
  public AlertRules {
    aboveZero("temperatureWarnCelsius", temperatureWarnCelsius);
    aboveZero("temperatureCritCelsius", temperatureCritCelsius);
    if (temperatureCritCelsius.isPresent()
        && temperatureCritCelsius.getAsDouble() < temperatureWarnCelsius.orElse(0)) {
      throw new IllegalArgumentException(
          "temperatureCritCelsius: expected at least the warning, "
              + temperatureWarnCelsius.getAsDouble()
              + ", got "
              + temperatureCritCelsius.getAsDouble());
    }
    within("hysteresisCelsius", hysteresisCelsius);
    aboveZero("powerCritWatts", powerCritWatts);
    within("idleAtMostPercent", idleAtMostPercent);
    length("idleAfter", idleAfter);
    length("heldIdleAfter", heldIdleAfter);
  }

  private static void aboveZero(String name, OptionalDouble threshold) {
    if (threshold.isPresent()
        && !(threshold.getAsDouble() > 0 && threshold.getAsDouble() <= HIGHEST)) {
      throw new IllegalArgumentException(
          name + ": expected above 0 to 1000000, got " + threshold.getAsDouble());
    }
  }

  private static void within(String name, double number) {
    if (!(number >= 0 && number <= 100)) {
      throw new IllegalArgumentException(name + ": expected 0 to 100, got " + number);
    }
  }

  private static void length(String name, Optional<Duration> length) {
    if (length.isPresent()
        && (length.get().compareTo(Duration.ZERO) <= 0 || length.get().compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException(
          name + ": expected above 0 to 366 days, got " + length.get());
    }
  }

  /**
   * 80 and 90 °C with a hysteresis of 2 °C, and GPUs that are held at 5 % or less for 15 minutes.
   * Power and GPUs that nobody holds are not looked at: what they should draw depends on the model,
   * and a free GPU does nothing because it is free.
   */
  public static AlertRules defaults() {
    return new AlertRules(
        OptionalDouble.of(80),
        OptionalDouble.of(90),
        2,
        OptionalDouble.empty(),
        5,
        Optional.empty(),
        Optional.of(Duration.ofMinutes(15)));
  }

  /** No rule at all. */
  public static AlertRules none() {
    OptionalDouble off = OptionalDouble.empty();
    return new AlertRules(off, off, 2, off, 5, Optional.empty(), Optional.empty());
  }

  /**
   * These rules with other temperatures.
   *
   * @param warn °C; 0 turns the warning off
   * @param crit °C; 0 turns the other off
   */
  public AlertRules withTemperatures(double warn, double crit) {
    return new AlertRules(
        threshold(warn),
        threshold(crit),
        hysteresisCelsius,
        powerCritWatts,
        idleAtMostPercent,
        idleAfter,
        heldIdleAfter);
  }

  /** These rules with another hysteresis, °C. */
  public AlertRules withHysteresis(double celsius) {
    return new AlertRules(
        temperatureWarnCelsius,
        temperatureCritCelsius,
        celsius,
        powerCritWatts,
        idleAtMostPercent,
        idleAfter,
        heldIdleAfter);
  }

  /**
   * These rules with another power.
   *
   * @param watts 0 turns the rule off
   */
  public AlertRules withPower(double watts) {
    return new AlertRules(
        temperatureWarnCelsius,
        temperatureCritCelsius,
        hysteresisCelsius,
        threshold(watts),
        idleAtMostPercent,
        idleAfter,
        heldIdleAfter);
  }

  /**
   * These rules with other idleness.
   *
   * @param atMostPercent a GPU at this utilisation or less does nothing
   * @param after until any GPU is idle; zero turns the rule off
   * @param heldAfter until a GPU that is held is idle; zero turns the rule off
   */
  public AlertRules withIdleness(double atMostPercent, Duration after, Duration heldAfter) {
    return new AlertRules(
        temperatureWarnCelsius,
        temperatureCritCelsius,
        hysteresisCelsius,
        powerCritWatts,
        atMostPercent,
        Optional.of(after).filter(length -> !length.isZero()),
        Optional.of(heldAfter).filter(length -> !length.isZero()));
  }

  /** Whether there is a rule at all. */
  public boolean hasAny() {
    return temperatureWarnCelsius.isPresent()
        || temperatureCritCelsius.isPresent()
        || powerCritWatts.isPresent()
        || idleAfter.isPresent()
        || heldIdleAfter.isPresent();
  }

  private static OptionalDouble threshold(double number) {
    return number == 0 ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
