package io.allsmi.tui.terminal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * A stream that can be stopped while somebody waits for it, and then ends without taking another
 * byte: what is typed after the view was left belongs to whoever comes next.
 */
final class StoppableInput extends FilterInputStream {
  private final BooleanSupplier arrived;
  private volatile boolean stopped;

  /**
   * Over a stream.
   *
   * @param arrived waits a moment for input and says whether there is some
   */
  StoppableInput(InputStream in, BooleanSupplier arrived) {
    super(in);
    this.arrived = arrived;
  }

  /** Ends the stream. */
  void stop() {
    stopped = true;
  }

  @Override
  public int read() throws IOException {
    return awaited() ? super.read() : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return awaited() ? super.read(buffer, offset, length) : -1;
  }

  private boolean awaited() {
    while (!stopped && !arrived.getAsBoolean()) {
      Thread.onSpinWait();
    }
    return !stopped;
  }
}
