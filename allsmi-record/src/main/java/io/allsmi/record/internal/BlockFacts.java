package io.allsmi.record.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What is known of a block without reading it. It is written behind the block, ends with a mark and
 * says how long the block is, so that the blocks of a file are found from its end, one by one.
 *
 * @param stored bytes of the block in the file
 * @param plain bytes of its lines
 * @param frames how many data lines it has
 * @param firstSeq the number of the first of them, -1 when it has none
 * @param first the time of the first, in milliseconds
 * @param last the time of the last
 * @param latest the latest time of all
 * @param gaps where frames are missing between two of the block
 */
public record BlockFacts(
    long stored,
    long plain,
    int frames,
    long firstSeq,
    long first,
    long last,
    long latest,
    List<Gap> gaps) {
  /** The end of every payload. */
  static final byte[] MARK = "ALLSMI\u0001\n".getBytes(StandardCharsets.US_ASCII);

  /** Bytes of a payload without gaps. */
  static final int LEAST = 4 + 2 + 2 + 8 + 8 + 4 + 8 + 8 + 8 + 8 + 4 + 4 + 4 + 8;

  private static final int VERSION = 1;
  private static final int GAP_BYTES = 16;

  /** More than the most frames of a block allow; with it a payload fits into a gzip header. */
  static final int MOST_GAPS = 4000;

  /** The most bytes of a payload. */
  static final int MOST = LEAST + MOST_GAPS * GAP_BYTES;

  /** Copies the list. */
  public BlockFacts {
    gaps = List.copyOf(gaps);
  }

  /** Between two frames, in milliseconds. */
  public record Gap(long from, long to) {
    /**
     * Whether frames are missing between two times.
     *
     * @param interval how often frames were to be taken; 0 when that is not known
     */
    public static boolean between(long interval, long from, long to) {
      // Times of whole seconds are cut: two that are 2 s apart may be 1 s and a bit.
      long slack = from % 1000 == 0 && to % 1000 == 0 ? 999 : 0;
      return interval > 0 && to - from > interval + interval / 2 + slack;
    }
  }

  /** The same, of a block whose length is known by now. */
  BlockFacts stored(long bytes) {
    return new BlockFacts(bytes, plain, frames, firstSeq, first, last, latest, gaps);
  }

  /** The payload: little-endian, with a checksum, its length and the mark at its end. */
  byte[] toBytes() {
    int length = LEAST + gaps.size() * GAP_BYTES;
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(length).putShort((short) VERSION).putShort((short) 0);
    out.putLong(stored).putLong(plain).putInt(frames).putLong(firstSeq);
    out.putLong(first).putLong(last).putLong(latest).putInt(gaps.size());
    for (Gap gap : gaps) {
      out.putLong(gap.from).putLong(gap.to);
    }
    out.putInt(checksum(out.array(), 0, out.position())).putInt(length).put(MARK);
    return out.array();
  }

  /**
   * How long the payload is that ends here.
   *
   * @param end at least 12 bytes, the last of which are the mark
   * @return 0 when none ends here
   */
  static int lengthOfTail(byte[] end, int limit) {
    if (limit < MARK.length + 4) {
      return 0;
    }
    for (int i = 0; i < MARK.length; i++) {
      if (end[limit - MARK.length + i] != MARK[i]) {
        return 0;
      }
    }
    int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(limit - 12);
    return length >= LEAST && length <= MOST ? length : 0;
  }

  /** Reads a payload; empty when it is none, or damaged. */
  static Optional<BlockFacts> read(byte[] bytes, int offset, int length) {
    if (length < LEAST || lengthOfTail(bytes, offset + length) != length) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
    int checked = length - MARK.length - 8;
    if (in.getInt(offset + checked) != checksum(bytes, offset, checked)) {
      return Optional.empty();
    }
    if (in.getInt() != length || in.getShort() != VERSION || in.getShort() != 0) {
      return Optional.empty();
    }
    long stored = in.getLong();
    long plain = in.getLong();
    int frames = in.getInt();
    long firstSeq = in.getLong();
    long first = in.getLong();
    long last = in.getLong();
    long latest = in.getLong();
    int count = in.getInt();
    if (count != (length - LEAST) / GAP_BYTES || stored < 0 || plain < 0 || frames < 0) {
      return Optional.empty();
    }
    List<Gap> gaps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      gaps.add(new Gap(in.getLong(), in.getLong()));
    }
    return Optional.of(new BlockFacts(stored, plain, frames, firstSeq, first, last, latest, gaps));
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  /** Gathers the facts of a block line by line. */
  static final class Gathered {
    private final long interval;
    private long plain;
    private int frames;
    private long firstSeq = -1;
    private long first;
    private long last;
    private long latest = Long.MIN_VALUE;
    private final List<Gap> gaps = new ArrayList<>();

    /**
     * Begins a block.
     *
     * @param interval how often frames are to be taken, in milliseconds
     */
    Gathered(long interval) {
      this.interval = interval;
    }

    void line(long bytes) {
      plain += bytes;
    }

    void frame(long bytes, long seq, long time) {
      line(bytes);
      if (frames++ == 0) {
        firstSeq = seq;
        first = time;
      } else if (Gap.between(interval, last, time) && gaps.size() < MOST_GAPS) {
        gaps.add(new Gap(last, time));
      }
      last = time;
      latest = Math.max(latest, time);
    }

    boolean isEmpty() {
      return plain == 0;
    }

    int frames() {
      return frames;
    }

    long plain() {
      return plain;
    }

    BlockFacts facts() {
      long known = frames == 0 ? 0 : latest;
      return new BlockFacts(0, plain, frames, firstSeq, first, last, known, gaps);
    }
  }
}
