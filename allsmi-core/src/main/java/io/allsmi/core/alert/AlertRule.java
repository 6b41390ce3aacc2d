package io.allsmi.core.alert;

/**
 * What is looked at.
 *
 * @since 0.30.0
 */
public enum AlertRule {
  /** °C of the GPU: ok, warn and crit, with hysteresis. */
  TEMPERATURE("temperature", "temperature", "C"),
  /** The GPU does nothing, whether anybody holds it or not: ok and warn. */
  IDLE("idle_utilization", "idle", "%"),
  /** Watts that the GPU draws: ok and crit. */
  POWER("power", "power", "W"),
  /** The GPU does nothing while a process holds memory on it: ok and warn. */
  HELD_IDLE("held_idle", "held idle", "%");

  private final String wireName;
  private final String words;
  private final String unit;

  AlertRule(String wireName, String words, String unit) {
    this.wireName = wireName;
    this.words = words;
    this.unit = unit;
  }

  /** The name in JSON: lower case, words joined by an underscore. */
  public String wireName() {
    return wireName;
  }

  /** The name for people, as in messages: lower case. */
  public String words() {
    return words;
  }

  /** What values and thresholds are counted in: {@code C}, {@code %} or {@code W}. */
  public String unit() {
    return unit;
  }

  /** Whether it counts how long a GPU does nothing. */
  public boolean isIdleness() {
    return this == IDLE || this == HELD_IDLE;
  }
}
