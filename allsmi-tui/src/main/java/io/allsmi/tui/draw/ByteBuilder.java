package io.allsmi.tui.draw;

import java.util.Arrays;

/** A byte array that grows and is used again. */
final class ByteBuilder {
  private byte[] bytes = new byte[16 * 1024];
  private int length;

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  void number(int value) {
    reserve(10);
    int digits = 1;
    for (int rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    int rest = value;
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  void utf8(int codePoint) {
    reserve(4);
    if (codePoint < 0x80) {
      bytes[length++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xc0 | codePoint >> 6);
      bytes[length++] = tail(codePoint);
    } else if (codePoint < 0x10000) {
      bytes[length++] = (byte) (0xe0 | codePoint >> 12);
      bytes[length++] = tail(codePoint >> 6);
      bytes[length++] = tail(codePoint);
    } else {
      bytes[length++] = (byte) (0xf0 | codePoint >> 18);
      bytes[length++] = tail(codePoint >> 12);
      bytes[length++] = tail(codePoint >> 6);
      bytes[length++] = tail(codePoint);
    }
  }

  private static byte tail(int codePoint) {
    return (byte) (0x80 | (codePoint & 0x3f));
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
