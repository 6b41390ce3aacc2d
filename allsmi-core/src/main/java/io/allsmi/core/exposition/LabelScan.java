package io.allsmi.core.exposition;

/** Finds where labels and their values end, eight bytes at a time where that pays. */
final class LabelScan {
  private LabelScan() {}

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
  static int closingQuote(byte[] buf, int from, int limit) {
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

  /**
   * Where the closing quote of a printable ASCII value without escapes is, -1 when it is none or
   * longer.
   */
  static int plainEnd(byte[] buffer, int from, int limit, int most) {
    int i = from;
    long odd = 0;
    while (i + 8 <= limit) {
      long word = Bytes.word(buffer, i);
      if (stops(word) != 0) {
        break;
      }
      odd |= Bytes.odd(word);
      i += 8;
    }
    while (i < limit && buffer[i] != '"' && buffer[i] != '\\') {
      odd |= buffer[i] < ' ' || buffer[i] == 127 ? 1 : 0;
      i++;
    }
    return odd != 0 || i >= limit || buffer[i] != '"' || i - from > most ? -1 : i;
  }
}
