package io.allsmi.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
  private static final AlertRules RULES = AlertRules.defaults();

  @Test
  void zeroTurnsARuleOff() {
    AlertRules off =
        RULES.withTemperatures(0, 0).withPower(0).withIdleness(5, Duration.ZERO, Duration.ZERO);
    assertThat(off).isEqualTo(AlertRules.none());
    assertThat(off.hasAny()).isFalse();
    assertThat(RULES.hasAny()).isTrue();
  }

  @Test
  void theWorstIsNotBelowTheWarning() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RULES.withTemperatures(80, 79))
        .withMessage("temperatureCritCelsius: expected at least the warning, 80.0, got 79.0");
  }

  @Test
  void thresholdsThatMeanNothingAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.withTemperatures(-1, 90));
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.withTemperatures(Double.NaN, 90));
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.withPower(1e9));
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.withHysteresis(-0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RULES.withIdleness(101, Duration.ZERO, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RULES.withIdleness(5, Duration.ofMinutes(-1), Duration.ZERO));
  }
}
