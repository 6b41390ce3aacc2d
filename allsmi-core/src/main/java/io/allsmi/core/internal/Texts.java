package io.allsmi.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

  /** Seeded per process, so that no line can be built to collide. */
  private static final long SEED = new SplittableRandom().nextLong() | 1;

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final @Nullable Known[] kept = new Known[1 << BITS];
  private int cuts;

  /** Of a text that is not as it came, so that it is not taken for what comes. */
  private static final byte[] NO_BYTES = {0};

  /** A text and the bytes of it in a line, which are compared many at a time. */
  public static final class Known {
    /** No text. */
    public static final Known NOTHING = new Known("", new byte[0]);

    /** The text. */
    public final String text;

    private final byte[] bytes;

    Known(String text, byte[] bytes) {
      this.text = text;
      this.bytes = bytes;
    }

    /** Whether those bytes are the text. */
    boolean is(byte[] other, int from, int to) {
      return bytes.length == to - from
          && bytes != NO_BYTES
          && Arrays.equals(bytes, 0, bytes.length, other, from, to);
    }
  }

  /** How many texts were longer than they may be since this was asked last. */
  public int takeCuts() {
    int count = cuts;
    cuts = 0;
    return count;
  }

  /** The text that a scanner came to, printable and of at most so many bytes. */
  Known of(JsonScanner in, int most) {
    byte[] bytes = in.bytes();
    int from = in.from();
    int length = in.to() - from;
    boolean isKept = length <= LONGEST_KEPT;
    int place = isKept ? place(bytes, from, length) : 0;
    Known known = isKept ? kept[place] : null;
    if (known != null && known.is(bytes, from, in.to()) && length <= most) {
      return known;
    }
    String made = in.text(LONGEST + 2);
    String cut = cut(made, most);
    if (length > most || !cut.equals(made)) {
      return new Known(cut, NO_BYTES);
    }
    known = new Known(made, Arrays.copyOfRange(bytes, from, in.to()));
    if (isKept) {
      kept[place] = known;
    }
    return known;
  }

  private static int place(byte[] text, int from, int length) {
    long hash = SEED + length;
    int end = from + length;
    int at = from;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (long) LONG.get(text, at)) * MIX;
      hash ^= hash >>> 32;
    }
    for (; at < end; at++) {
      hash = hash * 31 + text[at];
    }
    return (int) ((hash * MIX) >>> (Long.SIZE - BITS));
  }

  /** A text made printable and cut to at most so many bytes. */
  String cut(String text, int most) {
    String printable = Utf8.printable(text);
    String cut = Utf8.cut(printable, most);
    cuts += cut.length() < printable.length() && !printable.endsWith(" bytes truncated)") ? 1 : 0;
    return cut;
  }
}
