package io.allsmi.record.internal;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The blocks of one file, from wherever one begins. A file may grow behind this; nothing is
 * remembered of its end.
 */
interface BlockInput extends Closeable {
  /** What {@link #read} returns when the block ended and was found to be whole. */
  int END = -1;

  /** What {@link #read} returns when the file ends before the block does. */
  int TORN = -2;

  /** What {@link #read} returns when the block is not what it was when it was written. */
  int DAMAGED = -3;

  /** What begins at a place of a file. */
  enum Kind {
    /** Lines. */
    DATA,
    /** Something without lines, whose length is known. */
    SKIP,
    /** Nothing any more. */
    END,
    /** Less than is needed to tell. */
    TORN,
    /** Nothing that belongs here. */
    UNKNOWN
  }

  /**
   * What begins somewhere.
   *
   * @param kind what it is
   * @param length how long it is, where that is known without reading it; else 0
   * @param facts what it tells of the block before it
   */
  record Piece(Kind kind, long length, Optional<BlockFacts> facts) {
    static Piece of(Kind kind) {
      return new Piece(kind, 0, Optional.empty());
    }
  }

  /** What begins at this offset. */
  Piece look(long offset) throws IOException;

  /** How many plain bytes the block here says that it has, when it or its facts say so. */
  OptionalLong plainBytes(long offset) throws IOException;

  /**
   * Begins to read a block.
   *
   * @param skip plain bytes of it to leave out
   * @return how many were left out; fewer where the block has no more, and {@link #read} then says
   *     why
   */
  long begin(long offset, long skip) throws IOException;

  /** Plain bytes of the block; at least one, or why there are none. */
  int read(byte[] bytes, int offset, int length) throws IOException;

  /** Where the block ended, after {@link #END}. */
  long end();

  /**
   * Where reading can go on when what begins at an offset cannot be read.
   *
   * @return where the next block begins that looks whole; empty when there is none up to the end
   */
  OptionalLong resume(long offset) throws IOException;

  /** Whether there may be facts; a file whose first block is whole and has none has no others. */
  default boolean mayHaveFacts() throws IOException {
    return true;
  }

  /**
   * The facts that end at an offset, and where they begin.
   *
   * @param end behind them
   */
  Optional<Found> factsBefore(long end) throws IOException;

  /**
   * Facts in a file.
   *
   * @param offset where they begin, which is the end of their block
   */
  record Found(long offset, BlockFacts facts) {
    /** Where the block begins. */
    long block() {
      return offset - facts.stored();
    }
  }

  /** Where something begins that ends here and is no block, such as a table; else the same. */
  long beforeTable(long end) throws IOException;
}
