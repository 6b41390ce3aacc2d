package io.allsmi.core.internal;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, each kept once: the names of hosts, users and programs of
 * successive lines. Of two that fall on one place the later one stays, so what is kept is bounded.
 */
public final class Texts {
  /** Characters of a text that are looked at; no cap is above. */
  public static final int LONGEST = 1 << 16;

  /** Longer texts come again with their row, if at all, and are not kept here. */
  private static final int LONGEST_KEPT = 1024;

  private static final int BITS = 15;

  /** Powers of a prime, so that four characters are taken in at a time. */
  private static final int P1 = 31;

  private static final int P2 = P1 * P1;
  private static final int P3 = P2 * P1;
  private static final int P4 = P3 * P1;

  /** Seeded per process, so that no line can be built to collide. */
  private static final int SEED = new SplittableRandom().nextInt() | 1;

  private final @Nullable Known[] kept = new Known[1 << BITS];
  private int cuts;

  /** Of a text that is not as it came, so that it is not taken for what comes. */
  private static final char[] NO_CHARS = {0};

  /** A text and its characters, which are compared many at a time. */
  public static final class Known {
    /** No text. */
    public static final Known NOTHING = new Known("", new char[0]);

    /** The text. */
    public final String text;

    private final char[] chars;

    Known(String text, char[] chars) {
      this.text = text;
      this.chars = chars;
    }

    /** Whether those characters are the text. */
    boolean is(char[] other, int from, int length) {
      return chars.length == length
          && chars != NO_CHARS
          && Arrays.equals(chars, 0, length, other, from, from + length);
    }
  }

  /** How many texts were longer than they may be since this was asked last. */
  public int takeCuts() {
    int count = cuts;
    cuts = 0;
    return count;
  }

  /** The text of those characters, printable and of at most so many bytes. */
  Known of(char[] text, int from, int length, int most) {
    boolean isKept = length <= LONGEST_KEPT;
    int place = isKept ? place(text, from, length) : 0;
    Known known = isKept ? kept[place] : null;
    if (known != null && known.is(text, from, length) && length <= most) {
      return known;
    }
    char[] chars = Arrays.copyOfRange(text, from, from + length);
    String made = new String(text, from, length);
    if (length > most || !isPlain(chars)) {
      return new Known(cut(made, most), NO_CHARS);
    }
    known = new Known(made, chars);
    if (isKept) {
      kept[place] = known;
    }
    return known;
  }

  /** A text of which only the beginning is looked at. */
  Known cutOff(String text) {
    return new Known(text, NO_CHARS);
  }

  private static int place(char[] text, int from, int length) {
    int hash = SEED + length;
    int end = from + length;
    int at = from;
    for (; at + 4 <= end; at += 4) {
      hash = hash * P4 + text[at] * P3 + text[at + 1] * P2 + text[at + 2] * P1 + text[at + 3];
    }
    for (; at < end; at++) {
      hash = hash * P1 + text[at];
    }
    return (hash * 0x9E3779B9) >>> (Integer.SIZE - BITS);
  }

  /** Whether the text is printable ASCII. */
  private static boolean isPlain(char[] text) {
    for (char c : text) {
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** A text made printable and cut to at most so many bytes. */
  String cut(String text, int most) {
    String printable = Utf8.printable(text);
    String cut = Utf8.cut(printable, most);
    cuts += cut.length() < printable.length() && !printable.endsWith(" bytes truncated)") ? 1 : 0;
    return cut;
  }
}
