package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Shape;
import io.allsmi.core.internal.Texts;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a recording is, without its readings. A line that is written here or by the Rust
 * tool ends with its time, so that its last bytes tell; any other is looked through from its
 * beginning.
 *
 * @param kind what the line is
 * @param seq the number that the line has in its recording; absent when it has none
 * @param timeMillis when the snapshot was put together, in milliseconds since 1970; absent in a
 *     header and an index, and where it is no time
 * @since 0.30.0
 */
public record LineFacts(Kind kind, OptionalLong seq, OptionalLong timeMillis) {
  /** The last millisecond of the year 9999. */
  static final long MOST_MILLIS = 253_402_300_799_999L;

  /** What a line of a recording is. */
  public enum Kind {
    /** Says how the recording was made. */
    HEADER,
    /** Says where a frame lies. */
    INDEX,
    /** A snapshot. */
    DATA
  }

  private static final byte[] TIMESTAMP = ascii(",\"timestamp\":\"");
  private static final byte[] MILLIS = ascii(",\"t\":");
  private static final byte[] SCHEMA = ascii("\"schema\":");
  private static final byte[] SEQ = ascii(",\"seq\":");
  private static final int MOST_DIGITS = 18;
  private static final int LONGEST_TIMESTAMP = 40;

  /**
   * Looks at a line, with or without its line end.
   *
   * @param bytes holds the line
   * @param offset where it begins
   * @param length how many bytes it has
   * @throws SnapshotFormatException when it is no JSON object
   */
  public static LineFacts of(byte[] bytes, int offset, int length) throws SnapshotFormatException {
    LineFacts facts = ofTail(bytes, offset, offset + length);
    return facts != null ? facts : ofAll(bytes, offset, length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What the end of a line tells. In valid JSON a quote that is not escaped and is followed by
   * {@code timestamp":} begins a name, and what stands before the last brace is the last member of
   * the line's own object.
   */
  private static @Nullable LineFacts ofTail(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    if (end - from < TIMESTAMP.length + 2 || bytes[end - 1] != '}' || bytes[end - 2] != '"') {
      return null;
    }
    int text = end - 2;
    while (text > from && end - text < LONGEST_TIMESTAMP && bytes[text - 1] != '"') {
      text--;
    }
    int at = text - TIMESTAMP.length;
    if (!is(TIMESTAMP, bytes, at, from)) {
      return null;
    }
    int digits = at;
    while (digits > from && isDigit(bytes[digits - 1])) {
      digits--;
    }
    boolean hasMillis = digits < at && is(MILLIS, bytes, digits - MILLIS.length, from);
    OptionalLong time =
        hasMillis
            ? number(bytes, digits, at)
            : time(new String(bytes, text, end - 2 - text, StandardCharsets.ISO_8859_1));
    return new LineFacts(
        Kind.DATA, hasMillis ? seq(bytes, from, digits) : OptionalLong.empty(), time);
  }

  /** The number that stands behind the schema; only lines that are written here have one. */
  private static OptionalLong seq(byte[] bytes, int from, int to) {
    int at = to - SCHEMA.length;
    while (at >= from && !is(SCHEMA, bytes, at, from)) {
      at--;
    }
    at += SCHEMA.length;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    if (at < from || at + SEQ.length >= to || !is(SEQ, bytes, at, from)) {
      return OptionalLong.empty();
    }
    int begin = at + SEQ.length;
    int end = begin;
    while (end < to && isDigit(bytes[end])) {
      end++;
    }
    return number(bytes, begin, end);
  }

  private static boolean is(byte[] word, byte[] bytes, int at, int from) {
    return at >= from
        && at + word.length <= bytes.length
        && bytes[at] == word[0]
        && Arrays.equals(word, 0, word.length, bytes, at, at + word.length);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static OptionalLong number(byte[] bytes, int from, int to) {
    if (to == from || to - from > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    return OptionalLong.of(number);
  }

  /** Milliseconds of a time such as {@code 2026-04-20T12:34:56Z}; absent when it is none. */
  static OptionalLong time(String text) {
    if (text.length() > LONGEST_TIMESTAMP) {
      return OptionalLong.empty();
    }
    try {
      long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
      return millis >= 0 && millis <= MOST_MILLIS ? OptionalLong.of(millis) : OptionalLong.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** Looks at each member of the line and passes over what it holds. */
  private static LineFacts ofAll(byte[] bytes, int offset, int length)
      throws SnapshotFormatException {
    Shape shape = new Shape("header", "index", "seq", "t", "timestamp");
    LineFacts.Kind kind = LineFacts.Kind.DATA;
    OptionalLong seq = OptionalLong.empty();
    OptionalLong millis = OptionalLong.empty();
    OptionalLong timestamp = OptionalLong.empty();
    Json.Line in = new Json.Line(bytes, offset, length);
    try {
      SnapshotReader.beginObject(in);
      for (int key = in.member(shape); key != Shape.END; key = in.member(shape)) {
        Json.Line.Kind value = in.value();
        if (key == 0 && value == Json.Line.Kind.TRUTH && in.truth()) {
          kind = LineFacts.Kind.HEADER;
        } else if (key == 1 && value == Json.Line.Kind.TRUTH && in.truth()) {
          kind = LineFacts.Kind.INDEX;
        } else if (key == 2 && value == Json.Line.Kind.WHOLE) {
          seq = notNegative(in.whole());
        } else if (key == 3 && value == Json.Line.Kind.WHOLE) {
          millis = notNegative(in.whole());
        } else if (key == 4 && value == Json.Line.Kind.TEXT) {
          timestamp = time(in.text(new Texts(), LONGEST_TIMESTAMP + 1));
        } else {
          in.skip();
        }
      }
      SnapshotReader.endLine(in);
    } catch (Json.Malformed e) {
      throw SnapshotReader.noJson(e);
    }
    return new LineFacts(
        kind,
        seq,
        kind != LineFacts.Kind.DATA
            ? OptionalLong.empty()
            : millis.isPresent() ? millis : timestamp);
  }

  private static OptionalLong notNegative(long number) {
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
