package io.allsmi.record.internal;

import java.io.IOException;

/** Lines as they are; a block is some of them, and its facts go into an index line. */
final class PlainBlocks implements BlockOutput {
  private static final int BUFFER = 64 << 10;

  private final CountingOutput out;
  private final byte[] buffer = new byte[BUFFER];
  private int buffered;
  private long block;

  PlainBlocks(CountingOutput out) {
    this.out = out;
  }

  @Override
  public void begin(int lineLength) {
    block = 0;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    block += length;
    if (length > BUFFER - buffered) {
      flush();
      if (length >= BUFFER) {
        out.write(bytes, offset, length);
        return;
      }
    }
    System.arraycopy(bytes, offset, buffer, buffered, length);
    buffered += length;
  }

  @Override
  public void flush() throws IOException {
    out.write(buffer, 0, buffered);
    buffered = 0;
  }

  @Override
  public BlockFacts endBlock(BlockFacts facts) {
    return facts.stored(block);
  }

  @Override
  public void finish() throws IOException {
    flush();
  }

  @Override
  public void close() {
    buffered = 0;
  }
}
