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
 * longer than it wants to. One that nobody asked for is dropped; of those that come by themselves
 * the latest are kept.
 */
final class Answers {
  private static final int MOST_BY_THEMSELVES = 2;

  private final BlockReader reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private final Room room;
  private boolean isStreaming;
  private boolean isAwaited;
  private boolean isClosed;
  private @Nullable String ended;
  private FailureKind failure = FailureKind.UNREACHABLE;

  private Answers(BlockReader reader, Room room) {
    this.reader = reader;
    this.room = room;
  }

  /** Begins to read; the thread ends with the input. */
  static Answers of(BlockReader reader, String name) {
    return of(reader, name, Room.ALL);
  }

  /**
   * The same with other room.
   *
   * @param room what the reader takes from
   */
  static Answers of(BlockReader reader, String name, Room room) {
    Answers answers = new Answers(reader, room);
    Thread thread = new Thread(answers::run, "allsmi-remote-" + name);
    thread.setDaemon(true);
    thread.start();
    return answers;
  }

  private void run() {
    String reason = "connection: expected an answer, got its end: ";
    FailureKind kind = FailureKind.UNREACHABLE;
    try {
      for (Block block = reader.next(); block != null; block = reader.next()) {
        add(block);
      }
      String noise = reader.noise();
      reason += "the shell on the host ended" + (noise.isEmpty() ? "" : ": " + noise);
    } catch (IOException e) {
      reason += e.getMessage();
    } catch (OutOfMemoryError e) {
      reason = "host: expected an answer that fits in memory, got more";
      kind = FailureKind.TOO_LARGE;
    } finally {
      reader.leave();
      end(kind, reason);
    }
  }

  private void add(Block block) {
    lock.lock();
    try {
      if (isClosed || !(isStreaming || isAwaited)) {
        room.give(block.size());
        return;
      }
      isAwaited = false;
      int most = isStreaming ? MOST_BY_THEMSELVES : 1;
      while (!blocks.isEmpty()
          && (blocks.size() >= most || size() + block.size() > HostShell.LIMIT)) {
        drop(blocks.removeFirst());
      }
      blocks.addLast(block);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long size() {
    return blocks.stream().mapToLong(Block::size).sum();
  }

  private Block drop(Block block) {
    room.give(block.size());
    return block;
  }

  /** The next one is asked for; what is there is not the answer. */
  void expect() {
    set(false, true);
  }

  /** From now on they come by themselves. */
  void stream() {
    set(true, false);
  }

  private void set(boolean isStreaming, boolean isAwaited) {
    lock.lock();
    try {
      this.isStreaming = isStreaming;
      this.isAwaited = isAwaited;
      blocks.forEach(this::drop);
      blocks.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps none any more. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      blocks.forEach(this::drop);
      blocks.clear();
    } finally {
      lock.unlock();
    }
  }

  private void end(FailureKind kind, String reason) {
    lock.lock();
    try {
      failure = kind;
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
      return Optional.ofNullable(blocks.pollFirst()).map(this::drop);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next answer.
   *
   * @param end as of {@link System#nanoTime()}
   * @param what it is, for people
   * @throws HostReadException {@code TIMEOUT} when it did not come, {@code UNREACHABLE} when none
   *     will
   */
  Block take(long end, String what) throws HostReadException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (blocks.isEmpty()) {
        if (ended != null) {
          throw new HostReadException(failure, ended);
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new HostReadException(
              FailureKind.TIMEOUT, "host: expected " + what + " in time, got none; it may be busy");
        }
        changed.await(left, TimeUnit.NANOSECONDS);
      }
      return drop(blocks.removeFirst());
    } finally {
      lock.unlock();
    }
  }
}
