package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.alert.Webhook;
import io.allsmi.core.alert.AlertRules;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
class AlertSettingsTest {
  private static AlertSettings settings(String line) {
    AlertSettings settings = new AlertSettings();
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    spec.addMixin("alerts", CommandLine.Model.CommandSpec.forAnnotatedObject(settings));
    new CommandLine(spec).parseArgs(line.isEmpty() ? new String[0] : line.split(" "));
    return settings;
  }

  private static AlertRules rules(String line, String... environment) {
    return settings(line).rules(variables(environment));
  }

  private static Map<String, String> variables(String... pairs) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      variables.put(pairs[i], pairs[i + 1]);
    }
    return variables;
  }

  @Test
  void withoutOptionsTheUsualRulesHold() {
    assertThat(rules("")).isEqualTo(AlertRules.defaults());
    assertThat(settings("").rings(Map.of())).isFalse();
    assertThat(settings("").openWebhook(Map.of(), ZoneOffset.UTC)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--alert-temp 70, 70, 90",
    "--alert-temp 85, 85, 90",
    "--alert-temp 86, 86, 96",
    "--alert-temp 100, 100, 110",
    "--alert-temp 80 --alert-temp-crit 81, 80, 81",
    "--alert-temp-crit 95, 80, 95",
    "--alert-temp 0, 0, 90"
  })
  void theWorstStaysAboveTheWarning(String line, double warn, double crit) {
    assertThat(rules(line)).isEqualTo(AlertRules.defaults().withTemperatures(warn, crit));
  }

  @Test
  void zeroTurnsARuleOff() {
    assertThat(rules("--alert-temp 0 --alert-temp-crit 0 --alert-idle-mins 0").hasAny()).isFalse();
    assertThat(rules("--no-alerts --alert-temp 70")).isEqualTo(AlertRules.none());
  }

  @Test
  void everyRuleHasAnOption() {
    assertThat(
            rules(
                "--alert-hysteresis 3 --alert-power 700 --alert-idle-percent 10 --alert-idle-mins"
                    + " 20 --alert-util-low-mins 1.5"))
        .isEqualTo(
            AlertRules.defaults()
                .withHysteresis(3)
                .withPower(700)
                .withIdleness(10, Duration.ofSeconds(90), Duration.ofMinutes(20)));
    assertThat(settings("--alert-bell").rings(Map.of())).isTrue();
  }

  @Test
  void theEnvironmentSaysWhatTheCommandLineDoesNot() {
    AlertRules all =
        rules(
            "",
            AlertSettings.TEMP_WARN,
            "70",
            AlertSettings.TEMP_CRIT,
            "75",
            AlertSettings.HYSTERESIS,
            "1",
            AlertSettings.POWER_CRIT,
            "500",
            AlertSettings.IDLE_PERCENT,
            "3",
            AlertSettings.IDLE_MINUTES,
            "30",
            AlertSettings.HELD_MINUTES,
            "10");
    assertThat(all)
        .isEqualTo(
            AlertRules.none()
                .withTemperatures(70, 75)
                .withHysteresis(1)
                .withPower(500)
                .withIdleness(3, Duration.ofMinutes(30), Duration.ofMinutes(10)));
    assertThat(rules("--alert-power 600", AlertSettings.POWER_CRIT, "500"))
        .isEqualTo(AlertRules.defaults().withPower(600));
    assertThat(rules("", AlertSettings.TEMP_WARN, " ")).isEqualTo(AlertRules.defaults());
  }

  @Test
  void theOlderNamesStandBehindTheNewerOnes() {
    assertThat(rules("", AlertSettings.OLD_TEMP, "88", AlertSettings.OLD_IDLE_MINUTES, "15"))
        .isEqualTo(
            AlertRules.defaults()
                .withTemperatures(88, 98)
                .withIdleness(5, Duration.ofMinutes(15), Duration.ofMinutes(15)));
    assertThat(rules("", AlertSettings.OLD_TEMP, "60", AlertSettings.TEMP_WARN, "70"))
        .isEqualTo(AlertRules.defaults().withTemperatures(70, 90));
  }

  @ParameterizedTest
  @CsvSource({"1,true", "true,true", "TRUE,true", "True,true", "0,false", "yes,false"})
  void truthIsReadAsTheFieldDoes(String text, boolean truth) {
    assertThat(rules("", AlertSettings.ENABLED, text).hasAny()).isEqualTo(truth);
    assertThat(settings("").rings(Map.of(AlertSettings.BELL, text))).isEqualTo(truth);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "hot", "1e9", "NaN", "1,5"})
  void numberThatIsNoneIsNamedByItsVariable(String text) {
    assertThatThrownBy(() -> rules("", AlertSettings.TEMP_WARN, text))
        .hasMessage(
            "ALL_SMI_ALERTS_TEMP_WARN_C: expected a number of at least 0, got '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hosts a --alert-temp-crit 70 | --alert-temp-crit: expected at least the warning, 80.0,"
            + " got 70.0",
        "--hosts a --alert-idle-percent 101 | alerts: idleAtMostPercent: expected 0 to 100, got"
            + " 101.0",
        "--hosts a --alert-power -5 | alerts: powerCritWatts: expected above 0 to 1000000, got"
            + " -5.0",
        "--replay a --alert-webhook http://h/ | --alert-webhook: expected hosts, got --replay",
        "--hosts a --alert-webhook h:8080/secret | --alert-webhook: expected an address such as"
            + " https://host/path, got something else"
      })
  void wrongCommandLineIsSaidInOneLine(String line, String message) {
    CommandRun run = CommandRun.of(("view " + line).split(" "));
    assertThat(run.err()).startsWith("allsmi: " + message).hasLineCount(1);
    assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void webhookOfTheEnvironmentIsUsedUnlessAlertsAreOff() {
    Map<String, String> environment = variables(AlertSettings.WEBHOOK, "http://127.0.0.1:1/");
    assertThat(settings("--no-alerts").openWebhook(environment, ZoneOffset.UTC)).isEmpty();
    Webhook webhook = settings("").openWebhook(environment, ZoneOffset.UTC).orElseThrow();
    webhook.close();
    assertThat(webhook.summary()).isEmpty();
  }

  @Test
  void webhookOfTheEnvironmentThatIsNoneIsNamed() {
    assertThatThrownBy(
            () ->
                settings("").openWebhook(variables(AlertSettings.WEBHOOK, "slack"), ZoneOffset.UTC))
        .hasMessage(
            "ALL_SMI_ALERTS_WEBHOOK_URL: expected an address such as https://host/path, got"
                + " something else");
  }

  @ParameterizedTest
  @ValueSource(strings = {"view", "demo"})
  void commandsThatShowTheViewTakeTheOptions(String command) {
    assertThat(CommandRun.of(command, "--help").out())
        .contains("--alert-temp=C", "--alert-webhook=URL", "--no-alerts");
  }
}
