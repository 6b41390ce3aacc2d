package io.allsmi.record.internal;

import java.io.Closeable;
import java.io.IOException;

/** Lines that are written into independent blocks, each of which can be read alone. */
interface BlockOutput extends Closeable {
  /** Says how long the lines are, before a block begins with the first of them. */
  default void expect(int lineLength) {}

  /** Writes into the open block, or begins one. */
  void write(byte[] bytes, int offset, int length) throws IOException;

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
