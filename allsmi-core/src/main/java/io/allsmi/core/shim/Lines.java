package io.allsmi.core.shim;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The lines of an output, whatever ends them; blank lines are left out. */
final class Lines {
  private static final int MAX_LINE_CHARS = 1 << 16;

  /**
   * One line.
   *
   * @param number from 1
   * @param text without its end and without blanks there
   */
  record Line(int number, String text) {
    /** Its words, at most that many; the last holds the rest of the line. */
    String[] words(int most) {
      return text.strip().split("\\s+", most);
    }
  }

  private Lines() {}

  /** The bytes as text: without a byte order mark, and at most as many as are believed. */
  static String text(byte[] bytes, Complaints complaints) {
    int length = bytes.length;
    if (length > Caps.TEXT_BYTES) {
      complaints.add(
          0, "text: expected at most " + Caps.TEXT_BYTES + " bytes; the rest is left out");
      length = Caps.TEXT_BYTES;
      // The line that the cut goes through is not a whole line.
      while (length > 0 && bytes[length - 1] != '\n') {
        length--;
      }
    }
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Hands on each line; one that is too long is complained of. */
  static void each(String text, Complaints complaints, Consumer<Line> to) {
    int number = 0;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      number++;
      if (end - from > MAX_LINE_CHARS) {
        complaints.add(
            number,
            "line: expected at most " + MAX_LINE_CHARS + " characters, got " + (end - from));
      } else {
        String line = text.substring(from, end).stripTrailing();
        if (!line.isEmpty()) {
          to.accept(new Line(number, line));
        }
      }
      from = end + 1;
    }
  }
}
