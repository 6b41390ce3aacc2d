package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.tui.draw.Role;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0,0.00",
    "1.234,1.23",
    "9.994,9.99",
    "9.996,10.0",
    "99.94,99.9",
    "99.96,100",
    "1234,1234"
  })
  void threeDigits(double value, String text) {
    assertThat(Figures.threeDigits(value)).isEqualTo(text);
  }

  @Test
  void usedAndTotalShareTheUnitOfTheTotal() {
    long gib = 1L << 30;
    assertThat(Figures.bytes(OptionalLong.of(gib / 2), OptionalLong.of(141 * gib)))
        .isEqualTo("0.50/141 GiB");
    assertThat(Figures.bytes(OptionalLong.empty(), OptionalLong.of(80 * gib)))
        .isEqualTo("–/80.0 GiB");
    assertThat(Figures.bytes(OptionalLong.of(gib), OptionalLong.empty())).isEqualTo("1.00 GiB");
    assertThat(Figures.bytes(OptionalLong.empty(), OptionalLong.empty())).isEqualTo("–");
  }

  @Test
  void drawAndLimitShareAUnit() {
    assertThat(Figures.watts(OptionalDouble.of(512.4), OptionalDouble.of(700)))
        .isEqualTo("512/700 W");
    assertThat(Figures.watts(OptionalDouble.of(3140), OptionalDouble.of(5600)))
        .isEqualTo("3.14/5.60 kW");
    assertThat(Figures.watts(OptionalDouble.empty(), OptionalDouble.of(700))).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource({"-5,0.0 s", "0.44,0.4 s", "12,12 s", "180,3 min", "18000,5 h", "200000,2 d"})
  void agesGetCoarserAsTheyGrow(double seconds, String text) {
    Instant then = Instant.parse("2026-11-20T00:00:00Z");
    assertThat(Figures.age(then, then.plusMillis((long) (seconds * 1000)))).isEqualTo(text);
  }

  @Test
  void heatGoesByTheDevicesOwnLimit() {
    GpuInfo gpu = GpuInfo.builder().temperatureCelsius(83).build();
    assertThat(Figures.heat(gpu)).isEqualTo(Role.WARN);
    TemperatureThresholds limits =
        new TemperatureThresholds(
            OptionalInt.of(95), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    assertThat(Figures.heat(gpu.toBuilder().thresholds(limits).build())).isEqualTo(Role.NORMAL);
    assertThat(Figures.heat(gpu.toBuilder().thresholds(limits).temperatureCelsius(96).build()))
        .isEqualTo(Role.BAD);
    assertThat(Figures.heat(GpuInfo.builder().build())).isEqualTo(Role.NORMAL);
  }
}
