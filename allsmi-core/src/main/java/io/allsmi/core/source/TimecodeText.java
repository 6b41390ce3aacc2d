package io.allsmi.core.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads and writes the forms of a {@link Timecode}. */
final class TimecodeText {
  private static final Pattern OFFSET = Pattern.compile("[0-9]{1,9}(:[0-5]?[0-9]){0,2}");
  private static final Pattern TIME =
      Pattern.compile("@([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?");
  private static final String DATE_TIME =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?";
  private static final Pattern LOCAL = Pattern.compile(DATE_TIME);
  private static final Pattern ZONED = Pattern.compile(DATE_TIME + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final int LONGEST_SHOWN = 40;

  private TimecodeText() {}

  static Timecode parse(String text, ZoneId zone) {
    Objects.requireNonNull(zone, "zone");
    String stripped = text.strip();
    try {
      if (OFFSET.matcher(stripped).matches()) {
        return new Timecode.Offset(offset(stripped));
      }
      if (TIME.matcher(stripped).matches()) {
        String time = stripped.substring(1);
        boolean oneDigit = time.indexOf(':') == 1;
        return new Timecode.TimeOfDay(LocalTime.parse(oneDigit ? "0" + time : time), zone);
      }
      String iso = stripped.replace(' ', 'T');
      if (LOCAL.matcher(stripped).matches()) {
        return new Timecode.At(LocalDateTime.parse(iso).atZone(zone).toInstant());
      }
      if (ZONED.matcher(stripped).matches()) {
        return new Timecode.At(OffsetDateTime.parse(iso).toInstant());
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(refusal(stripped), e); // such as the 30th of February
    }
    throw new IllegalArgumentException(refusal(stripped));
  }

  private static Duration offset(String fields) {
    long seconds = 0;
    for (String field : fields.split(":", -1)) {
      seconds = seconds * 60 + Long.parseLong(field);
    }
    return Duration.ofSeconds(seconds);
  }

  private static String refusal(String text) {
    StringBuilder got = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(LONGEST_SHOWN)
        .forEach(got::appendCodePoint);
    return "timecode: expected " + Timecode.FORMS + ", got '" + got + "'";
  }

  static String format(Duration offset) {
    long seconds = Math.max(0, offset.toSeconds());
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
