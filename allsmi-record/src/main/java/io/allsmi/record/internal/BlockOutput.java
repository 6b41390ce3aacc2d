package io.allsmi.record.internal;

import java.io.Closeable;
import java.io.IOException;

/** Lines that are written into independent blocks, each of which can be read alone. */
interface BlockOutput extends Closeable {
  /**
   * Begins a block; none is open.
   *
   * @param lineLength how long its lines are, about; 0 when that is not known
   */
  void begin(int lineLength) throws IOException;

  /** Writes into the open block. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Waits until everything written so far is compressed, where another thread does that. */
  default void settle() throws IOException {}

  /** Brings everything written so far into the file, where it can be read. */
  void flush() throws IOException;

  /** Ends the block, if one is open, and writes its facts where this kind of file has a place. */
  BlockFacts endBlock(BlockFacts facts) throws IOException;

  /** Writes what belongs at the end of the file, without a block that is open. */
  void finish() throws IOException;

  /** Releases what an open block holds, and writes nothing; the file stays open. */
  @Override
  void close() throws IOException;
}
