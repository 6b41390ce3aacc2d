package io.allsmi.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TimecodeProperties {
  private static final long YEARS = 4_000_000_000L;

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of("UTC", "Asia/Seoul", "Europe/Berlin", "America/St_Johns").map(ZoneId::of);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("0123456789::--@@TZ .+x").ofMaxLength(22);
  }

  @Property
  void whatIsWrittenIsRead(@ForAll @LongRange(min = 0, max = YEARS) long seconds) {
    Duration offset = Duration.ofSeconds(seconds);
    assertThat(Timecode.parse(Timecode.format(offset), ZoneOffset.UTC))
        .isEqualTo(new Timecode.Offset(offset));
  }

  @Property(tries = 2_000)
  void anyTextIsAPlaceInTheRecordingOrRefused(
      @ForAll("texts") String text,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 0, max = YEARS) long start,
      @ForAll @LongRange(min = 0, max = 1_000_000) long total,
      @ForAll @LongRange(min = 0, max = 1_000_000) long position) {
    Timecode place;
    try {
      place = Timecode.parse(text, zone);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("timecode: expected ");
      return;
    }
    Duration all = Duration.ofSeconds(total);
    assertThat(place.resolve(Instant.ofEpochSecond(start), all, Duration.ofSeconds(position)))
        .isBetween(Duration.ZERO, all);
  }

  /** Both ways to write the same minute lead to the same place, whatever the zone. */
  @Property
  void aTimeOfDayIsThatTimeOnTheDayOfThePosition(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 0, max = YEARS) long start,
      @ForAll @IntRange(min = 0, max = 86_399) int second) {
    Instant from = Instant.ofEpochSecond(start);
    Duration week = Duration.ofDays(7);
    Duration middle = Duration.ofDays(3);
    LocalDateTime wanted =
        from.plus(middle).atZone(zone).toLocalDate().atStartOfDay().plusSeconds(second);
    Timecode time = new Timecode.TimeOfDay(wanted.toLocalTime(), zone);
    assertThat(time.resolve(from, week, middle))
        .isEqualTo(Timecode.parse(wanted.toString(), zone).resolve(from, week, middle));
  }
}
