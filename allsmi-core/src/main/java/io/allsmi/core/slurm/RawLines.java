package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an output one by one, blank ones left out. A line has a character for each byte, so
 * that columns are where they were printed.
 */
final class RawLines {
  static final int MOST_CHARS = 1 << 18;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final byte[] output;
  private final int length;
  private final Complaints complaints;
  private int at;
  private int number;

  /**
   * One line.
   *
   * @param number from 1
   * @param bytes without its end
   */
  record Line(int number, String bytes) {
    /** The line as the text it is. */
    String text() {
      return decode(bytes);
    }
  }

  RawLines(byte[] output, Complaints complaints) {
    this.output = output;
    this.complaints = complaints;
    int end = output.length;
    if (end > Caps.TEXT_BYTES) {
      complaints.add(
          0, "text: expected at most " + Caps.TEXT_BYTES + " bytes; the rest is left out");
      end = Caps.TEXT_BYTES;
      // The line that the cut goes through is not a whole line.
      while (end > 0 && output[end - 1] != '\n') {
        end--;
      }
    }
    length = end;
    at = length >= 3 && Arrays.equals(output, 0, 3, MARK, 0, 3) ? 3 : 0;
  }

  /** The next line; null when there is none. */
  @Nullable Line next() {
    while (at < length) {
      int from = at;
      boolean isBlank = true;
      while (at < length && output[at] != '\n') {
        isBlank &= output[at] == ' ' || output[at] == '\t' || output[at] == '\r';
        at++;
      }
      int end = at > from && output[at - 1] == '\r' ? at - 1 : at;
      at++;
      number++;
      if (end - from > MOST_CHARS) {
        complaints.add(
            number, "line: expected at most " + MOST_CHARS + " bytes, got " + (end - from));
      } else if (!isBlank) {
        return new Line(number, new String(output, from, end - from, StandardCharsets.ISO_8859_1));
      }
    }
    return null;
  }

  /** The text of bytes that are characters. */
  static String decode(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
