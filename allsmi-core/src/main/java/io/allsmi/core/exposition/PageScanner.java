package io.allsmi.core.exposition;

import io.allsmi.core.internal.Complaints;
import java.util.Arrays;

/**
 * Reads a page in one pass over its bytes, however it is cut into chunks, and hands each sample on
 * as two small numbers and a value: which name, which labels.
 *
 * <p>Names and label blocks are numbered by their raw bytes ({@link NameTable}, {@link LabelTable})
 * and kept from page to page. Nearly all of a page is what came in the same place before, so it is
 * recognised in one vectorised comparison, and only a block never seen before is read label by
 * label.
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

  private static final int ROOM_AROUND_LABELS = 1 << 16;
  private static final byte[] LINE_END = {'\n'};

  private final ScrapeLimits limits;
  private final NameTable names;
  private final LabelTable labels;
  private final SampleReader samples;
  private final Complaints complaints;

  private byte[] carry = new byte[512];
  private int carried;
  private boolean skippingLine;
  private long bytesSeen;
  private int line;
  private boolean ended;
  private boolean truncated;

  PageScanner(ScrapeLimits limits, Sink sink) {
    this.limits = limits;
    this.names = new NameTable(sink);
    this.labels = new LabelTable(limits);
    this.samples = new SampleReader(names, labels, sink);
    this.complaints = new Complaints(limits.issues());
  }

  /** Forgets all names and label sets; numbers start anew. */
  void forget() {
    names.forget();
    labels.forget();
  }

  /** Starts a page; what was carried over from an unfinished one is dropped. */
  void begin() {
    carried = 0;
    skippingLine = false;
    bytesSeen = 0;
    line = 0;
    ended = false;
    truncated = false;
    names.beginPage();
    samples.beginPage();
    labels.beginPage();
    complaints.clear();
  }

  String name(int nameId) {
    return names.name(nameId);
  }

  int setCount() {
    return labels.size();
  }

  /** The label sets of this page and of those before. */
  LabelTable labels() {
    return labels;
  }

  LabelSet labels(int setId) {
    return labels.set(setId);
  }

  /** The line being read, counted from 1. */
  int line() {
    return line;
  }

  /** Whether there are lines and not one of them is a sample: then this is no page. */
  boolean isUnreadable() {
    return samples.count() == 0 && !complaints.isEmpty();
  }

  /** Whether the page ended with {@code # EOF}: then its timestamps are seconds. */
  boolean isOpenMetrics() {
    return ended;
  }

  /** What could not be read so far. */
  Complaints complaints() {
    return complaints;
  }

  /** Takes the next bytes of the page. */
  void feed(byte[] buf, int offset, int length) {
    if (truncated) {
      return;
    }
    int taken = length;
    if (bytesSeen + length > limits.pageBytes()) {
      taken = (int) (limits.pageBytes() - bytesSeen);
      truncated = true;
    }
    bytesSeen += taken;
    int pos = offset;
    int end = offset + taken;
    if (carried > 0 || skippingLine) {
      int newline = Bytes.newline(buf, pos, end);
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
      complaints.add(
          0, "page: expected at most " + limits.pageBytes() + " bytes; the rest is left out");
    } else if (carried > 0 && !skippingLine) {
      keep(LINE_END, 0, 1);
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
    if (carried == 0) {
      carry[0] = buf[from];
    }
    if (carried + (long) length > limits.longestLabels() + ROOM_AROUND_LABELS) {
      line++;
      if (carry[0] != '#') {
        complaints.add(line, "labels: expected at most " + limits.longestLabels() + " bytes");
      }
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
      if (buf[pos] == '#') {
        pos = comment(buf, pos, to);
      } else if (ended) {
        complaints.add(line, "line: expected nothing after '# EOF'");
        pos = Bytes.newline(buf, pos, to) + 1;
      } else {
        pos = samples.read(buf, pos, to);
        if (!samples.fault().isEmpty()) {
          complaints.add(line, samples.fault());
        }
      }
    }
  }

  private int comment(byte[] buf, int pos, int to) {
    int end = Bytes.newline(buf, pos, to);
    int length = end - pos - (buf[end - 1] == '\r' ? 1 : 0);
    if (length == 5
        && buf[pos + 1] == ' '
        && buf[pos + 2] == 'E'
        && buf[pos + 3] == 'O'
        && buf[pos + 4] == 'F') {
      ended = true;
    }
    return end + 1;
  }
}
