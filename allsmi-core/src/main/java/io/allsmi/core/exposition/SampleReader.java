package io.allsmi.core.exposition;

/** Reads one line that is no comment: name, labels, value, timestamp, exemplar. */
final class SampleReader {
  private final NameTable names;
  private final LabelTable labels;
  private final PageScanner.Sink sink;
  private final NumberReader number = new NumberReader();

  /** Why the line could not be read, or what is odd about it; empty for nearly all. */
  private String fault = "";

  private int count;

  SampleReader(NameTable names, LabelTable labels, PageScanner.Sink sink) {
    this.names = names;
    this.labels = labels;
    this.sink = sink;
  }

  void beginPage() {
    count = 0;
  }

  /** How many samples this page has so far, those that nobody wants included. */
  int count() {
    return count;
  }

  /** Why the line read last could not be read, or what is odd about it; else empty. */
  String fault() {
    return fault;
  }

  /**
   * Reads the line at {@code start}; a line end lies before {@code to}.
   *
   * @return where the next line begins
   */
  int read(byte[] buf, int start, int to) {
    fault = "";
    int nameId = names.expected(buf, start, to);
    if (nameId == 0) {
      return readUnexpected(buf, start, to);
    }
    int brace = start + names.length(nameId);
    return names.isWanted(nameId)
        ? labelled(buf, brace, to, nameId)
        : passOver(buf, brace, to, nameId);
  }

  private int readUnexpected(byte[] buf, int start, int to) {
    int pos = Bytes.skipBlanks(buf, start);
    if (buf[pos] == '#' || buf[pos] == '\n' || (buf[pos] == '\r' && buf[pos + 1] == '\n')) {
      return nextLine(buf, pos, to);
    }
    int nameEnd = pos;
    while (Bytes.isNameByte(buf[nameEnd], nameEnd == pos)) {
      nameEnd++;
    }
    if (nameEnd == pos) {
      return buf[pos] == '{'
          ? named(buf, pos, to)
          : fail(
              buf,
              pos,
              to,
              "sample: expected a metric name, got '" + Bytes.excerpt(buf, pos) + "'");
    }
    int after = Bytes.skipBlanks(buf, nameEnd);
    if (after == nameEnd && buf[after] != '{') {
      String got = Bytes.excerpt(buf, after);
      return fail(
          buf, pos, to, "sample: expected '{' or a blank after the name, got '" + got + "'");
    }
    int nameId = names.number(buf, pos, nameEnd);
    if (nameId < 0) {
      return fail(buf, pos, to, "page: expected fewer different metric names");
    }
    if (buf[after] != '{') {
      return value(buf, after, to, nameId, 0);
    }
    names.came(nameId);
    return names.isWanted(nameId)
        ? labelled(buf, after, to, nameId)
        : passOver(buf, after, to, nameId);
  }

  /** A sample of a name that nobody asks for: its labels are not looked at. */
  private int passOver(byte[] buf, int brace, int to, int nameId) {
    int end = LabelScan.end(buf, brace, to);
    return end < 0
        ? fail(buf, brace, to, "labels: expected '}' before the end of the line")
        : value(buf, end, to, nameId, 0);
  }

  /** A sample whose name stands in quotes inside the braces. */
  private int named(byte[] buf, int brace, int to) {
    int setId = labels.number(buf, brace, to);
    if (setId < 0) {
      return fail(buf, brace, to, labels.fault);
    }
    String name = labels.set(setId).metricName;
    if (name == null) {
      return fail(buf, brace, to, "sample: expected a metric name before the labels");
    }
    int nameId = names.number(name);
    return nameId < 0
        ? fail(buf, brace, to, "page: expected fewer different metric names")
        : value(buf, brace + labels.length(setId), to, nameId, setId);
  }

  /** Reads on from the brace. */
  private int labelled(byte[] buf, int brace, int to, int nameId) {
    int setId = labels.expected(buf, brace, to);
    if (setId == 0) {
      setId = labels.number(buf, brace, to);
      if (setId < 0) {
        return fail(buf, brace, to, labels.fault);
      }
      if (labels.set(setId).metricName != null) {
        return fail(buf, brace, to, "labels: expected '=' after a quoted label name");
      }
      labels.came(setId);
    }
    return value(buf, brace + labels.length(setId), to, nameId, setId);
  }

  /** Reads value, timestamp and exemplar, and hands the sample on. */
  private int value(byte[] buf, int from, int to, int nameId, int setId) {
    int pos = Bytes.skipBlanks(buf, from);
    if (!number.read(buf, pos, to)) {
      return fail(buf, pos, to, "value: expected a number, got '" + Bytes.excerpt(buf, pos) + "'");
    }
    double value = number.value;
    double timestamp = Double.NaN;
    pos = number.end;
    if (buf[pos] != '\n') {
      pos = Bytes.skipBlanks(buf, pos);
      if (buf[pos] != '\n' && buf[pos] != '\r' && buf[pos] != '#') {
        if (!number.read(buf, pos, to) || Double.isNaN(number.value)) {
          return fail(
              buf, pos, to, "timestamp: expected a number, got '" + Bytes.excerpt(buf, pos) + "'");
        }
        timestamp = number.value;
        pos = Bytes.skipBlanks(buf, number.end);
      }
      if (buf[pos] == '#') {
        pos = Bytes.newline(buf, pos, to);
      } else if (buf[pos] == '\r') {
        pos++;
      }
      if (buf[pos] != '\n') {
        String got = Bytes.excerpt(buf, pos);
        return fail(buf, pos, to, "sample: expected the end of the line, got '" + got + "'");
      }
    }
    count++;
    fault = labels.remark(setId);
    if (names.isWanted(nameId)) {
      sink.sample(nameId, setId, value, timestamp);
    }
    return pos + 1;
  }

  private static int nextLine(byte[] buf, int pos, int to) {
    return Bytes.newline(buf, pos, to) + 1;
  }

  private int fail(byte[] buf, int pos, int to, String message) {
    fault = message;
    return nextLine(buf, pos, to);
  }
}
