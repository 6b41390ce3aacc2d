package io.allsmi.cli;

import io.allsmi.collect.alert.Webhook;
import io.allsmi.core.alert.AlertRules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What GPUs are watched for, and who is told. What the command line does not say the environment
 * does, else it is as usual.
 */
final class AlertSettings {
  static final String ENABLED = "ALL_SMI_ALERTS_ENABLED";
  static final String TEMP_WARN = "ALL_SMI_ALERTS_TEMP_WARN_C";
  static final String TEMP_CRIT = "ALL_SMI_ALERTS_TEMP_CRIT_C";
  static final String HYSTERESIS = "ALL_SMI_ALERTS_HYSTERESIS_C";
  static final String POWER_CRIT = "ALL_SMI_ALERTS_POWER_CRIT_W";
  static final String IDLE_PERCENT = "ALL_SMI_ALERTS_UTIL_IDLE_PCT";
  static final String IDLE_MINUTES = "ALL_SMI_ALERTS_UTIL_IDLE_WARN_MINS";
  static final String HELD_MINUTES = "ALL_SMI_ALERTS_HELD_IDLE_MINS";
  static final String BELL = "ALL_SMI_ALERTS_BELL_ON_CRITICAL";
  static final String WEBHOOK = "ALL_SMI_ALERTS_WEBHOOK_URL";

  /** Older names, for which the newer ones stand first. */
  static final String OLD_TEMP = "ALL_SMI_ALERT_TEMP";

  static final String OLD_IDLE_MINUTES = "ALL_SMI_ALERT_UTIL_LOW_MINS";

  private static final Set<String> TRUE = Set.of("1", "true", "TRUE", "True");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final double NEAR = 5;
  private static final double APART = 10;

  @Option(
      names = "--alert-temp",
      paramLabel = "C",
      description = "Warn of GPUs at so many °C, 0 for never. Default: 80.")
  @Nullable Double temperature;

  @Option(
      names = "--alert-temp-crit",
      paramLabel = "C",
      description =
          "Critical at so many °C, 0 for never. Default: 90, or 10 above --alert-temp where that is"
              + " nearer than 5.")
  @Nullable Double critical;

  @Option(
      names = "--alert-hysteresis",
      paramLabel = "C",
      description = "Back when it is so many °C below. Default: 2.")
  @Nullable Double hysteresis;

  @Option(
      names = "--alert-power",
      paramLabel = "WATTS",
      description = "Critical when a GPU draws so much. Default: 0, never.")
  @Nullable Double watts;

  @Option(
      names = "--alert-idle-percent",
      paramLabel = "PERCENT",
      description = "A GPU at this utilisation or less is idle. Default: 5.")
  @Nullable Double percent;

  @Option(
      names = "--alert-idle-mins",
      paramLabel = "MINUTES",
      description =
          "Warn of GPUs that somebody holds and that are idle for so long, 0 for never. Default:"
              + " 15.")
  @Nullable Double heldMinutes;

  @Option(
      names = "--alert-util-low-mins",
      paramLabel = "MINUTES",
      description = "Warn of all GPUs that are idle for so long. Default: 0, never.")
  @Nullable Double idleMinutes;

  @Option(names = "--alert-bell", description = "Ring when a GPU becomes critical.")
  boolean bell;

  @Option(
      names = "--alert-webhook",
      paramLabel = "URL",
      description = "Post every alert there as JSON, over http or https.")
  @Nullable String webhook;

  @Option(names = "--no-alerts", description = "Watch GPUs for nothing.")
  boolean off;

  /** From where on there is an alert. */
  AlertRules rules(Map<String, String> environment) {
    if (off || !isTrue(environment, ENABLED, true)) {
      return AlertRules.none();
    }
    AlertRules usual = AlertRules.defaults();
    Duration usualHeld = usual.heldIdleAfter().orElse(Duration.ZERO);
    double heldLong =
        number(heldMinutes, environment, HELD_MINUTES).orElse((double) usualHeld.toMinutes());
    double idleLong = number(idleMinutes, environment, IDLE_MINUTES, OLD_IDLE_MINUTES).orElse(0);
    double atMost = number(percent, environment, IDLE_PERCENT).orElse(usual.idleAtMostPercent());
    try {
      return withTemperatures(usual, environment)
          .withHysteresis(
              number(hysteresis, environment, HYSTERESIS).orElse(usual.hysteresisCelsius()))
          .withPower(number(watts, environment, POWER_CRIT).orElse(0))
          .withIdleness(atMost, minutes(idleLong), minutes(heldLong));
    } catch (IllegalArgumentException e) {
      throw new UsageException("alerts: " + e.getMessage());
    }
  }

  private AlertRules withTemperatures(AlertRules usual, Map<String, String> environment) {
    double warn =
        number(temperature, environment, TEMP_WARN, OLD_TEMP)
            .orElse(usual.temperatureWarnCelsius().orElse(0));
    double crit =
        number(critical, environment, TEMP_CRIT).orElse(usual.temperatureCritCelsius().orElse(0));
    boolean moves = temperature != null || environment.containsKey(OLD_TEMP);
    if (critical == null && crit > 0 && crit < (moves ? warn + NEAR : warn)) {
      crit = warn + APART;
    }
    if (critical != null && crit > 0 && crit < warn) {
      throw new UsageException(
          "--alert-temp-crit: expected at least the warning, " + warn + ", got " + crit);
    }
    return usual.withTemperatures(warn, crit);
  }

  private static Duration minutes(double minutes) {
    return Duration.ofMillis(Math.round(minutes * 60_000));
  }

  /** The number that was given, else that of the first variable that is set. */
  private static OptionalDouble number(
      @Nullable Double given, Map<String, String> environment, String... variables) {
    if (given != null) {
      return OptionalDouble.of(given);
    }
    for (String variable : variables) {
      String text = environment.getOrDefault(variable, "").strip();
      if (!text.isEmpty()) {
        if (!NUMBER.matcher(text).matches()) {
          throw new UsageException(
              variable + ": expected a number of at least 0, got '" + text + "'");
        }
        return OptionalDouble.of(Double.parseDouble(text));
      }
    }
    return OptionalDouble.empty();
  }

  private static boolean isTrue(
      Map<String, String> environment, String variable, boolean otherwise) {
    String text = environment.getOrDefault(variable, "").strip();
    return text.isEmpty() ? otherwise : TRUE.contains(text);
  }

  /** Whether the bell rings. */
  boolean rings(Map<String, String> environment) {
    return bell || isTrue(environment, BELL, false);
  }

  /**
   * Complains of what cannot be, before anything is opened.
   *
   * @param recorded whether a recording is played, which tells nobody
   */
  void check(Map<String, String> environment, boolean recorded) {
    if (recorded && webhook != null) {
      throw new UsageException("--alert-webhook: expected hosts, got --replay");
    }
    if (rules(environment).hasAny() && !recorded) {
      checkAddress(url(environment));
    }
  }

  private void checkAddress(String url) {
    try {
      if (!url.isEmpty()) {
        Webhook.checkAddress(url);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          (webhook == null ? WEBHOOK : "--alert-webhook") + ": " + e.getMessage());
    }
  }

  private String url(Map<String, String> environment) {
    return webhook == null ? environment.getOrDefault(WEBHOOK, "").strip() : webhook;
  }

  /** Starts the webhook, if there is one. */
  Optional<Webhook> openWebhook(Map<String, String> environment, ZoneId zone) {
    String url = url(environment);
    checkAddress(url);
    return url.isEmpty() || !rules(environment).hasAny()
        ? Optional.empty()
        : Optional.of(Webhook.open(url, zone));
  }
}
