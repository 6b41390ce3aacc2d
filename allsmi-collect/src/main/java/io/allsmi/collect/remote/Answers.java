package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a host as they come in, on a thread of their own, so that a reader need not wait
 * longer than it wants to. Of answers that nobody takes the latest are kept.
 */
final class Answers {
  private static final int MOST = 16;

  private final BlockReader reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private @Nullable String ended;

  private Answers(BlockReader reader) {
    this.reader = reader;
  }

  /** Begins to read; the thread ends with the input. */
  static Answers of(BlockReader reader, String name) {
    Answers answers = new Answers(reader);
    Thread thread = new Thread(answers::run, "allsmi-remote-" + name);
    thread.setDaemon(true);
    thread.start();
    return answers;
  }

  private void run() {
    String reason = "the shell on the host ended";
    try {
      for (Block block = reader.next(); block != null; block = reader.next()) {
        add(block);
      }
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    } finally {
      end(reason);
    }
  }

  private void add(Block block) {
    lock.lock();
    try {
      if (blocks.size() == MOST) {
        blocks.removeFirst();
      }
      blocks.addLast(block);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end(String reason) {
    lock.lock();
    try {
      ended = reason;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next answer if it is there already. */
  Optional<Block> poll() {
    lock.lock();
    try {
      return Optional.ofNullable(blocks.pollFirst());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next answer.
   *
   * @param end as of {@link System#nanoTime()}
   * @throws HostReadException {@code TIMEOUT} when it did not come, {@code UNREACHABLE} when none
   *     will
   */
  Block take(long end) throws HostReadException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (blocks.isEmpty()) {
        if (ended != null) {
          throw new HostReadException(
              FailureKind.UNREACHABLE, "connection: expected an answer, got its end: " + ended);
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new HostReadException(
              FailureKind.TIMEOUT, "host: expected its answer in time, got none; it may be busy");
        }
        changed.await(left, TimeUnit.NANOSECONDS);
      }
      return blocks.removeFirst();
    } finally {
      lock.unlock();
    }
  }
}
