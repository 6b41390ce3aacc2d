package io.allsmi.core.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text between the braces of a sample. Accepts what both text formats allow (blanks
 * anywhere, a trailing comma, quoted names) and two things a real exporter writes: {@code \r} as an
 * escape, and a label that occurs twice, of which the last counts.
 */
final class LabelBlock {
  private final int maxLabels;
  private final int maxValueBytes;

  /**
   * The block read before: most blocks have its names, and many of its values, in the same places.
   */
  private LabelSet previous = LabelSet.NONE;

  private byte[] last = new byte[512];
  private int lastLabels;
  private boolean sameNames;

  // Where each label of a block is, counted from its brace: its name, its value, the closing quote.
  private int[] nameAt = new int[16];
  private int[] valueAt = new int[16];
  private int[] quoteAt = new int[16];

  private byte[] buf = {};
  private int at;
  private int end;
  private String[] names = new String[16];
  private String[] values = new String[16];
  private int count;
  private @Nullable String metricName;
  private byte[] unescaped = new byte[256];

  /** Whether all values so far are printable ASCII without escapes. */
  private boolean plain;

  /** Something was cut or doubled, though the labels could be read. */
  private String remark = "";

  LabelBlock(ScrapeLimits limits) {
    this.maxLabels = limits.labels();
    this.maxValueBytes = limits.labelBytes();
  }

  /** A fault in the labels; the message is what a person reads, so it carries no stack. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    final String complaint;

    Malformed(String complaint) {
      super(complaint, null, false, false);
      this.complaint = complaint;
    }
  }

  /**
   * Where the block that begins at {@code from} ends: behind its closing brace, or -1 when the line
   * ends first.
   */
  static int end(byte[] buf, int from, int limit) {
    int i = from + 1;
    while (i < limit) {
      byte c = buf[i++];
      if (c == '"') {
        i = closingQuote(buf, i, limit) + 1;
        if (i == 0) {
          return -1;
        }
      } else if (c == '}') {
        return i;
      } else if (c == '\n') {
        return -1;
      }
    }
    return -1;
  }

  /** Where a value's closing quote is, -1 when the line ends first. */
  private static int closingQuote(byte[] buf, int from, int limit) {
    int i = from;
    while (i < limit) {
      if (i + 8 <= limit) {
        long stops = stops(Bytes.word(buf, i));
        if (stops == 0) {
          i += 8;
          continue;
        }
        i += Long.numberOfTrailingZeros(stops) >>> 3;
      }
      byte c = buf[i];
      if (c == '"') {
        return i;
      }
      if (c == '\n') {
        return -1;
      }
      boolean escape = c == '\\' && i + 1 < limit && buf[i + 1] != '\n';
      i += escape ? 2 : 1;
    }
    return -1;
  }

  /** Marks the bytes that are a quote, a backslash or a line end; the lowest mark is exact. */
  private static long stops(long word) {
    return Bytes.zeros(word ^ 0x2222222222222222L)
        | Bytes.zeros(word ^ 0x5C5C5C5C5C5C5C5CL)
        | Bytes.zeros(word ^ 0x0A0A0A0A0A0A0A0AL);
  }

  /** Reads a block, braces included. */
  LabelSet read(byte[] buffer, int from, int to) throws Malformed {
    buf = buffer;
    at = from + 1;
    end = to - 1;
    int known = lastLabels;
    lastLabels = 0;
    count = 0;
    metricName = null;
    remark = "";
    plain = true;
    sameNames = true;
    skipBlanks();
    while (at < end) {
      if (!(sameNames && count < known && readExpected(from))) {
        readOne(from);
      }
      skipBlanks();
      if (at == end) {
        break;
      }
      if (buf[at] != ',') {
        throw new Malformed("labels: expected ',' or '}', got '" + printable(buf[at]) + "'");
      }
      at++;
      skipBlanks();
    }
    LabelSet set = set();
    remember(set, from, to);
    return set;
  }

  private LabelSet set() {
    boolean shared = sameNames && count == previous.names.length && metricName == null;
    return new LabelSet(
        shared ? previous.names : Arrays.copyOf(names, count),
        Arrays.copyOf(values, count),
        metricName,
        remark,
        plain);
  }

  /** What comes next is compared with this block; one with an oddity is not a good example. */
  private void remember(LabelSet set, int from, int to) {
    if (!remark.isEmpty() || metricName != null) {
      return;
    }
    if (last.length < to - from) {
      last = new byte[2 * (to - from)];
    }
    System.arraycopy(buf, from, last, 0, to - from);
    previous = set;
    lastLabels = count;
  }

  /** Reads a label whose name is in the same words as the one in this place of the block before. */
  private boolean readExpected(int from) throws Malformed {
    int name = nameAt[count];
    int length = valueAt[count] - name;
    int value = at + length;
    if (value > end || !Arrays.equals(buf, at, value, last, name, name + length)) {
      sameNames = false;
      return false;
    }
    int start = at;
    int rest = quoteAt[count] + 1 - valueAt[count];
    String text;
    if (value + rest <= end
        && Arrays.equals(buf, value, value + rest, last, valueAt[count], quoteAt[count] + 1)) {
      text = previous.values[count];
      plain &= previous.plain;
      at = value + rest;
    } else {
      at = value - 1;
      text = value();
    }
    place(start - from, value - from, at - 1 - from);
    names[count] = previous.names[count];
    values[count++] = text;
    return true;
  }

  private void place(int name, int value, int quote) {
    nameAt[count] = name;
    valueAt[count] = value;
    quoteAt[count] = quote;
  }

  private void readOne(int from) throws Malformed {
    sameNames = false;
    int start = at;
    boolean quoted = buf[at] == '"';
    String name = quoted ? quoted() : name();
    skipBlanks();
    if (at >= end || buf[at] != '=') {
      if (quoted && metricName == null && count == 0) {
        metricName = name;
        return;
      }
      throw new Malformed("labels: expected '=' after '" + shortened(name) + "'");
    }
    at++;
    skipBlanks();
    if (at >= end || buf[at] != '"') {
      throw new Malformed("label '" + shortened(name) + "': expected a value in double quotes");
    }
    if (name.equals("__name__")) {
      throw new Malformed("label '__name__': expected another name, this one is reserved");
    }
    int value = at + 1;
    String text = value();
    put(name, text, start - from, value - from, at - 1 - from);
  }

  private void put(String name, String value, int nameStart, int valueStart, int quote)
      throws Malformed {
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        values[i] = value;
        remark =
            "label '" + shortened(name) + "': expected once, got it twice; the last value is used";
        return;
      }
    }
    if (count == maxLabels) {
      throw new Malformed("labels: expected at most " + maxLabels);
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
      values = Arrays.copyOf(values, count * 2);
      nameAt = Arrays.copyOf(nameAt, count * 2);
      valueAt = Arrays.copyOf(valueAt, count * 2);
      quoteAt = Arrays.copyOf(quoteAt, count * 2);
    }
    place(nameStart, valueStart, quote);
    names[count] = name;
    values[count++] = value;
  }

  private String name() throws Malformed {
    int from = at;
    while (at < end && isNameByte(buf[at], at == from)) {
      at++;
    }
    if (at == from) {
      throw new Malformed("labels: expected a label name, got '" + printable(buf[at]) + "'");
    }
    return new String(buf, from, at - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isNameByte(byte c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (!first && c >= '0' && c <= '9');
  }

  private String value() throws Malformed {
    int from = at + 1;
    int i = from;
    long odd = 0;
    while (i + 8 <= end) {
      long word = Bytes.word(buf, i);
      if (stops(word) != 0) {
        break;
      }
      odd |= Bytes.odd(word);
      i += 8;
    }
    while (i < end && buf[i] != '"' && buf[i] != '\\') {
      odd |= buf[i] < ' ' || buf[i] == 127 ? 1 : 0;
      i++;
    }
    if (odd != 0 || i >= end || buf[i] != '"' || i - from > maxValueBytes) {
      return quoted();
    }
    at = i + 1;
    return new String(buf, from, i - from, StandardCharsets.ISO_8859_1);
  }

  /** A string in quotes with escapes; longer ones are cut at the limit, on a character. */
  private String quoted() throws Malformed {
    plain = false;
    int length = 0;
    int i = at + 1;
    while (i < end && buf[i] != '"') {
      if (length + 2 > unescaped.length) {
        unescaped = Arrays.copyOf(unescaped, unescaped.length * 2);
      }
      if (buf[i] == '\\' && i + 1 < end) {
        length = unescape(buf[i + 1], length);
        i += 2;
      } else {
        unescaped[length++] = buf[i++];
      }
    }
    if (i >= end) {
      throw new Malformed("labels: expected '\"' at the end of a value");
    }
    at = i + 1;
    if (length > maxValueBytes) {
      remark = "label value: expected at most " + maxValueBytes + " bytes, got " + length + "; cut";
      length = Utf8.boundary(unescaped, length, maxValueBytes);
    }
    return decode(unescaped, 0, length);
  }

  private int unescape(byte c, int length) {
    switch (c) {
      case 'n' -> unescaped[length++] = '\n';
      case 'r' -> unescaped[length++] = '\r';
      case '\\', '"' -> unescaped[length++] = c;
      default -> {
        unescaped[length++] = '\\';
        unescaped[length++] = c;
      }
    }
    return length;
  }

  private static String decode(byte[] bytes, int from, int length) throws Malformed {
    int high = 0;
    for (int i = from; i < from + length; i++) {
      high |= bytes[i];
    }
    if (high >= 0) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("label value: expected UTF-8");
    }
  }

  private void skipBlanks() {
    while (at < end && (buf[at] == ' ' || buf[at] == '\t')) {
      at++;
    }
  }

  private static String printable(byte c) {
    return c >= ' ' && c < 127 ? String.valueOf((char) c) : String.format("\\x%02x", c & 0xFF);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
