package io.allsmi.record.internal;

import io.allsmi.core.file.NewFile;
import io.allsmi.record.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of a recording: header, data lines, index lines, in blocks. A block ends when it is full
 * and is whole from then on; what is in an open block can be read up to the last flush.
 */
public final class SegmentWriter implements AutoCloseable {
  private final NewFile file;
  private final CountingOutput out;
  private final BlockLayout layout;
  private final boolean plainFile;
  private final BlockOutput blocks;
  private final long interval;
  private final List<BlockFacts> unindexed = new ArrayList<>();
  private BlockFacts.Gathered block;
  private boolean isOpen;
  private long lineLength;
  private long line;
  private long plain;
  private long unflushed;
  private long frames;
  private long lastSeq;
  private long indexed = -1;
  private long lastIndex = -1;
  private boolean finished;
  private byte @Nullable [] held;

  /**
   * Begins a file.
   *
   * @param file new and empty; closed with this
   * @param interval how often frames are to be taken, in milliseconds; 0 when that is not known
   */
  public SegmentWriter(NewFile file, Compression compression, BlockLayout layout, long interval) {
    this(file, compression, layout, interval, null);
  }

  /**
   * Begins a file that is compressed and written behind the caller's back.
   *
   * @param lane where that is done; null for by the caller
   */
  public SegmentWriter(
      NewFile file,
      Compression compression,
      BlockLayout layout,
      long interval,
      @Nullable Lane lane) {
    this.file = file;
    this.layout = layout;
    this.interval = interval;
    out = new CountingOutput(file);
    plainFile = compression == Compression.NONE;
    BlockOutput direct =
        switch (compression) {
          case ZSTD -> new ZstdBlocks.Output(out, layout);
          case GZIP -> new GzipBlocks.Output(out, layout);
          case NONE -> new PlainBlocks(out);
        };
    blocks = lane == null ? direct : new PipedBlocks(direct, lane);
    block = new BlockFacts.Gathered(interval);
  }

  private final OutputStream parts =
      new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          put(bytes, offset, length);
          line += length;
        }
      };

  /** Writes a line that is no data. */
  public void line(byte[] line) throws IOException {
    if (frames == 0) {
      held = held == null ? line : joined(held, line);
      return;
    }
    block.line(line.length);
    put(line, 0, line.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** What comes before the first data line waits for it: how blocks are made depends on that. */
  private void putHeld() throws IOException {
    byte[] lines = held;
    if (lines != null) {
      held = null;
      block.line(lines.length);
      put(lines, 0, lines.length);
    }
  }

  /**
   * Writes a data line.
   *
   * @param length with the line feed
   * @param seq its number; -1 when it has none
   * @param time when it was taken, in milliseconds
   * @return whether a block ended with it
   */
  public boolean frame(byte[] bytes, int offset, int length, long seq, long time)
      throws IOException {
    if (lineLength == 0) {
      lineLength = length;
    }
    begin().write(bytes, offset, length);
    return end(seq, time);
  }

  /**
   * Begins a data line that is not the first. It is written in parts into what this returns, with
   * its line feed, and then needs an {@link #end}.
   */
  public OutputStream begin() throws IOException {
    putHeld();
    line = 0;
    return parts;
  }

  /**
   * Ends the data line that was begun.
   *
   * @param seq its number; -1 when it has none
   * @param time when it was taken, in milliseconds
   * @return whether a block ended with it
   */
  public boolean end(long seq, long time) throws IOException {
    lineLength = line;
    block.frame(line, seq, time);
    frames++;
    lastSeq = seq;
    boolean index = seq > 0 && seq % Lines.INDEX_EVERY == 0;
    if (index && !plainFile) {
      line(Lines.index(plain, seq));
    }
    boolean full = block.frames() >= layout.frames() || block.plain() >= layout.plainBytes();
    if (full || (index && plainFile)) {
      endBlock();
    }
    if (index && plainFile) {
      indexLine();
    }
    return full;
  }

  /** A block is made for lines like the one before it, or like its first where there is none. */
  private void put(byte[] bytes, int offset, int length) throws IOException {
    if (!isOpen) {
      blocks.begin((int) Math.min(lineLength, Integer.MAX_VALUE));
      isOpen = true;
    }
    blocks.write(bytes, offset, length);
    plain += length;
    unflushed += length;
  }

  private void endBlock() throws IOException {
    if (!block.isEmpty()) {
      unindexed.add(blocks.endBlock(block.facts()));
      isOpen = false;
      block = new BlockFacts.Gathered(interval);
      if (!plainFile) {
        unindexed.clear();
        unflushed = 0;
      }
    }
  }

  /** The facts of the blocks, the last of which the line itself begins. */
  private void indexLine() throws IOException {
    long offset = plain;
    line(Lines.index(offset, lastSeq, unindexed, lastIndex));
    unindexed.clear();
    lastIndex = offset;
    indexed = lastSeq;
  }

  /** Brings everything written so far into the file, where it can be read. */
  public void flush() throws IOException {
    putHeld();
    blocks.flush();
    out.flush();
    unflushed = 0;
  }

  /** Waits until every line is compressed, so that {@link #stored} says what it has come to. */
  public void settle() throws IOException {
    blocks.settle();
  }

  /** Bytes of the file as it is; what is not flushed may be missing. */
  public long stored() {
    return out.count();
  }

  /** Bytes of the lines that may not be in the file. */
  public long unflushed() {
    return unflushed;
  }

  /** Bytes of all lines. */
  public long plain() {
    return plain;
  }

  /** How many data lines there are. */
  public long frames() {
    return frames;
  }

  /** Ends the last block, writes what makes the file quick to open, and forces it to the disk. */
  public void finish() throws IOException {
    if (finished) {
      return;
    }
    finished = true;
    putHeld();
    endBlock();
    if (plainFile && frames > 0 && lastSeq > 0 && indexed != lastSeq) {
      indexLine();
    }
    blocks.finish();
    out.flush();
    file.force();
  }

  /** Closes the file as it is; nothing is written. */
  @Override
  public void close() throws IOException {
    out.mute();
    try (file) {
      blocks.close();
    }
  }
}
