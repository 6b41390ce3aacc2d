package io.allsmi.record.internal;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Counts what goes into a file, and does not close it. One thread at a time writes; others may ask.
 */
final class CountingOutput extends OutputStream {
  private final OutputStream out;
  private volatile long count;
  private volatile boolean muted;

  CountingOutput(OutputStream out) {
    this.out = out;
  }

  /** How many bytes the file has. */
  long count() {
    return count;
  }

  /** From now on nothing goes into the file: what is left could not be whole. */
  void mute() {
    muted = true;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (muted) {
      return;
    }
    out.write(bytes, offset, length);
    long before = count;
    count = before + length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
