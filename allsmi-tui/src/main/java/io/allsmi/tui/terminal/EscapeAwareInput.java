package io.allsmi.tui.terminal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Says that more input is available when an escape sequence has begun and its rest arrives a moment
 * later. So the Esc key is told from an arrow key that a slow line has split, and costs that moment
 * only.
 */
final class EscapeAwareInput extends FilterInputStream {
  private static final int ESC = 0x1b;

  private final Runnable patience;
  private State state = State.TEXT;

  /** Where the bytes read so far leave an escape sequence. */
  private enum State {
    TEXT,
    ESCAPE,
    SHORT,
    SEQUENCE
  }

  /** Over a stream, with a way to wait a moment for more of it. */
  EscapeAwareInput(InputStream in, Runnable patience) {
    super(in);
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      see(next);
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    for (int i = 0; i < count; i++) {
      see(buffer[offset + i] & 0xff);
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    int now = super.available();
    if (now > 0 || state == State.TEXT) {
      return now;
    }
    patience.run();
    state = State.TEXT;
    return super.available();
  }

  private void see(int next) {
    state =
        switch (state) {
          case TEXT, SHORT -> next == ESC ? State.ESCAPE : State.TEXT;
          case ESCAPE -> afterEscape(next);
          case SEQUENCE -> next >= 0x40 && next <= 0x7e ? State.TEXT : State.SEQUENCE;
        };
  }

  private static State afterEscape(int next) {
    return switch (next) {
      case ESC -> State.ESCAPE;
      case '[' -> State.SEQUENCE;
      case 'O' -> State.SHORT;
      default -> State.TEXT;
    };
  }
}
