package io.allsmi.record.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that are written behind the caller: his text goes down a {@link Lane} in pieces. Whatever
 * else he asks waits for what is behind, and is then done as if there were none, so that the same
 * calls make the same bytes.
 */
final class PipedBlocks implements BlockOutput {
  private final BlockOutput blocks;
  private final Lane lane;
  private byte @Nullable [] piece;
  private int filled;

  PipedBlocks(BlockOutput blocks, Lane lane) {
    this.blocks = blocks;
    this.lane = lane;
  }

  @Override
  public void begin(int lineLength) throws IOException {
    blocks.begin(lineLength);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      byte[] into = piece;
      if (into == null) {
        into = lane.take();
        piece = into;
      }
      int n = Math.min(left, into.length - filled);
      System.arraycopy(bytes, from, into, filled, n);
      filled += n;
      from += n;
      left -= n;
      if (filled == into.length) {
        piece = null;
        filled = 0;
        lane.send(into, into.length, blocks);
      }
    }
  }

  @Override
  public void settle() throws IOException {
    lane.settle();
    byte[] rest = piece;
    if (rest != null && filled > 0) {
      int length = filled;
      filled = 0;
      blocks.write(rest, 0, length);
    }
  }

  @Override
  public void flush() throws IOException {
    settle();
    blocks.flush();
  }

  @Override
  public BlockFacts endBlock(BlockFacts facts) throws IOException {
    settle();
    return blocks.endBlock(facts);
  }

  @Override
  public void finish() throws IOException {
    settle();
    blocks.finish();
  }

  @Override
  public void close() throws IOException {
    lane.drop();
    byte[] rest = piece;
    if (rest != null) {
      piece = null;
      lane.giveBack(rest);
    }
    blocks.close();
  }
}
