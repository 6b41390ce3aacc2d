package io.allsmi.cli;

import io.allsmi.core.source.Timecode;
import io.allsmi.record.Replayer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Places in a recording as people write them on the command line. */
final class Moments {
  private static final long INDEXED_AT_ONCE = 1 << 24;
  private static final String SUBJECT = "timecode: ";

  private Moments() {}

  /**
   * A place as the view takes it: {@code 14:32} is from the start, {@code @14:32} a time of day.
   *
   * @param option what it was given for, named in the complaint
   */
  static Timecode timecode(String option, String text) {
    try {
      return Timecode.parse(text, ZoneId.systemDefault());
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + withoutSubject(e.getMessage()));
    }
  }

  /**
   * A moment: {@code 14:32} is a time of day, {@code +14:32} from the start of the recording.
   *
   * @param option as above
   */
  static Timecode moment(String option, String text) {
    boolean isTime = text.matches("[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?");
    String code = text.startsWith("+") ? text.substring(1) : isTime ? "@" + text : text;
    if (!text.startsWith("+") && code.matches("[0-9]+")) {
      throw noMoment(option, text); // a second of the recording, or an hour of the day
    }
    try {
      return Timecode.parse(code, ZoneId.systemDefault());
    } catch (IllegalArgumentException e) {
      throw noMoment(option, text);
    }
  }

  private static UsageException noMoment(String option, String text) {
    return new UsageException(
        option
            + ": expected a time of day such as 14:32, a date and time, or +MM:SS from the start,"
            + " got '"
            + text
            + "'");
  }

  /**
   * When that was. Unlike a place that is played, it may lie outside of the recording.
   *
   * @param start when the first snapshot was taken
   * @param total from the first snapshot to the last
   */
  static Instant instant(Timecode moment, Instant start, Duration total) {
    if (moment instanceof Timecode.At at) {
      return at.instant();
    }
    if (moment instanceof Timecode.Offset offset) {
      return start.plus(offset.offset());
    }
    Timecode.TimeOfDay day = (Timecode.TimeOfDay) moment;
    Duration inside = day.resolve(start, total, Duration.ZERO);
    Instant there = start.plus(inside);
    boolean isThen = there.atZone(day.zone()).toLocalTime().equals(day.time());
    // It is not in the recording: on the day that it begins.
    return isThen
        ? there
        : start.atZone(day.zone()).toLocalDate().atTime(day.time()).atZone(day.zone()).toInstant();
  }

  /** Lets a recording be read to its end where it does not say when that is. */
  static void learnSpan(Replayer replayer) throws IOException {
    boolean more = true;
    while (more) {
      more = replayer.indexMore(INDEXED_AT_ONCE);
    }
  }

  private static String withoutSubject(@Nullable String message) {
    String text = String.valueOf(message);
    return text.startsWith(SUBJECT) ? text.substring(SUBJECT.length()) : text;
  }
}
