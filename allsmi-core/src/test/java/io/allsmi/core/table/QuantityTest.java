package io.allsmi.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "512, 512 B",
    "1023, 1023 B",
    "1024, 1.00 KiB",
    "1610612736, 1.50 GiB",
    "16320875725, 15.2 GiB",
    "412316860416, 384 GiB",
    "1048575, 1.00 MiB",
    "1073741823, 1.00 GiB",
    "9223372036854775807, 8.00 EiB"
  })
  void bytesHaveThreeDigits(long bytes, String text) {
    assertThat(Quantity.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 W",
    "1, < 0.01 W",
    "85300000, 85.3 W",
    "920000000, 920 W",
    "999600000, 1.00 kW",
    "2300000000, 2.30 kW",
    "1200000000000, 1.20 MW",
    "9223372036854775807, 9.22 TW"
  })
  void wattsHaveThreeDigits(long microwatts, String text) {
    assertThat(Quantity.watts(microwatts)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00:00:00",
    "720, 00:12:00",
    "86399, 23:59:59",
    "86400, 1d 00:00:00",
    "529928, 6d 03:12:08"
  })
  void durationsBeginWithDaysFromADayOn(long seconds, String text) {
    assertThat(Quantity.duration(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "59, 59s", "60, 1m", "3599, 59m", "3600, 1h", "86399, 23h", "86400, 1d"})
  void briefTimesHaveOneUnit(long seconds, String text) {
    assertThat(Quantity.brief(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 h",
    "36, 0.01 h",
    "900, 0.25 h",
    "3600, 1.00 h",
    "35999, 10.0 h",
    "66600, 18.5 h",
    "359999, 100 h",
    "4334400, 1204 h"
  })
  void hoursHaveAtMostThreeDigits(long seconds, String text) {
    assertThat(Quantity.hours(OptionalLong.of(seconds))).isEqualTo(text);
    assertThat(Quantity.hours(OptionalLong.empty())).isEqualTo("–");
  }

  @Test
  void absentReadingsAreADash() {
    assertThat(
            List.of(
                Quantity.bytes(OptionalLong.empty()),
                Quantity.watts(OptionalLong.empty()),
                Quantity.watts(OptionalDouble.empty()),
                Quantity.duration(OptionalLong.empty()),
                Quantity.percent(OptionalDouble.empty()),
                Quantity.celsius(OptionalDouble.empty()),
                Quantity.megahertz(OptionalInt.empty())))
        .containsOnly("–");
  }

  @Test
  void readingsHaveTheirUnit() {
    assertThat(Quantity.percent(OptionalDouble.of(83.6))).isEqualTo("84 %");
    assertThat(Quantity.celsius(OptionalDouble.of(58))).isEqualTo("58 °C");
    assertThat(Quantity.megahertz(OptionalInt.of(1980))).isEqualTo("1980 MHz");
    assertThat(Quantity.watts(OptionalDouble.of(412.7))).isEqualTo("413 W");
    assertThat(Quantity.wattsDecimal(812_345_499)).isEqualTo("812.345");
  }

  @Property(tries = 500)
  void bytesNeverReachTheNextUnit(@ForAll @LongRange(min = 0) long bytes) {
    String text = Quantity.bytes(bytes);

    assertThat(text).matches("\\d{1,4}(\\.\\d{1,2})? (B|[KMGTPE]iB)");
    assertThat(Double.parseDouble(text.split(" ")[0])).isLessThan(1024);
  }

  @ParameterizedTest
  @CsvSource({"'5,3,0,1,2,3', '0-3,5'", "'7', '7'", "'0,2,4', '0,2,4'", "'1,0', '0-1'"})
  void numbersBecomeRanges(String numbers, String ranges) {
    List<Integer> list = List.of(numbers.split(",")).stream().map(Integer::valueOf).toList();

    assertThat(Ranges.format(list)).isEqualTo(ranges);
  }

  @Test
  void noNumbersAreNoText() {
    assertThat(Ranges.format(List.of())).isEmpty();
  }
}
