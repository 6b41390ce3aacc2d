package io.allsmi.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimecodeTest {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Instant START = Instant.parse("2026-11-20T05:00:00Z"); // 14:00 in Seoul
  private static final Duration HOUR = Duration.ofHours(1);

  private static String place(String text, Instant start, Duration total, Duration position) {
    return Timecode.format(Timecode.parse(text, SEOUL).resolve(start, total, position));
  }

  @ParameterizedTest
  @CsvSource({
    "90, 00:01:30",
    "1:30, 00:01:30",
    "01:30, 00:01:30",
    "75:00, 01:15:00",
    "0:00:07, 00:00:07",
    "00:14:3, 00:14:03",
    "101:00:00, 101:00:00",
    "' 5 ', 00:00:05"
  })
  void offsetsAreFromTheStart(String text, String expected) {
    assertThat(place(text, START, Duration.ofHours(200), Duration.ZERO)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "@14:32, 00:32:00",
    "@14:32:07, 00:32:07",
    "2026-11-20T14:32, 00:32:00",
    "2026-11-20 14:32:07, 00:32:07",
    "2026-11-20T05:32:07Z, 00:32:07",
    "2026-11-20T05:32:07.999Z, 00:32:07",
    "2026-11-20T07:32+02:00, 00:32:00"
  })
  void timesAreOfTheViewersZone(String text, String expected) {
    assertThat(place(text, START, HOUR, Duration.ZERO)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2:00:00, 01:00:00",
    "@13:00, 00:00:00",
    "@16:00, 01:00:00",
    "@9:00, 00:00:00",
    "2026-11-19T14:32, 00:00:00",
    "2027-01-01T00:00, 01:00:00"
  })
  void aPlaceBeyondAnEndIsThatEnd(String text, String expected) {
    assertThat(place(text, START, HOUR, Duration.ofMinutes(10))).isEqualTo(expected);
  }

  @Test
  void aTimeOfDayIsOnTheDayOfThePosition() {
    Duration days = Duration.ofDays(3);
    assertThat(place("@14:32", START, days, Duration.ZERO)).isEqualTo("00:32:00");
    assertThat(place("@14:32", START, days, Duration.ofHours(30))).isEqualTo("24:32:00");
    assertThat(place("@00:10", START, days, Duration.ofHours(30))).isEqualTo("10:10:00");
  }

  @Test
  void aTimeThatThisDayLacksIsTheFirstThatThereIs() {
    Instant evening = Instant.parse("2026-11-20T13:00:00Z"); // 22:00 in Seoul
    assertThat(place("@06:00", evening, Duration.ofHours(12), Duration.ZERO)).isEqualTo("08:00:00");
    assertThat(place("@23:00", evening, Duration.ofHours(12), Duration.ofHours(9)))
        .isEqualTo("01:00:00");
  }

  @Test
  void aTimeThatTheClocksSkipIsTheOneAfterTheGap() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant midnight = Instant.parse("2026-03-28T23:00:00Z");
    Timecode skipped = Timecode.parse("@02:30", berlin);
    assertThat(skipped.resolve(midnight, Duration.ofDays(1), Duration.ZERO))
        .isEqualTo(Duration.ofMinutes(150));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "-5",
        "+5",
        "1.5",
        "1:60",
        "1:2:3:4",
        "1:",
        ":1",
        "@",
        "@14",
        "@24:00",
        "@14:60",
        "14h",
        "2026-11-20",
        "2026-02-30T10:00",
        "2026-11-20T25:00",
        "9999999999",
        "٣",
        "1\n2"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Timecode.parse(text, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "timecode: expected HH:MM:SS, MM:SS, seconds, @HH:MM or a date and time, got '");
  }

  @Test
  void theMessageShowsABoundedPartWithoutControlCharacters() {
    assertThatThrownBy(() -> Timecode.parse("x\u001b[31m" + "y".repeat(100), ZoneOffset.UTC))
        .hasMessageEndingWith("got 'x[31m" + "y".repeat(35) + "'");
  }

  @Test
  void hoursTakeAsManyDigitsAsTheyNeed() {
    assertThat(Timecode.format(Duration.ofMillis(754_999))).isEqualTo("00:12:34");
    assertThat(Timecode.format(Duration.ofHours(1_234))).isEqualTo("1234:00:00");
    assertThat(Timecode.format(Duration.ofSeconds(-3))).isEqualTo("00:00:00");
  }
}
