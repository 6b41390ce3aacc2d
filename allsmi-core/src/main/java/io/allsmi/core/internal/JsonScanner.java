package io.allsmi.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through a JSON text in UTF-8 token by token: it says where each is and makes nothing of it.
 * What it passes is checked, so that a text is refused wherever it is no JSON or no UTF-8.
 */
final class JsonScanner {
  /** What was come to. */
  enum Token {
    NULL,
    TRUE,
    FALSE,
    WHOLE,
    REAL,
    TEXT,
    OBJECT,
    ARRAY,
    /** The end of an object, an array or the text. */
    END
  }

  /** Levels of nesting that are read. */
  private static final int MOST_LEVELS = 1000;

  private static final int MOST_NAME_BYTES = 4096;

  /** Digits that fit a long whatever they are. */
  private static final int MOST_DIGITS = 18;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long BLANKS = ONES * ' ';

  private final byte[] bytes;
  private final int end;
  private int at;

  /** By level: whether it is an object. */
  private final long[] objects = new long[MOST_LEVELS / Long.SIZE + 1];

  private int level;

  /** Whether the innermost object or array has something in it. */
  private boolean follows;

  /** Whether a name was come to, whose value is next. */
  private boolean afterName;

  private Token token = Token.END;

  // Of the string or number that was come to: where it is, without quotes.
  private int from;
  private int to;
  private boolean isPlain;

  // Of the number.
  private boolean isNegative;
  private long digits;
  private int digitCount;

  /** Digits behind the point; -1 when it has an exponent. */
  private int decimals;

  JsonScanner(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
    if (length >= 3 && bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBB) {
      at += bytes[at + 2] == (byte) 0xBF ? 3 : 0; // a byte order mark
    }
  }

  Token token() {
    return token;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the string or number begins. */
  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Whether the string stands there as it is meant, in ASCII. */
  boolean isPlain() {
    return isPlain;
  }

  /** The place that is next. */
  int place() {
    return at;
  }

  private Json.Malformed malformed(String expected) {
    String got = "the end";
    if (at < end) {
      int found = bytes[at] & 0xFF;
      got =
          found > ' ' && found < 0x7F
              ? "'" + (char) found + "'"
              : "byte 0x" + Integer.toHexString(found);
    }
    return new Json.Malformed(1, got + " at " + at + " where " + expected + " belongs");
  }

  private int blanks() {
    int i = at;
    while (i < end) {
      byte b = bytes[i];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\t' && b != '\r')) {
        break;
      }
      i++;
    }
    at = i;
    return i < end ? bytes[i] : -1;
  }

  /** Whether nothing but blanks follows. */
  boolean isAtEnd() {
    return blanks() == -1 && at == end;
  }

  private boolean isInObject() {
    return level > 0 && (objects[level >> 6] & (1L << level)) != 0;
  }

  private Token open(boolean isObject) throws Json.Malformed {
    if (level == MOST_LEVELS) {
      throw malformed("no deeper level");
    }
    at++;
    level++;
    long bit = 1L << level;
    objects[level >> 6] = isObject ? objects[level >> 6] | bit : objects[level >> 6] & ~bit;
    follows = false;
    token = isObject ? Token.OBJECT : Token.ARRAY;
    return token;
  }

  private Token close() {
    at++;
    level--;
    follows = true;
    token = Token.END;
    return token;
  }

  /** Goes on to the next value; {@link Token#END} at the end of an array or of the text. */
  Token value() throws Json.Malformed {
    int c = at < end && bytes[at] > ' ' ? bytes[at] : blanks();
    if (afterName) {
      afterName = false;
    } else if (level == 0) {
      if (c == -1 && at == end) {
        token = Token.END;
        return token;
      }
    } else {
      if (isInObject()) {
        throw malformed("a name");
      }
      if (c == ']') {
        return close();
      }
      if (follows) {
        c = comma(c);
      }
    }
    follows = true;
    return value(c);
  }

  private int comma(int c) throws Json.Malformed {
    if (c != ',') {
      throw malformed("a comma");
    }
    at++;
    return at < end && bytes[at] > ' ' ? bytes[at] : blanks();
  }

  private Token value(int c) throws Json.Malformed {
    switch (c) {
      case '"' -> {
        string();
        token = Token.TEXT;
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(c);
      case '{' -> open(true);
      case '[' -> open(false);
      case 't' -> word("true", Token.TRUE);
      case 'f' -> word("false", Token.FALSE);
      case 'n' -> word("null", Token.NULL);
      default -> throw malformed("a value");
    }
    return token;
  }

  private void word(String word, Token meaning) throws Json.Malformed {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || bytes[at] != word.charAt(i)) {
        throw malformed(word);
      }
    }
    separate();
    token = meaning;
  }

  /** A number or a word is followed by something that is no part of it. */
  private void separate() throws Json.Malformed {
    if (at < end) {
      byte b = bytes[at];
      if (b != ',' && b != '}' && b != ']' && b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        throw malformed("a comma");
      }
    }
  }

  /** In an object, goes on to the name of its next member; false at its end. */
  boolean name() throws Json.Malformed {
    int c = nameStart();
    if (c == '}') {
      close();
      return false;
    }
    if (c != '"') {
      throw malformed("a name");
    }
    string();
    if (to - from > MOST_NAME_BYTES) {
      throw malformed("a shorter name");
    }
    if (blanks() != ':') {
      throw malformed("a colon");
    }
    at++;
    afterName = true;
    return true;
  }

  /**
   * In an object, goes on to the name of its next member if it is that one.
   *
   * @param quoted the name with its quotes and the colon
   */
  boolean name(byte[] quoted) {
    int i = follows && at < end && bytes[at] == ',' ? at + 1 : at;
    if ((follows && i == at) || !isHere(quoted, i) || !isInObject()) {
      return false;
    }
    at = i + quoted.length;
    afterName = true;
    return true;
  }

  /** Whether those bytes stand at a place. */
  private boolean isHere(byte[] piece, int place) {
    int length = piece.length;
    if (place + length > end) {
      return false;
    }
    if (length < Long.BYTES) {
      for (int i = 0; i < length; i++) {
        if (bytes[place + i] != piece[i]) {
          return false;
        }
      }
      return true;
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) LONG.get(bytes, place + i) != (long) LONG.get(piece, i)) {
        return false;
      }
    }
    return (long) LONG.get(bytes, place + last) == (long) LONG.get(piece, last);
  }

  /** Passes over the value that comes next if it is an array or object of just those bytes. */
  boolean skipIf(byte[] value) {
    if (!afterName || value.length == 0 || !isHere(value, at)) {
      return false;
    }
    at += value.length;
    afterName = false;
    follows = true;
    token = Token.END;
    return true;
  }

  private int nameStart() throws Json.Malformed {
    if (!isInObject() || afterName) {
      throw malformed("a value");
    }
    int c = at < end && bytes[at] > ' ' ? bytes[at] : blanks();
    if (c != '}' && follows) {
      c = comma(c);
      if (c == '}') {
        throw malformed("a name");
      }
    }
    follows = true;
    return c;
  }

  /** Passes over what is in the object or array that was come to. */
  void skip() throws Json.Malformed {
    if (token != Token.OBJECT && token != Token.ARRAY) {
      return;
    }
    int outer = level - 1;
    while (level > outer) {
      if (!isInObject() || name()) {
        value();
      }
    }
  }

  /** Goes through a string whose quote is next. */
  private void string() throws Json.Malformed {
    int i = at + 1;
    from = i;
    isPlain = true;
    while (true) {
      while (i + Long.BYTES <= end) {
        long word = (long) LONG.get(bytes, i);
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        long found =
            (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | (word - BLANKS) | word)
                & HIGH;
        if (found != 0) {
          i += Long.numberOfTrailingZeros(found) >> 3;
          break;
        }
        i += Long.BYTES;
      }
      if (i >= end) {
        at = end;
        throw malformed("a quote");
      }
      byte b = bytes[i];
      if (b == '"') {
        to = i;
        at = i + 1;
        return;
      }
      at = i;
      if (b == '\\') {
        i = escape();
      } else if (b < 0) {
        i = character(b & 0xFF);
      } else if (b < ' ') {
        throw malformed("an escape");
      } else {
        i++;
      }
    }
  }

  private int escape() throws Json.Malformed {
    isPlain = false;
    at++;
    int c = at < end ? bytes[at] : -1;
    switch (c) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 1;
      }
      case 'u' -> {
        for (int i = 0; i < 4; i++) {
          at++;
          if (at >= end || Character.digit(bytes[at], 16) < 0) {
            throw malformed("a hexadecimal digit");
          }
        }
        return at + 1;
      }
      default -> throw malformed("the letter of an escape");
    }
  }

  /** Passes over a character of several bytes. */
  private int character(int first) throws Json.Malformed {
    isPlain = false;
    int more = more(first);
    if (more == 0) {
      throw malformed("a character");
    }
    for (int i = 0; i < more; i++) {
      at++;
      if (at >= end || (bytes[at] & 0xC0) != 0x80) {
        throw malformed("the rest of a character");
      }
    }
    int second = bytes[at - more + 1] & 0xFF;
    boolean isShorter = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    boolean isHalf = first == 0xED && second >= 0xA0;
    if (isShorter || isHalf || (first == 0xF4 && second >= 0x90)) {
      throw malformed("a character");
    }
    return at + 1;
  }

  /** How many bytes follow the first of a character; 0 when it is no first one. */
  private static int more(int first) {
    return first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
  }

  private void number(int c) throws Json.Malformed {
    from = at;
    isNegative = c == '-';
    int i = isNegative ? at + 1 : at;
    int start = i;
    long sum = 0;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      sum = sum * 10 + (bytes[i] - '0');
      i++;
    }
    at = i;
    if (i == start) {
      throw malformed("a digit");
    }
    if (bytes[start] == '0' && i > start + 1) {
      at = start + 1;
      throw malformed("no digit");
    }
    digitCount = i - start;
    decimals = 0;
    token = Token.WHOLE;
    if (i < end && bytes[i] == '.') {
      i++;
      start = i;
      while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
        sum = sum * 10 + (bytes[i] - '0');
        i++;
      }
      at = i;
      decimals = i - start;
      digitCount += decimals;
      token = Token.REAL;
      if (decimals == 0) {
        throw malformed("a digit");
      }
    }
    digits = sum;
    if (i < end && (bytes[i] == 'e' || bytes[i] == 'E')) {
      exponent(i + 1);
    }
    to = at;
    separate();
  }

  private void exponent(int place) throws Json.Malformed {
    int i = place < end && (bytes[place] == '+' || bytes[place] == '-') ? place + 1 : place;
    int start = i;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    at = i;
    if (i == start) {
      throw malformed("a digit");
    }
    decimals = -1;
    token = Token.REAL;
  }

  /** The whole number; {@link Long#MIN_VALUE} when it has too many digits. */
  long whole() {
    return digitCount > MOST_DIGITS ? Long.MIN_VALUE : isNegative ? -digits : digits;
  }

  /** The nearest double to the number. */
  double real() {
    return Decimals.isExact(digitCount, decimals)
        ? Decimals.of(isNegative, digits, decimals)
        : Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
  }

  /**
   * The string or name, or its beginning.
   *
   * @param most the most characters of it
   */
  String text(int most) {
    if (isPlain) {
      return new String(bytes, from, Math.min(to - from, most), StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(Math.min(to - from, most));
    int i = from;
    while (i < to && text.length() < most) {
      int b = bytes[i] & 0xFF;
      if (b == '\\') {
        i += unescape(i + 1, text);
      } else {
        int more = more(b);
        int code = more == 0 ? b : b & (0x3F >> more);
        for (int k = 1; k <= more; k++) {
          code = (code << 6) | (bytes[i + k] & 0x3F);
        }
        text.appendCodePoint(code);
        i += 1 + more;
      }
    }
    return text.toString();
  }

  /** Appends what an escape stands for and tells how many bytes it has. */
  private int unescape(int place, StringBuilder text) {
    byte letter = bytes[place];
    switch (letter) {
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> {
        int code = 0;
        for (int i = 1; i <= 4; i++) {
          code = (code << 4) | Character.digit(bytes[place + i], 16);
        }
        text.append((char) code);
        return 6;
      }
      default -> text.append((char) letter);
    }
    return 2;
  }

  /** A copy of the bytes from a place up to the one that is next; none when they are too many. */
  byte[] since(int place, int most) {
    return at - place > most ? new byte[0] : Arrays.copyOfRange(bytes, place, at);
  }
}
