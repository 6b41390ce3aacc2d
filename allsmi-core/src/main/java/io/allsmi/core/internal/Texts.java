package io.allsmi.core.internal;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, each kept once: the names of hosts, users and programs of
 * successive lines. Of two that fall on one place the later one stays, so what is kept is bounded.
 */
public final class Texts {
  /** Characters of a text that are looked at; every cap is below. */
  static final int LONGEST = 4096;

  private static final int PLACES = 1 << 15;

  /** Powers of a prime, so that four characters are taken in at a time. */
  private static final int P1 = 31;

  private static final int P2 = P1 * P1;
  private static final int P3 = P2 * P1;
  private static final int P4 = P3 * P1;

  /** Seeded per process, so that no line can be built to collide. */
  private static final int SEED = new SplittableRandom().nextInt() | 1;

  private final @Nullable String[] kept = new String[PLACES];
  private int cuts;

  /** How many texts were longer than they may be since this was asked last. */
  public int takeCuts() {
    int count = cuts;
    cuts = 0;
    return count;
  }

  /** The text of those characters, printable and of at most so many bytes. */
  String of(char[] text, int from, int length, int most) {
    int hash = SEED + length;
    int odd = 0;
    int end = from + length;
    int at = from;
    for (; at + 4 <= end; at += 4) {
      int a = text[at];
      int b = text[at + 1];
      int c = text[at + 2];
      int d = text[at + 3];
      hash = hash * P4 + a * P3 + b * P2 + c * P1 + d;
      odd |= (a - 0x20) | (b - 0x20) | (c - 0x20) | (d - 0x20);
      odd |= (0x7E - a) | (0x7E - b) | (0x7E - c) | (0x7E - d);
    }
    for (; at < end; at++) {
      int c = text[at];
      hash = hash * P1 + c;
      odd |= (c - 0x20) | (0x7E - c);
    }
    if (odd < 0 || length > most) {
      return cut(new String(text, from, length), most);
    }
    hash *= 0x9E3779B9;
    int place = hash >>> (Integer.SIZE - 15);
    String known = kept[place];
    if (known != null && known.length() == length && isSame(known, text, from)) {
      return known;
    }
    String made = new String(text, from, length);
    kept[place] = made;
    return made;
  }

  /** Whether that many characters from there on are the known ones. */
  static boolean isSame(String known, char[] text, int from) {
    int length = known.length();
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[from + i]) {
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
