package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a host as they come in on the thread of its connection, so that a reader need not
 * wait longer than it wants to. One that nobody asked for is dropped; of those that come by
 * themselves the latest are kept.
 */
final class Answers implements ShellOutput {
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

  /**
   * None yet.
   *
   * @param word the mark of the connection
   * @param limit the largest answer, bytes
   */
  Answers(String word, int limit, Clock clock) {
    this(word, limit, clock, Room.ALL);
  }

  /**
   * The same with other room.
   *
   * @param room what the answers take from
   */
  Answers(String word, int limit, Clock clock, Room room) {
    this.room = room;
    this.reader = new BlockReader(word, limit, clock, room, this::add);
  }

  @Override
  public void take(byte[] bytes, int from, int count) {
    lock.lock();
    try {
      if (ended == null && !isClosed) {
        reader.take(bytes, from, count);
      }
    } catch (IOException e) {
      end(FailureKind.UNREACHABLE, expectedAnswer() + e.getMessage());
    } catch (OutOfMemoryError e) {
      end(FailureKind.TOO_LARGE, "host: expected an answer that fits in memory, got more");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ended() {
    lock.lock();
    try {
      if (ended == null) {
        reader.finish();
        String noise = reader.noise();
        String why = "the shell on the host ended" + (noise.isEmpty() ? "" : ": " + noise);
        end(FailureKind.UNREACHABLE, expectedAnswer() + why);
      }
    } finally {
      lock.unlock();
    }
  }

  private static String expectedAnswer() {
    return "connection: expected an answer, got its end: ";
  }

  private void end(FailureKind kind, String reason) {
    reader.leave();
    failure = kind;
    ended = reason;
    changed.signalAll();
  }

  private void add(Block block) {
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
      reader.leave();
      blocks.forEach(this::drop);
      blocks.clear();
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
