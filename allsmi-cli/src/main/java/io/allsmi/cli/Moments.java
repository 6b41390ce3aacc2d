package io.allsmi.cli;

import io.allsmi.core.source.Timecode;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Places in a recording as people write them on the command line. */
final class Moments {
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
    if (text.startsWith("+")) {
      return timecode(option, text.substring(1));
    }
    boolean isTime = text.matches("[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?");
    return timecode(option, isTime ? "@" + text : text);
  }

  private static String withoutSubject(@Nullable String message) {
    String text = String.valueOf(message);
    return text.startsWith(SUBJECT) ? text.substring(SUBJECT.length()) : text;
  }
}
