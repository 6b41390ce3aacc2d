package io.allsmi.record.internal;

import java.io.ByteArrayOutputStream;

/** A line that is put together, and whose bytes are used in place. */
public final class LineBuffer extends ByteArrayOutputStream {
  private static final int USUAL = 64 << 10;

  /** An empty line. */
  public LineBuffer() {
    super(USUAL);
  }

  /** The bytes of the line, and more behind them. */
  public byte[] bytes() {
    return buf;
  }
}
