package io.allsmi.core.internal;

import java.nio.charset.StandardCharsets;

/** Cutting text at a number of bytes without cutting a character. */
public final class Utf8 {
  private Utf8() {}

  /** The largest length of at most {@code max} bytes at which the text can be cut. */
  public static int boundary(byte[] bytes, int length, int max) {
    if (length <= max) {
      return length;
    }
    int cut = max;
    while (cut > 0 && (bytes[cut] & 0xC0) == 0x80) {
      cut--;
    }
    return cut;
  }

  /** The number of bytes a text takes. */
  public static int length(String text) {
    int n = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return n;
  }

  /** The text cut to at most that many bytes. */
  public static String cut(String text, int max) {
    if (text.length() <= max / 3 || length(text) <= max) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, boundary(bytes, bytes.length, max), StandardCharsets.UTF_8);
  }

  /**
   * The text cut so that, with a note of how many bytes went, it takes at most that many bytes:
   * {@code python train.py --da...(120 bytes truncated)}.
   */
  public static String cutVisibly(String text, int max) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= max) {
      return text;
    }
    int keep = max;
    String note;
    do {
      keep = boundary(bytes, bytes.length, keep - 1);
      note = "...(" + (bytes.length - keep) + " bytes truncated)";
    } while (keep > 0 && keep + note.length() > max);
    return new String(bytes, 0, keep, StandardCharsets.UTF_8) + note;
  }

  /** The text without control characters; they never reach a terminal or a file. */
  public static String printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        StringBuilder kept = new StringBuilder(text.length());
        text.chars().filter(c -> !Character.isISOControl(c)).forEach(c -> kept.append((char) c));
        return kept.toString();
      }
    }
    return text;
  }
}
