package io.allsmi.core.source;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * A place in a recording, as people write it.
 *
 * <p>{@code 90}, {@code 1:30} and {@code 00:01:30} are from the start; {@code @14:32},
 * {@code @14:32:07} are a time of day, {@code 2026-11-20T14:32}, {@code 2026-11-20T14:32:07} a date
 * and time, both in the viewer's zone. A date and time may end with a zone of its own, {@code Z} or
 * {@code +09:00}, and may have fractions of a second, as timestamps in a recording have. The first
 * field of an offset takes any number, the others are below 60.
 *
 * @since 0.30.0
 */
public sealed interface Timecode {
  /** The forms, for people. */
  String FORMS = "HH:MM:SS, MM:SS, seconds, @HH:MM or a date and time";

  /**
   * Where this is in a recording, from its start. A place beyond an end is that end.
   *
   * @param start when the first frame was taken
   * @param total from the first frame to the last
   * @param position where the recording is now, from its start; decides the day of a time of day
   */
  Duration resolve(Instant start, Duration total, Duration position);

  /**
   * So long after the start.
   *
   * @param offset not negative
   */
  record Offset(Duration offset) implements Timecode {
    /** Checks the argument. */
    public Offset {
      if (offset.isNegative()) {
        throw new IllegalArgumentException("offset: expected 0 or more, got " + offset);
      }
    }

    @Override
    public Duration resolve(Instant start, Duration total, Duration position) {
      return within(offset, total);
    }
  }

  /** At this time. */
  record At(Instant instant) implements Timecode {
    /** Checks the argument. */
    public At {
      Objects.requireNonNull(instant, "instant");
    }

    @Override
    public Duration resolve(Instant start, Duration total, Duration position) {
      return within(Duration.between(start, instant), total);
    }
  }

  /**
   * At this time of day: on the day of the position, or, where the recording has no such time that
   * day, the first one that it has. Where it has none at all, the end that is nearer to it on the
   * day of the position: of 14:00 to 15:00, {@code @13:00} is the start and {@code @16:00} the end.
   */
  record TimeOfDay(LocalTime time, ZoneId zone) implements Timecode {
    /** Checks the arguments. */
    public TimeOfDay {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(zone, "zone");
    }

    @Override
    public Duration resolve(Instant start, Duration total, Duration position) {
      Duration thatDay = onDayOf(start.plus(within(position, total)), start);
      Duration first = onDayOf(start, start);
      if (first.isNegative()) {
        first = Duration.between(start, at(start).plusDays(1).toInstant());
      }
      boolean inside = !thatDay.isNegative() && thatDay.compareTo(total) <= 0;
      return inside || first.compareTo(total) > 0 ? within(thatDay, total) : first;
    }

    private Duration onDayOf(Instant day, Instant start) {
      return Duration.between(start, at(day).toInstant());
    }

    private ZonedDateTime at(Instant day) {
      return ZonedDateTime.of(day.atZone(zone).toLocalDate(), time, zone);
    }
  }

  /**
   * Reads a timecode; blanks around it do not count.
   *
   * @param zone of a time of day, and of a date and time without a zone of its own
   * @throws IllegalArgumentException when it is none, with a message for people
   */
  static Timecode parse(String text, ZoneId zone) {
    return TimecodeText.parse(text, zone);
  }

  /**
   * A duration as {@code HH:MM:SS}, what {@link #parse} reads as an offset. Fractions of a second
   * are cut, the hours take as many digits as they need.
   */
  static String format(Duration offset) {
    return TimecodeText.format(offset);
  }

  private static Duration within(Duration offset, Duration total) {
    Duration most = offset.compareTo(total) < 0 ? offset : total;
    return most.isNegative() ? Duration.ZERO : most;
  }
}
