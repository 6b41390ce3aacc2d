package io.allsmi.record.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Some lines of a file, in memory: a block, or a part of one that is very long. Which lines belong
 * together depends on nothing but the file and the place they begin at.
 */
public final class Chunk {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = '\n' * ONES;

  private final long block;
  private final long plain;
  private final byte[] bytes;
  private final int length;
  private final boolean open;
  private final long lostFrames;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private long[] times = new long[16];
  private int count;
  private int lines;

  /** Where and what, before the lines are looked at. */
  Chunk(long block, long plain, byte[] bytes, int length, boolean open, long lostFrames) {
    this.block = block;
    this.plain = plain;
    this.bytes = bytes;
    this.length = length;
    this.open = open;
    this.lostFrames = lostFrames;
  }

  /** What is told of the lines that are no snapshots. */
  public interface Others {
    /**
     * A line that is no data.
     *
     * @param at where it begins, in plain bytes of the block
     */
    void line(LineLook.Kind kind, LineLook look, byte[] bytes, int start, int end, long at);
  }

  /** Finds the data lines. */
  Chunk look(LineLook look, Others others) {
    int start = block == 0 && plain == 0 && hasByteOrderMark() ? 3 : 0;
    while (start < length) {
      int end = lineFeed(bytes, start, length);
      boolean whole = end < length;
      int text = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
      // A line without its end counts when it is JSON that is closed: some tools leave the last
      // line feed out.
      if (text > start && (whole || bytes[text - 1] == '}')) {
        LineLook.Kind kind = look.look(bytes, start, text);
        if (kind == LineLook.Kind.DATA) {
          add(start, text, look.time());
        } else if (whole) {
          others.line(kind, look, bytes, start, text, plain + start);
        }
        lines++;
      }
      start = end + 1;
    }
    return this;
  }

  /** Some editors put one before the first line of a file. */
  private boolean hasByteOrderMark() {
    return length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /** The first line feed; the end when there is none. 32 bytes at a time. */
  static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 4 * Long.BYTES <= to; at += 4 * Long.BYTES) {
      long some =
          less(bytes, at)
              | less(bytes, at + Long.BYTES)
              | less(bytes, at + 2 * Long.BYTES)
              | less(bytes, at + 3 * Long.BYTES);
      if ((some & HIGH_BITS) != 0) {
        int found = lineFeedIn(bytes, at, at + 4 * Long.BYTES);
        if (found >= 0) {
          return found;
        }
      }
    }
    int found = lineFeedIn(bytes, at, to);
    return found < 0 ? to : found;
  }

  /** A line feed sets the high bit of its byte; so do bytes that are no ASCII. */
  private static long less(byte[] bytes, int at) {
    return ((long) EIGHT.get(bytes, at) ^ LINE_FEEDS) - ONES;
  }

  private static int lineFeedIn(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private void add(int start, int end, long time) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      times = Arrays.copyOf(times, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    times[count++] = time;
  }

  /** Where the block begins in the file. */
  public long block() {
    return block;
  }

  /** How many plain bytes of the block lie before this. */
  public long plain() {
    return plain;
  }

  /** How many data lines there are. */
  public int count() {
    return count;
  }

  /** How many lines there are of any kind. */
  public int lines() {
    return lines;
  }

  /** Whether the file ended here and more may follow. */
  public boolean open() {
    return open;
  }

  /** How many data lines are known to have been lost before these. */
  public long lostFrames() {
    return lostFrames;
  }

  /** The bytes of all lines. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many of them there are. */
  public int length() {
    return length;
  }

  /** Where a data line begins. */
  public int start(int line) {
    return starts[line];
  }

  /** Behind its last byte, without the line feed. */
  public int end(int line) {
    return ends[line];
  }

  /** When it was taken, in milliseconds. */
  public long time(int line) {
    return times[line];
  }

  /** Its number; -1 when it has none. */
  public long seq(int line) {
    return LineLook.seq(bytes, starts[line], ends[line]);
  }

  /** The latest time of all; {@link Long#MIN_VALUE} when there is none. */
  public long latest() {
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      latest = Math.max(latest, times[i]);
    }
    return latest;
  }

  /** Whether these lines are what the facts of their block say. */
  boolean fits(BlockFacts facts) {
    return count == facts.frames()
        && (count == 0
            || (times[0] == facts.first()
                && times[count - 1] == facts.last()
                && latest() == facts.latest()
                && (facts.firstSeq() < 0 || seq(0) == facts.firstSeq())));
  }
}
