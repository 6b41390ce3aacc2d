package io.allsmi.record.internal;

import java.io.IOException;
import java.io.OutputStream;

/** Counts what goes into a file, and does not close it. */
final class CountingOutput extends OutputStream {
  private final OutputStream out;
  private long count;
  private boolean muted;

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
    count += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
