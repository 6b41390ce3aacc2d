package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({"0,0", "30,30", "30s,30", "5m,300", "1h,3600", "2d,172800"})
  void lengthsHaveALetterForTheirUnit(String text, long seconds) {
    assertThat(Units.length("--duration", text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1", "1.5h", "1w", "5 m", "5M", "12345678901"})
  void anotherLengthIsRefused(String text) {
    assertThatThrownBy(() -> Units.length("--duration", text))
        .isInstanceOf(UsageException.class)
        .hasMessage("--duration: expected a length such as 30s, 5m, 1h or 0, got '" + text + "'");
  }

  @Test
  void aLengthBeyondACenturyIsRefused() {
    assertThatThrownBy(() -> Units.length("--duration", "999999999d"))
        .hasMessage("--duration: expected at most 36500d, got '999999999d'");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1000,1000", "1K,1024", "100M,104857600", "2G,2147483648"})
  void sizesCountInStepsOf1024(String text, long bytes) {
    assertThat(Units.bytes("--max-size", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "K", "-1", "1k", "1KB", "1.5M", "1T"})
  void anotherSizeIsRefused(String text) {
    assertThatThrownBy(() -> Units.bytes("--max-size", text))
        .isInstanceOf(UsageException.class)
        .hasMessage("--max-size: expected a size such as 512K, 100M, 2G or 0, got '" + text + "'");
  }

  @Test
  void aSizeBeyondALongIsRefused() {
    assertThatThrownBy(() -> Units.bytes("--max-size", "999999999999G"))
        .hasMessage("--max-size: expected at most 8 EiB, got '999999999999G'");
  }
}
