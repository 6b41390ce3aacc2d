package io.allsmi.core.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looking at the bytes of a page, eight at a time where that pays. */
final class Bytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int EXCERPT = 24;

  private Bytes() {}

  /** The eight bytes from there on, the first in the lowest place. */
  static long word(byte[] buf, int at) {
    return (long) LONG.get(buf, at);
  }

  /** Marks the bytes of a word that are 0; the lowest mark is exact. */
  static long zeros(long word) {
    return (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
  }

  /** Not 0 when a byte of the word is no printable ASCII; may be so for a few that are. */
  static long odd(long word) {
    return (word | (word - 0x2020202020202020L) | (word + 0x0101010101010101L))
        & 0x8080808080808080L;
  }

  /** The position of the next line end, -1 when there is none before {@code to}. */
  static int newline(byte[] buf, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long ends = zeros(word(buf, at) ^ 0x0A0A0A0A0A0A0A0AL);
      if (ends != 0) {
        return at + (Long.numberOfTrailingZeros(ends) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (buf[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** The first position that holds neither a blank nor a tab; a line end lies ahead. */
  static int skipBlanks(byte[] buf, int from) {
    int at = from;
    while (buf[at] == ' ' || buf[at] == '\t') {
      at++;
    }
    return at;
  }

  /** Whether a metric's name may have this byte; a digit not as its first. */
  static boolean isNameByte(byte c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || c == '_'
        || (c >= 'A' && c <= 'Z')
        || c == ':'
        || (!first && c >= '0' && c <= '9');
  }

  /** A few characters of a line for a complaint, odd ones as question marks. */
  static String excerpt(byte[] buf, int from) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < buf.length && buf[i] != '\n' && buf[i] != '\r'; i++) {
      if (text.length() == EXCERPT) {
        break;
      }
      text.append(buf[i] >= ' ' && buf[i] < 127 ? (char) buf[i] : '?');
    }
    return text.toString();
  }
}
