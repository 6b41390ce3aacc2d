package io.allsmi.core.alert;

import java.util.OptionalDouble;

/** Which level a reading is at. */
final class Levels {
  private Levels() {}

  /** From a threshold on, and back only when so much below it. */
  static AlertLevel temperature(AlertLevel before, double celsius, AlertRules rules) {
    double slack = rules.hysteresisCelsius();
    if (holds(before == AlertLevel.CRIT, celsius, rules.temperatureCritCelsius(), slack)) {
      return AlertLevel.CRIT;
    }
    return holds(before != AlertLevel.OK, celsius, rules.temperatureWarnCelsius(), slack)
        ? AlertLevel.WARN
        : AlertLevel.OK;
  }

  private static boolean holds(
      boolean held, double celsius, OptionalDouble threshold, double slack) {
    if (threshold.isEmpty()) {
      return false;
    }
    return celsius >= threshold.getAsDouble()
        || (held && celsius > threshold.getAsDouble() - slack);
  }

  /** The threshold that a change of temperature crossed: of the worse one of the two levels. */
  static double crossed(AlertLevel from, AlertLevel to, AlertRules rules) {
    boolean crit = from == AlertLevel.CRIT || to == AlertLevel.CRIT;
    return (crit ? rules.temperatureCritCelsius() : rules.temperatureWarnCelsius()).orElse(0);
  }

  static AlertLevel power(double watts, AlertRules rules) {
    OptionalDouble threshold = rules.powerCritWatts();
    return threshold.isPresent() && watts >= threshold.getAsDouble()
        ? AlertLevel.CRIT
        : AlertLevel.OK;
  }
}
