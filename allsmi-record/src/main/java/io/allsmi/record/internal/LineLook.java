package io.allsmi.record.internal;

import io.allsmi.core.internal.Json;
import io.allsmi.core.json.LineFacts;
import io.allsmi.core.json.SnapshotFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * What a line is, at a glance: lines are counted and placed in time by it, whether or not anybody
 * reads them later. A line that ends with its time of day, as ours and the Rust tool's do, is told
 * by its last bytes; any other is read.
 *
 * <p>Holds what it saw last; for one thread at a time.
 */
public final class LineLook {
  private static final byte[] HEAD = ascii("{\"schema\":1,\"timestamp\":\"");
  private static final byte[] TIMESTAMP = ascii("\"timestamp\":\"");
  private static final byte[] TIME = ascii("\"t\":");
  private static final byte[] SEQ = ascii(",\"seq\":");

  /** Of {@code 2026-04-20T00:00:00}. */
  private static final int SECONDS_TEXT = 19;

  /** The end of the year 9999. */
  private static final long MOST_MILLIS = 253_402_300_799_999L;

  /** A shorter line is read where its end does not tell. */
  private static final int LONG_LINE = 64 << 10;

  private static final int LONGEST_TIME_TEXT = 40;
  private static final int MOST_SHOWN = 60;

  private Kind kind = Kind.MALFORMED;
  private long time;
  private long schema;

  /** What lines there are. */
  public enum Kind {
    /** A snapshot. */
    DATA,
    /** What stands at the start of a segment. */
    HEADER,
    /** What stands behind every thousandth snapshot. */
    INDEX,
    /** A line of a version that is not read. */
    OTHER_SCHEMA,
    /** Anything else. */
    MALFORMED
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** When the snapshot was taken, in milliseconds. */
  public long time() {
    return time;
  }

  /** The version that the line names. */
  public long schema() {
    return schema;
  }

  /**
   * Looks at a line.
   *
   * @param start of its first byte
   * @param end behind its last, without the line feed
   */
  public Kind look(byte[] bytes, int start, int end) {
    boolean told =
        bytes[start] == '{'
            && (endsWithTime(bytes, start, end)
                || (end - start > LONG_LINE && beginsWithTime(bytes, start, end)));
    if (told) {
      kind = Kind.DATA;
      return kind;
    }
    return read(bytes, start, end);
  }

  private boolean endsWithTime(byte[] bytes, int start, int end) {
    int quote = end - 2;
    if (quote - start < LONGEST_TIME_TEXT || bytes[end - 1] != '}' || bytes[quote] != '"') {
      return false;
    }
    int text = quote;
    while (text > quote - LONGEST_TIME_TEXT && bytes[text - 1] != '"') {
      text--;
    }
    int name = text - TIMESTAMP.length;
    if (name < start + 1 || !matches(bytes, name, TIMESTAMP) || bytes[name - 1] != ',') {
      return false;
    }
    return millisBefore(bytes, start, name - 1) || utc(bytes, text, quote);
  }

  /** Other programs that write long lines may put their time first. */
  private boolean beginsWithTime(byte[] bytes, int start, int end) {
    int text = start + HEAD.length;
    if (!matches(bytes, start, HEAD)) {
      return false;
    }
    int quote = text;
    while (quote < Math.min(end, text + LONGEST_TIME_TEXT) && bytes[quote] != '"') {
      quote++;
    }
    return bytes[quote] == '"' && utc(bytes, text, quote);
  }

  /** The number of {@code "t":1745…}, which ends here. */
  private boolean millisBefore(byte[] bytes, int start, int end) {
    int at = end;
    while (at > start && at > end - 18 && bytes[at - 1] >= '0' && bytes[at - 1] <= '9') {
      at--;
    }
    int name = at - TIME.length;
    if (at == end || name <= start || !matches(bytes, name, TIME) || bytes[name - 1] != ',') {
      return false;
    }
    long number = 0;
    for (int i = at; i < end; i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    time = number;
    return number <= MOST_MILLIS;
  }

  /** {@code 2026-04-20T00:00:00Z}, with or without a fraction of a second. */
  private boolean utc(byte[] bytes, int from, int to) {
    if (to - from < SECONDS_TEXT + 1
        || bytes[to - 1] != 'Z'
        || bytes[from + 4] != '-'
        || bytes[from + 7] != '-'
        || bytes[from + 10] != 'T'
        || bytes[from + 13] != ':'
        || bytes[from + 16] != ':') {
      return false;
    }
    int year = number(bytes, from, 4);
    int month = number(bytes, from + 5, 2);
    int day = number(bytes, from + 8, 2);
    int hour = number(bytes, from + 11, 2);
    int minute = number(bytes, from + 14, 2);
    int second = number(bytes, from + 17, 2);
    boolean sane =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= 28 // others are read below
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    if (!sane || to - from != SECONDS_TEXT + 1) {
      return parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
    time =
        1000 * (daysSinceEpoch(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second);
    return true;
  }

  private static long daysSinceEpoch(int year, int month, int day) {
    int shifted =
        month <= 2 ? year - 1 : year; // years that begin in March have their leap day last
    int era = Math.floorDiv(shifted, 400);
    int ofEra = shifted - era * 400;
    int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }

  private static int number(byte[] bytes, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }

  private boolean parse(String text) {
    try {
      time = OffsetDateTime.parse(text).toInstant().toEpochMilli();
      return time >= 0 && time <= MOST_MILLIS;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  /** Looks at a line by reading all of it. */
  Kind read(byte[] bytes, int start, int end) {
    if (end - start > LONG_LINE) {
      kind = readLong(bytes, start, end);
      return kind;
    }
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    try (Json.Input json = new Json.Input(text)) {
      kind = members(json);
    } catch (Json.Malformed | IOException e) {
      kind = Kind.MALFORMED;
    }
    return kind;
  }

  private Kind readLong(byte[] bytes, int start, int end) {
    try {
      LineFacts facts = LineFacts.of(bytes, start, end - start);
      time = facts.timeMillis().orElse(-1);
      return switch (facts.kind()) {
        case HEADER -> Kind.HEADER;
        case INDEX -> Kind.INDEX;
        case DATA -> time < 0 ? Kind.MALFORMED : Kind.DATA;
      };
    } catch (SnapshotFormatException e) {
      return Kind.MALFORMED;
    }
  }

  private Kind members(Json.Input json) throws Json.Malformed {
    if (json.next() != Json.Token.BEGIN_OBJECT) {
      return Kind.MALFORMED;
    }
    boolean header = false;
    boolean index = false;
    String taken = "";
    String millis = "";
    schema = -1;
    String name = "";
    for (int depth = 1; depth > 0; ) {
      Json.Token token = json.next();
      switch (token) {
        case BEGIN_OBJECT, BEGIN_ARRAY -> depth++;
        case END_OBJECT, END_ARRAY -> depth--;
        case END -> {
          return Kind.MALFORMED;
        }
        case NAME -> name = depth == 1 ? json.text() : "";
        case VALUE -> {
          String value = depth == 1 ? json.text() : "";
          if (value == null) {
            value = "";
          }
          switch (name) {
            case "schema" -> schema = whole(value);
            case "header" -> header = value.equals("true");
            case "index" -> index = value.equals("true");
            case "timestamp" -> taken = value;
            case "t" -> millis = value;
            default -> {}
          }
        }
      }
    }
    if (schema != Lines.SCHEMA) {
      return schema < 0 ? Kind.MALFORMED : Kind.OTHER_SCHEMA;
    }
    if (header || index) {
      return header ? Kind.HEADER : Kind.INDEX;
    }
    if (whole(millis) >= 0) {
      time = whole(millis);
      return time <= MOST_MILLIS ? Kind.DATA : Kind.MALFORMED;
    }
    return parse(taken) ? Kind.DATA : Kind.MALFORMED;
  }

  private static long whole(String text) {
    try {
      return text.isEmpty() || text.length() > 18 ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The number of a data line of ours; -1 when it has none that is seen at a glance. */
  static long seq(byte[] bytes, int start, int end) {
    int name = end - SEQ.length - 1;
    while (name > start && !(bytes[name] == ',' && matches(bytes, name, SEQ))) {
      name--;
    }
    if (name <= start) {
      return -1;
    }
    long number = 0;
    int at = name + SEQ.length;
    int digits = 0;
    for (; at < end && digits < 18 && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++) {
      number = number * 10 + (bytes[at] - '0');
    }
    return digits == 0 || at >= end || (bytes[at] != ',' && bytes[at] != '}') ? -1 : number;
  }

  private static boolean matches(byte[] bytes, int at, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** The start of a line, for a message. */
  static String shown(byte[] bytes, int start, int end) {
    int to = Math.min(end, start + MOST_SHOWN);
    StringBuilder text = new StringBuilder("'");
    for (int i = start; i < to; i++) {
      text.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '?');
    }
    return text.append(to < end ? "…'" : "'").toString();
  }
}
