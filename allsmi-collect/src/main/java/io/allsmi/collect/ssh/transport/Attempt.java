package io.allsmi.collect.ssh.transport;

import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a connection: how long it may take, what it has opened, and how far it has come.
 * Ending it from another thread closes what it has opened, and what it opens after that.
 */
final class Attempt {
  private static final Logger LOG = System.getLogger(Attempt.class.getName());

  private final long end;
  private final Deque<Runnable> opened = new ArrayDeque<>();
  private boolean isOver;
  private volatile String step = "connecting";

  Attempt(Duration timeout) {
    end = System.nanoTime() + timeout.toNanos();
  }

  /** How long is left; at least a millisecond. */
  Duration left() {
    return Duration.ofNanos(Math.max(end - System.nanoTime(), 1_000_000));
  }

  /** What it does now, for people. */
  String step() {
    return step;
  }

  void step(String now) {
    step = now;
  }

  /**
   * Takes note of something that was opened.
   *
   * @throws InterruptedIOException when the attempt is over; it is closed then
   */
  void opened(Runnable closer) throws InterruptedIOException {
    synchronized (this) {
      if (!isOver) {
        opened.push(closer);
        return;
      }
    }
    closer.run();
    throw new InterruptedIOException("the attempt is over");
  }

  /** It has succeeded: what it has opened stays open. */
  synchronized void keep() {
    opened.clear();
  }

  /** Closes everything, the last first; what does not close keeps nothing else open. */
  void abandon() {
    synchronized (this) {
      isOver = true;
    }
    for (Runnable next = pop(); next != null; next = pop()) {
      try {
        next.run();
      } catch (RuntimeException e) {
        LOG.log(Level.TRACE, "closing what an attempt has opened", e);
      }
    }
  }

  private synchronized @Nullable Runnable pop() {
    return opened.poll();
  }
}
