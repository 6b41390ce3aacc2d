package io.allsmi.core.exposition;

import io.allsmi.core.internal.Utf8;
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
  // What is known of a value before it is read: it is that of the block before, it is printable
  // ASCII without escapes, or neither.
  private static final byte SAME = 0;
  private static final byte PLAIN = 1;
  private static final byte ODD = 2;

  private final int maxLabels;
  private final int maxValueBytes;

  /** The block read before: most blocks have its names, and many of its values. */
  private LabelSet previous = LabelSet.NONE;

  private byte[] last = new byte[512];
  private int lastLength;

  /** How many labels it has; 0 when it is no good example. */
  private int lastLabels;

  // Where each value of that block begins and where its closing quote is, counted from the brace.
  private int[] lastValueAt = new int[16];
  private int[] lastQuoteAt = new int[16];

  // The same of the block that is being read.
  private int[] valueAt = new int[16];
  private int[] quoteAt = new int[16];
  private byte[] kind = new byte[16];

  private byte[] buf = {};
  private int at;
  private int end;
  private String[] names = new String[16];
  private String[] values = new String[16];
  private int count;
  private @Nullable String metricName;
  private byte[] unescaped = new byte[256];

  /** Whether all values so far are printable ASCII. */
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
   * Where a block ends that differs from the one read before in its values only, and -1 for any
   * other. One pass finds both the end and the values, for {@link #readAlike}.
   */
  int endAlike(byte[] buffer, int from, int limit) {
    int i = from;
    int known = 0;
    for (int label = 0; label < lastLabels; label++) {
      i = behind(buffer, i, limit, known, lastValueAt[label]);
      if (i < 0) {
        return -1;
      }
      known = lastQuoteAt[label];
      i = valueAlike(buffer, from, i, limit, label);
      if (i < 0) {
        return -1;
      }
      quoteAt[label] = i - from;
    }
    return lastLabels == 0 ? -1 : behind(buffer, i, limit, known, lastLength);
  }

  /** Notes where the value begins and of what kind it is, and returns where its quote is. */
  private int valueAlike(byte[] buffer, int from, int start, int limit, int label) {
    valueAt[label] = start - from;
    int same = behind(buffer, start, limit, lastValueAt[label], lastQuoteAt[label] + 1);
    if (same >= 0) {
      kind[label] = SAME;
      return same - 1;
    }
    int quote = LabelScan.plainEnd(buffer, start, limit, maxValueBytes);
    kind[label] = quote >= 0 ? PLAIN : ODD;
    return quote >= 0 ? quote : LabelScan.closingQuote(buffer, start, limit);
  }

  /**
   * The position behind that part of the block before, which is not empty; -1 when something else
   * stands here: mostly that shows at once.
   */
  private int behind(byte[] buffer, int from, int limit, int lastFrom, int lastTo) {
    int to = from + lastTo - lastFrom;
    if (to > limit || buffer[from] != last[lastFrom]) {
      return -1;
    }
    return Arrays.equals(buffer, from, to, last, lastFrom, lastTo) ? to : -1;
  }

  /** Reads the block that {@link #endAlike} was asked about last. */
  LabelSet readAlike(byte[] buffer, int from, int to) throws Malformed {
    buf = buffer;
    end = to - 1;
    remark = "";
    plain = true;
    String[] read = new String[lastLabels];
    for (int i = 0; i < read.length; i++) {
      read[i] = kind[i] == SAME ? previous.values[i] : valueAt(from, i);
    }
    LabelSet set = new LabelSet(previous.names, read, null, remark, plain);
    if (plain && remark.isEmpty()) {
      remember(set, buffer, from, to);
    }
    return set;
  }

  private String valueAt(int from, int label) throws Malformed {
    int start = from + valueAt[label];
    if (kind[label] == ODD) {
      at = start - 1;
      return quoted();
    }
    int length = quoteAt[label] - valueAt[label];
    return new String(buf, start, length, StandardCharsets.ISO_8859_1);
  }

  /** Reads any block, braces included. */
  LabelSet read(byte[] buffer, int from, int to) throws Malformed {
    buf = buffer;
    at = from + 1;
    end = to - 1;
    count = 0;
    metricName = null;
    remark = "";
    plain = true;
    skipBlanks();
    while (at < end) {
      readOne(from);
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
    LabelSet set =
        new LabelSet(
            Arrays.copyOf(names, count), Arrays.copyOf(values, count), metricName, remark, plain);
    if (plain && remark.isEmpty() && metricName == null) {
      remember(set, buffer, from, to);
    }
    return set;
  }

  /** What comes next is compared with this block. */
  private void remember(LabelSet set, byte[] buffer, int from, int to) {
    lastLength = to - from;
    if (last.length < lastLength) {
      last = new byte[2 * lastLength];
    }
    System.arraycopy(buffer, from, last, 0, lastLength);
    previous = set;
    lastLabels = set.names.length;
    int[] spare = lastValueAt;
    lastValueAt = valueAt;
    valueAt = spare.length < valueAt.length ? new int[valueAt.length] : spare;
    spare = lastQuoteAt;
    lastQuoteAt = quoteAt;
    quoteAt = spare.length < quoteAt.length ? new int[quoteAt.length] : spare;
    kind = kind.length < quoteAt.length ? new byte[quoteAt.length] : kind;
  }

  private void readOne(int from) throws Malformed {
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
    put(name, text, value - from, at - 1 - from);
  }

  private void put(String name, String value, int valueStart, int quote) throws Malformed {
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
      valueAt = Arrays.copyOf(valueAt, count * 2);
      quoteAt = Arrays.copyOf(quoteAt, count * 2);
    }
    valueAt[count] = valueStart;
    quoteAt[count] = quote;
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
    int quote = LabelScan.plainEnd(buf, from, end, maxValueBytes);
    if (quote < 0) {
      return quoted();
    }
    at = quote + 1;
    return new String(buf, from, quote - from, StandardCharsets.ISO_8859_1);
  }

  /** A string in quotes with escapes; longer ones are cut at the limit, on a character. */
  private String quoted() throws Malformed {
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

  private String decode(byte[] bytes, int from, int length) throws Malformed {
    int high = 0;
    for (int i = from; i < from + length; i++) {
      high |= bytes[i];
      plain &= bytes[i] >= ' ' && bytes[i] < 127;
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
