package io.allsmi.core.exposition;

import io.allsmi.core.Issue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a page in one pass over its bytes, however it is cut into chunks, and hands each sample on
 * as two small numbers and a value: which name, which labels.
 *
 * <p>Names and label blocks are numbered by their raw bytes and kept from page to page. A page
 * lists the same devices in the same order in every family, and the same page comes again a few
 * seconds later: so the block that followed this one last time is compared first, in one vectorised
 * call, and only a block never seen before is read label by label.
 */
final class PageScanner {
  /** Where samples go. */
  interface Sink {
    /** Whether samples of this name are wanted; asked once per name. */
    boolean wants(int nameId, String name);

    /**
     * One sample.
     *
     * @param nameId its name, see {@link PageScanner#name}
     * @param setId its labels, see {@link PageScanner#labels}
     * @param value its value
     * @param timestamp as written, NaN when there is none
     */
    void sample(int nameId, int setId, double value, double timestamp);
  }

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] NOTHING = {};
  private static final int MAX_LABEL_SETS = 1 << 18;
  private static final int MAX_NAMES = 1 << 16;

  private final ScrapeLimits limits;
  private final Sink sink;
  private final LabelBlock block;
  private final NumberReader number = new NumberReader();

  private final ByteTable nameBytes = new ByteTable();
  private final List<String> names = new ArrayList<>();
  private boolean[] wanted = new boolean[64];
  private int[] nextName = new int[64];

  private final ByteTable setBytes = new ByteTable();
  private final List<LabelSet> sets = new ArrayList<>();
  private int[] nextSet = new int[64];

  private byte[] carry = new byte[512];
  private int carried;
  private boolean skippingLine;

  private int lastName;
  private int lastSet;
  private long bytesSeen;
  private int line;
  private int readableLines;
  private boolean ended;
  private boolean truncated;
  private final List<Issue> issues = new ArrayList<>();
  private int issuesLeftOut;

  PageScanner(ScrapeLimits limits, Sink sink) {
    this.limits = limits;
    this.sink = sink;
    this.block = new LabelBlock(limits);
    forget();
  }

  /** Forgets all names and label sets; ids start anew. */
  void forget() {
    nameBytes.clear();
    names.clear();
    setBytes.clear();
    sets.clear();
    setBytes.find(NOTHING, 0, 0);
    setBytes.addLastSought(NOTHING, 0, 0);
    sets.add(LabelSet.NONE);
    nameBytes.find(NOTHING, 0, 0);
    nameBytes.addLastSought(NOTHING, 0, 0);
    names.add("");
    wanted[0] = false;
    Arrays.fill(nextName, 0);
    Arrays.fill(nextSet, 0);
    lastName = 0;
    lastSet = 0;
  }

  /** Starts a page; what was carried over from an unfinished one is dropped. */
  void begin() {
    carried = 0;
    skippingLine = false;
    bytesSeen = 0;
    line = 0;
    readableLines = 0;
    ended = false;
    truncated = false;
    lastName = 0;
    lastSet = 0;
    issues.clear();
    issuesLeftOut = 0;
  }

  int nameCount() {
    return names.size();
  }

  String name(int nameId) {
    return names.get(nameId);
  }

  int setCount() {
    return sets.size();
  }

  LabelSet labels(int setId) {
    return sets.get(setId);
  }

  /** The line being read, counted from 1. */
  int line() {
    return line;
  }

  /** How many lines were a sample, a comment of the format or blank between them. */
  int readableLines() {
    return readableLines;
  }

  long bytesSeen() {
    return bytesSeen;
  }

  /** Whether the page ended with {@code # EOF}: then its timestamps are seconds. */
  boolean isOpenMetrics() {
    return ended;
  }

  /** What could not be read, with a last entry for what was left out of the list. */
  List<Issue> issues() {
    if (issuesLeftOut == 0) {
      return issues;
    }
    List<Issue> all = new ArrayList<>(issues);
    all.add(new Issue(0, "and " + issuesLeftOut + " more complaints"));
    return all;
  }

  void complain(int atLine, String message) {
    if (issues.size() < limits.issues()) {
      issues.add(new Issue(atLine, message));
    } else {
      issuesLeftOut++;
    }
  }

  /** Takes the next bytes of the page. */
  void feed(byte[] buf, int offset, int length) {
    if (truncated) {
      return;
    }
    if (bytesSeen + length > limits.pageBytes()) {
      length = (int) (limits.pageBytes() - bytesSeen);
      truncated = true;
    }
    bytesSeen += length;
    int pos = offset;
    int end = offset + length;
    if (carried > 0 || skippingLine) {
      int newline = newline(buf, pos, end);
      if (newline < 0) {
        keep(buf, pos, end);
        return;
      }
      keep(buf, pos, newline + 1);
      if (!skippingLine) {
        scan(carry, 0, carried);
      }
      skippingLine = false;
      carried = 0;
      pos = newline + 1;
    }
    int last = end;
    while (last > pos && buf[last - 1] != '\n') {
      last--;
    }
    scan(buf, pos, last);
    keep(buf, last, end);
  }

  /** Ends the page: reads what is left without a line end. */
  void finish() {
    if (truncated) {
      complain(0, "page: expected at most " + limits.pageBytes() + " bytes; the rest is left out");
    } else if (carried > 0 && !skippingLine) {
      keep(new byte[] {'\n'}, 0, 1);
      scan(carry, 0, carried);
    }
    carried = 0;
  }

  /** Keeps an unfinished line; one that is longer than any valid line is given up. */
  private void keep(byte[] buf, int from, int to) {
    int length = to - from;
    if (skippingLine || length == 0) {
      return;
    }
    long longest = 4096L + 2L * limits.labels() * (limits.labelBytes() + 128L);
    if (carried + (long) length > longest) {
      line++;
      complain(line, "line: expected at most " + longest + " bytes");
      skippingLine = true;
      carried = 0;
      return;
    }
    if (carried + length > carry.length) {
      carry = Arrays.copyOf(carry, Math.max(carry.length * 2, carried + length));
    }
    System.arraycopy(buf, from, carry, carried, length);
    carried += length;
  }

  /** Reads complete lines; the last byte is a line end. */
  private void scan(byte[] buf, int from, int to) {
    int pos = from;
    while (pos < to) {
      line++;
      byte c = buf[pos];
      if (c == '#') {
        pos = comment(buf, pos, to);
      } else if (ended) {
        complain(line, "line: expected nothing after '# EOF'");
        pos = newline(buf, pos, to) + 1;
      } else {
        pos = sample(buf, pos, to);
      }
    }
  }

  private int comment(byte[] buf, int pos, int to) {
    int end = newline(buf, pos, to);
    if (end - pos >= 5
        && end - pos <= 6
        && buf[pos + 2] == 'E'
        && buf[pos + 3] == 'O'
        && buf[pos + 4] == 'F') {
      ended = true;
    }
    readableLines++;
    return end + 1;
  }

  /** Reads one sample and returns where the next line begins. */
  private int sample(byte[] buf, int start, int to) {
    int nameId = nextName[lastName];
    int pos;
    if (lastName != 0 && nameBytes.startsWith(lastName, buf, start, to)) {
      nameId = lastName;
      pos = start + nameBytes.length(nameId) - 1;
    } else if (nameId != 0 && nameBytes.startsWith(nameId, buf, start, to)) {
      pos = start + nameBytes.length(nameId) - 1;
    } else {
      return sampleWithNewName(buf, start, to);
    }
    // The stored name ends with the brace, so pos is at the brace.
    lastName = nameId;
    if (!wanted[nameId]) {
      readableLines++;
      return newline(buf, pos, to) + 1;
    }
    return labelled(buf, pos, to, nameId);
  }

  private int sampleWithNewName(byte[] buf, int start, int to) {
    int pos = start;
    while (buf[pos] == ' ' || buf[pos] == '\t') {
      pos++;
    }
    if (buf[pos] == '\n' || (buf[pos] == '\r' && buf[pos + 1] == '\n')) {
      readableLines++;
      return newline(buf, pos, to) + 1;
    }
    if (buf[pos] == '#') {
      return comment(buf, pos, to);
    }
    int nameEnd = pos;
    while (isNameByte(buf[nameEnd], nameEnd == pos)) {
      nameEnd++;
    }
    if (nameEnd == pos && buf[pos] != '{') {
      return fail(buf, pos, to, "sample: expected a metric name, got '" + excerpt(buf, pos) + "'");
    }
    int after = nameEnd;
    while (buf[after] == ' ' || buf[after] == '\t') {
      after++;
    }
    if (buf[after] == '{') {
      if (nameEnd == pos) {
        return unnamed(buf, pos, to);
      }
      int nameId = nameId(buf, pos, nameEnd);
      if (nameId < 0) {
        return fail(buf, pos, to, "page: expected at most " + MAX_NAMES + " metric names");
      }
      nextName[lastName] = nameId;
      lastName = nameId;
      if (!wanted[nameId]) {
        readableLines++;
        return newline(buf, after, to) + 1;
      }
      return labelled(buf, after, to, nameId);
    }
    if (after == nameEnd) {
      return fail(
          buf,
          pos,
          to,
          "sample: expected '{' or a blank after the name, got '" + excerpt(buf, after) + "'");
    }
    int nameId = nameId(buf, pos, nameEnd);
    if (nameId < 0) {
      return fail(buf, pos, to, "page: expected at most " + MAX_NAMES + " metric names");
    }
    return value(buf, after, to, nameId, 0);
  }

  /** A name with its brace appended, so that one comparison also sees where the name ends. */
  private int nameId(byte[] buf, int from, int to) {
    byte[] key = Arrays.copyOfRange(buf, from, to + 1);
    key[to - from] = '{';
    int id = nameBytes.find(key, 0, key.length);
    if (id < 0) {
      if (names.size() == MAX_NAMES) {
        return -1;
      }
      id = nameBytes.addLastSought(key, 0, key.length);
      if (id >= wanted.length) {
        wanted = Arrays.copyOf(wanted, id * 2);
        nextName = Arrays.copyOf(nextName, id * 2);
      }
      nextName[id] = 0;
      String name = new String(buf, from, to - from, StandardCharsets.ISO_8859_1);
      names.add(name);
      wanted[id] = sink.wants(id, name);
    }
    return id;
  }

  /** A sample whose name stands in quotes inside the braces. */
  private int unnamed(byte[] buf, int pos, int to) {
    int end = LabelBlock.end(buf, pos, to);
    int setId = end < 0 ? -1 : setId(buf, pos, end);
    if (setId < 0) {
      return failAfterLabels(buf, pos, to, end);
    }
    String name = sets.get(setId).metricName;
    if (name == null) {
      return fail(buf, pos, to, "sample: expected a metric name before the labels");
    }
    byte[] bytes = ('"' + name).getBytes(StandardCharsets.UTF_8);
    int nameId = nameBytes.find(bytes, 0, bytes.length);
    if (nameId < 0) {
      if (names.size() == MAX_NAMES) {
        return fail(buf, pos, to, "page: expected at most " + MAX_NAMES + " metric names");
      }
      nameId = nameBytes.addLastSought(bytes, 0, bytes.length);
      if (nameId >= wanted.length) {
        wanted = Arrays.copyOf(wanted, nameId * 2);
        nextName = Arrays.copyOf(nextName, nameId * 2);
      }
      nextName[nameId] = 0;
      names.add(name);
      wanted[nameId] = sink.wants(nameId, name);
    }
    return value(buf, end, to, nameId, setId);
  }

  /** Reads on from the brace. */
  private int labelled(byte[] buf, int pos, int to, int nameId) {
    int setId = nextSet[lastSet];
    if (setId == 0 || !setBytes.startsWith(setId, buf, pos, to)) {
      if (lastSet != 0 && setBytes.startsWith(lastSet, buf, pos, to)) {
        setId = lastSet;
      } else {
        int end = LabelBlock.end(buf, pos, to);
        setId = end < 0 ? -1 : setId(buf, pos, end);
        if (setId < 0) {
          return failAfterLabels(buf, pos, to, end);
        }
        if (sets.get(setId).metricName != null) {
          return fail(buf, pos, to, "labels: expected '=' after a quoted label name");
        }
        nextSet[lastSet] = setId;
      }
    }
    lastSet = setId;
    return value(buf, pos + setBytes.length(setId), to, nameId, setId);
  }

  private int setId(byte[] buf, int from, int to) {
    int id = setBytes.find(buf, from, to);
    if (id >= 0) {
      return id;
    }
    if (sets.size() == MAX_LABEL_SETS) {
      malformed = "page: expected at most " + MAX_LABEL_SETS + " different label sets";
      return -1;
    }
    LabelSet set;
    try {
      set = block.read(buf, from, to);
    } catch (LabelBlock.Malformed e) {
      malformed = e.complaint;
      return -1;
    }
    if (block.remark != null) {
      complain(line, block.remark);
    }
    id = setBytes.addLastSought(buf, from, to);
    sets.add(set);
    if (id >= nextSet.length) {
      nextSet = Arrays.copyOf(nextSet, id * 2);
    }
    nextSet[id] = 0;
    return id;
  }

  private String malformed = "";

  private int failAfterLabels(byte[] buf, int pos, int to, int end) {
    return fail(
        buf, pos, to, end < 0 ? "labels: expected '}' before the end of the line" : malformed);
  }

  /** Reads value, timestamp and exemplar, and hands the sample on. */
  private int value(byte[] buf, int from, int to, int nameId, int setId) {
    int pos = from;
    while (buf[pos] == ' ' || buf[pos] == '\t') {
      pos++;
    }
    if (!number.read(buf, pos, to)) {
      return fail(buf, pos, to, "value: expected a number, got '" + excerpt(buf, pos) + "'");
    }
    double value = number.value;
    double timestamp = Double.NaN;
    pos = number.end;
    if (buf[pos] != '\n') {
      while (buf[pos] == ' ' || buf[pos] == '\t') {
        pos++;
      }
      if (buf[pos] != '\n' && buf[pos] != '\r' && buf[pos] != '#') {
        if (!number.read(buf, pos, to) || Double.isNaN(number.value)) {
          return fail(
              buf, pos, to, "timestamp: expected a number, got '" + excerpt(buf, pos) + "'");
        }
        timestamp = number.value;
        pos = number.end;
        while (buf[pos] == ' ' || buf[pos] == '\t') {
          pos++;
        }
      }
      if (buf[pos] == '#') {
        pos = newline(buf, pos, to);
      } else if (buf[pos] == '\r') {
        pos++;
      }
      if (buf[pos] != '\n') {
        return fail(
            buf, pos, to, "sample: expected the end of the line, got '" + excerpt(buf, pos) + "'");
      }
    }
    readableLines++;
    if (wanted[nameId]) {
      sink.sample(nameId, setId, value, timestamp);
    }
    return pos + 1;
  }

  private int fail(byte[] buf, int pos, int to, String message) {
    complain(line, message);
    return newline(buf, pos, to) + 1;
  }

  private static String excerpt(byte[] buf, int from) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < buf.length && buf[i] != '\n' && text.length() < 24; i++) {
      byte c = buf[i];
      if (c == '\r') {
        break;
      }
      text.append(c >= ' ' && c < 127 ? (char) c : '?');
    }
    return text.toString();
  }

  static boolean isNameByte(byte c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || c == '_'
        || (c >= 'A' && c <= 'Z')
        || c == ':'
        || (!first && c >= '0' && c <= '9');
  }

  /**
   * The position of the next line end, -1 when there is none before {@code to}: eight bytes at a
   * time.
   */
  static int newline(byte[] buf, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) LONG.get(buf, at) ^ 0x0A0A0A0A0A0A0A0AL;
      long zero = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
      if (zero != 0) {
        return at + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (buf[at] == '\n') {
        return at;
      }
    }
    return -1;
  }
}
