package io.allsmi.tui.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is sent to the screen, one piece at a time. A terminal that takes nothing more holds whoever
 * is writing for as long as it likes; only {@link #leaveWithin} does not wait for that.
 */
final class ScreenOutput {
  private static final String ENTER =
      "\u001b[?1049h\u001b[?25l\u001b[?1000h\u001b[?1002h\u001b[?1006h\u001b[m";
  private static final String LEAVE =
      "\u001b[?1006l\u001b[?1002l\u001b[?1000l\u001b[m\u001b[?25h\u001b[?1049l";

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean active;

  ScreenOutput(OutputStream out) {
    this.out = out;
  }

  /** Takes the screen over. */
  void enter() throws IOException {
    lock.lock();
    try {
      active = true;
      send(ENTER);
    } finally {
      lock.unlock();
    }
  }

  /** Gives the screen back, if it was taken. */
  void leave() throws IOException {
    lock.lock();
    try {
      giveBack();
    } finally {
      lock.unlock();
    }
  }

  /** Gives the screen back, unless somebody is still writing to it when the limit has passed. */
  void leaveWithin(Duration limit) throws IOException, InterruptedException {
    if (lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      try {
        giveBack();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Writes a frame; nothing while the screen is not ours. */
  void write(byte[] bytes, int length) throws IOException {
    lock.lock();
    try {
      if (active && length > 0) {
        out.write(bytes, 0, length);
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveBack() throws IOException {
    if (active) {
      active = false;
      send(LEAVE);
    }
  }

  private void send(String sequence) throws IOException {
    out.write(sequence.getBytes(StandardCharsets.US_ASCII));
  }
}
