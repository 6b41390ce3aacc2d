package io.allsmi.core.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a JSON text, put together in an array that is written out when it is full. It makes
 * no object for a value: a recording writes some hundred thousand of them at each step.
 */
final class JsonBytes {
  private static final int SIZE = 1 << 16;

  /** The most bytes of anything that is put in one piece: a number, or six for a character. */
  private static final int PIECE = 64;

  private static final int NAMES = 1 << 11;
  private static final int LONGEST_NAME = 64;
  private static final byte[] TOO_LONG = {};
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** Decimals up to here are exact in a double, and so are their quotients by a power of ten. */
  private static final double EXACT = 1e15;

  /** Two digits for each number below 100. */
  private static final byte[] PAIRS = new byte[200];

  /** The powers of ten that are a long. */
  private static final long[] TENS = new long[19];

  /** What has to be escaped: 0 for a character as it is, 1 for six characters, or the letter. */
  private static final byte[] ESCAPES = new byte[128];

  /** Names with their quotes and colon, since every row has the same. */
  private static final @Nullable Name[] KNOWN = new Name[NAMES];

  /** The array of a text that was finished, for the next one. */
  private static final AtomicReference<byte @Nullable []> SPARE = new AtomicReference<>();

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
    for (int i = 0; i < ' '; i++) {
      ESCAPES[i] = 1;
    }
    ESCAPES['"'] = '"';
    ESCAPES['\\'] = '\\';
    ESCAPES['\b'] = 'b';
    ESCAPES['\t'] = 't';
    ESCAPES['\n'] = 'n';
    ESCAPES['\f'] = 'f';
    ESCAPES['\r'] = 'r';
  }

  private final OutputStream out;
  private byte[] bytes;
  private int end;

  private static final class Name {
    final String text;
    final byte[] quoted;

    Name(String text, byte[] quoted) {
      this.text = text;
      this.quoted = quoted;
    }
  }

  JsonBytes(OutputStream out) {
    this.out = out;
    byte[] spare = SPARE.getAndSet(null);
    this.bytes = spare == null ? new byte[SIZE] : spare;
  }

  /** Makes room for that many bytes. */
  private void room(int count) throws IOException {
    if (end + count > bytes.length) {
      out.write(bytes, 0, end);
      end = 0;
    }
  }

  /** An ASCII character. */
  void put(char c) throws IOException {
    room(1);
    bytes[end++] = (byte) c;
  }

  /** ASCII characters. */
  void ascii(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  /** The word for nothing. */
  void nothing() throws IOException {
    room(PIECE);
    bytes[end] = 'n';
    bytes[end + 1] = 'u';
    bytes[end + 2] = 'l';
    bytes[end + 3] = 'l';
    end += 4;
  }

  /** A name of a member and its colon, with a comma before it unless it is the first. */
  void name(String text, boolean follows) throws IOException {
    if (follows) {
      put(',');
    }
    byte[] quoted = known(text);
    if (quoted.length == 0) {
      text(text);
      put(':');
    } else {
      copy(quoted, quoted.length);
    }
  }

  /** A piece of JSON, shorter than the array. */
  void piece(byte[] json) throws IOException {
    copy(json, json.length);
  }

  private void copy(byte[] quoted, int length) throws IOException {
    room(length);
    System.arraycopy(quoted, 0, bytes, end, length);
    end += length;
  }

  /** A name with its quotes and colon, empty when it is too long to be kept. */
  private static byte[] known(String text) throws IOException {
    int place = (text.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - 11);
    Name known = KNOWN[place];
    if (known == null || !known.text.equals(text)) {
      if (text.length() > LONGEST_NAME) {
        return TOO_LONG;
      }
      known = new Name(text, quoted(text));
      KNOWN[place] = known;
    }
    return known.quoted;
  }

  private static byte[] quoted(String text) throws IOException {
    ByteArrayOutputStream memory = new ByteArrayOutputStream();
    JsonBytes json = new JsonBytes(memory);
    json.text(text);
    json.put(':');
    json.finish();
    return memory.toByteArray();
  }

  /** A text in quotes; half a surrogate pair, which has no UTF-8, is a replacement character. */
  void text(String text) throws IOException {
    room(PIECE);
    bytes[end++] = '"';
    int length = text.length();
    int at = 0;
    while (at < length) {
      room(PIECE);
      byte[] buffer = bytes;
      int to = end;
      int stop = Math.min(length, at + buffer.length - to);
      char c = 0;
      while (at < stop) {
        c = text.charAt(at);
        if (c >= 0x80 || ESCAPES[c] != 0) {
          break;
        }
        buffer[to++] = (byte) c;
        at++;
      }
      end = to;
      if (at < stop) {
        at += odd(text, at, c);
      }
    }
    put('"');
  }

  /** A character that is not one byte; returns how many chars it took. */
  private int odd(String text, int at, char c) throws IOException {
    room(PIECE);
    if (c < 0x80) {
      bytes[end++] = '\\';
      if (ESCAPES[c] != 1) {
        bytes[end++] = ESCAPES[c];
        return 1;
      }
      bytes[end++] = 'u';
      bytes[end++] = '0';
      bytes[end++] = '0';
      bytes[end++] = HEX[c >> 4];
      bytes[end++] = HEX[c & 15];
      return 1;
    }
    int code = text.codePointAt(at);
    boolean isHalf = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    utf8(isHalf ? 0xFFFD : code);
    return Character.charCount(code);
  }

  private void utf8(int code) {
    if (code < 0x800) {
      bytes[end++] = (byte) (0xC0 | code >> 6);
    } else {
      if (code < 0x10000) {
        bytes[end++] = (byte) (0xE0 | code >> 12);
      } else {
        bytes[end++] = (byte) (0xF0 | code >> 18);
        bytes[end++] = (byte) (0x80 | (code >> 12 & 0x3F));
      }
      bytes[end++] = (byte) (0x80 | (code >> 6 & 0x3F));
    }
    bytes[end++] = (byte) (0x80 | (code & 0x3F));
  }

  /** A whole number. */
  void whole(long number) throws IOException {
    if (number == Long.MIN_VALUE) {
      ascii(Long.toString(number));
      return;
    }
    room(PIECE);
    if (number < 0) {
      bytes[end++] = '-';
    }
    digits(Math.abs(number));
  }

  private void digits(long number) {
    int at = end + width(number);
    end = at;
    byte[] to = bytes;
    long rest = number;
    while (rest > Integer.MAX_VALUE) {
      long next = rest / 100;
      at -= 2;
      pair(to, at, (int) (rest - next * 100));
      rest = next;
    }
    int small = (int) rest;
    while (small >= 100) {
      int next = small / 100;
      at -= 2;
      pair(to, at, small - next * 100);
      small = next;
    }
    if (small >= 10) {
      pair(to, at - 2, small);
    } else {
      to[at - 1] = (byte) ('0' + small);
    }
  }

  /** A number below 100, by two digits. */
  private static void pair(byte[] to, int at, int number) {
    to[at] = PAIRS[2 * number];
    to[at + 1] = PAIRS[2 * number + 1];
  }

  private static int width(long number) {
    long odd = number | 1; // as wide, and not 0
    int bits = Long.SIZE - Long.numberOfLeadingZeros(odd);
    int width = (bits * 1233) >>> 12; // the logarithm, or one less
    return odd >= TENS[width] ? width + 1 : width;
  }

  /**
   * A finite number with at least one decimal, in the fewest digits that are no other double. Up to
   * 15 digits no two decimals are one double, so that the one which gives it is the shortest.
   */
  void real(double number) throws IOException {
    double size = Math.abs(number);
    long thousandths = (long) (size * 1e3 + 0.5);
    if (size < EXACT / 1e3 && thousandths / 1e3 == size) {
      long whole = thousandths / 1000;
      decimal(number, whole, (int) (thousandths - whole * 1000) * 1000);
      return;
    }
    long millionths = (long) (size * 1e6 + 0.5);
    if (size < EXACT / 1e6 && millionths / 1e6 == size) {
      long whole = millionths / 1_000_000;
      decimal(number, whole, (int) (millionths - whole * 1_000_000));
    } else {
      ascii(Json.shortest(number));
    }
  }

  /** A number by what is before its point and the millionths behind it. */
  private void decimal(double number, long whole, int millionths) throws IOException {
    room(PIECE);
    if (Double.doubleToRawLongBits(number) < 0) {
      bytes[end++] = '-';
    }
    digits(whole);
    byte[] to = bytes;
    int at = end;
    to[at++] = '.';
    int first = millionths / 10_000;
    int rest = millionths - first * 10_000;
    pair(to, at, first);
    int length = first % 10 == 0 ? 1 : 2;
    if (rest != 0) {
      int second = rest / 100;
      int third = rest - second * 100;
      pair(to, at + 2, second);
      pair(to, at + 4, third);
      length = third == 0 ? 4 : 6;
      if (to[at + length - 1] == '0') {
        length--;
      }
    }
    end = at + length;
  }

  /** Writes out what is left; nothing may be put behind it. */
  void finish() throws IOException {
    byte[] last = bytes;
    int length = end;
    end = 0;
    out.write(last, 0, length);
    bytes = new byte[0];
    SPARE.set(last);
    out.flush();
  }
}
