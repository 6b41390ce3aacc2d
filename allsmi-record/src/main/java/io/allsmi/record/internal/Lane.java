package io.allsmi.record.internal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes pieces of text from a caller to their blocks on an executor's threads: one after the other,
 * in their order, never two at a time. There are {@value #PIECES} pieces and no more, so a caller
 * that is too quick waits.
 *
 * <p>Whoever waits for work that no thread has begun does it himself. So an executor that is late,
 * that forgets work, or whose only thread is the one that waits, costs time and nothing else.
 *
 * <p>After the first failure nothing more is written; the caller hears of it when he gives the next
 * piece or waits.
 */
public final class Lane {
  /** Twice as much as zstd compresses at once. */
  private static final int PIECE_BYTES = 256 << 10;

  static final int PIECES = 4;

  private final Executor executor;
  private final int pieceBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Piece> behind = new ArrayDeque<>(PIECES);
  private final Deque<byte[]> free = new ArrayDeque<>(PIECES);
  private int made;
  private boolean isAsked;
  private boolean isBusy;
  private long written;
  private @Nullable Throwable failure;

  // Of the caller's thread.
  private @Nullable RuntimeException refusal;
  private boolean isInterrupted;

  private static final class Piece {
    final byte[] bytes;
    final int length;
    final BlockOutput to;

    Piece(byte[] bytes, int length, BlockOutput to) {
      this.bytes = bytes;
      this.length = length;
      this.to = to;
    }
  }

  /** A lane on that executor, which is not ended by anything here. */
  public Lane(Executor executor) {
    this(executor, PIECE_BYTES);
  }

  /** A lane with pieces of another size. */
  Lane(Executor executor, int pieceBytes) {
    this.executor = executor;
    this.pieceBytes = pieceBytes;
  }

  /** An empty piece; waits while all are on their way. */
  byte[] take() {
    byte[] piece = takeFree();
    while (piece == null) {
      waitOrWork();
      piece = takeFree();
    }
    return piece;
  }

  private byte @Nullable [] takeFree() {
    lock.lock();
    try {
      if (free.isEmpty() && made < PIECES) {
        made++;
        return new byte[pieceBytes];
      }
      return free.poll();
    } finally {
      lock.unlock();
    }
  }

  /** Gives back a piece that goes nowhere. */
  void giveBack(byte[] piece) {
    lock.lock();
    try {
      free.add(piece);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a piece on its way, behind all others.
   *
   * @param to has a block open, and is left alone until {@link #settle} or {@link #drop}
   * @throws IOException when one of those before it could not be written
   */
  void send(byte[] piece, int length, BlockOutput to) throws IOException {
    if (add(new Piece(piece, length, to))) {
      try {
        executor.execute(this::begin);
      } catch (RuntimeException e) { // rejected, by whatever name
        refusal = e;
      }
    }
    if (refusal != null) {
      work();
    }
    check();
  }

  /** Whether the executor has to be asked for a thread. */
  private boolean add(Piece piece) {
    lock.lock();
    try {
      if (failure != null) {
        free.add(piece.bytes);
        return false;
      }
      behind.add(piece);
      boolean asks = !isBusy && !isAsked && refusal == null;
      isAsked |= asks;
      return asks;
    } finally {
      lock.unlock();
    }
  }

  /** Why the executor took no work; from then on the caller did all of it. */
  public Optional<RuntimeException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * Waits until every piece is where it was sent.
   *
   * @throws IOException when one could not be written
   */
  void settle() throws IOException {
    while (!isIdle()) {
      waitOrWork();
    }
    check();
  }

  /** Drops what nobody has begun to write, and waits for what somebody has. */
  void drop() {
    lock.lock();
    try {
      clear();
    } finally {
      lock.unlock();
    }
    while (!isIdle()) {
      waitOrWork();
    }
  }

  private void clear() {
    behind.forEach(piece -> free.add(piece.bytes));
    behind.clear();
  }

  private boolean isIdle() {
    lock.lock();
    try {
      return !isBusy && behind.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void check() throws IOException {
    Throwable cause = failure();
    if (cause instanceof IOException fault) {
      throw fault;
    }
    if (cause instanceof RuntimeException bug) {
      throw bug;
    }
    if (cause instanceof Error error) {
      throw error;
    }
  }

  private @Nullable Throwable failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  private void waitOrWork() {
    if (!hasWaited()) {
      work();
    }
  }

  /** Waits for the thread that is writing to finish a piece; false when there is none. */
  private boolean hasWaited() {
    lock.lock();
    try {
      if (!isBusy) {
        return false;
      }
      long before = written;
      while (isBusy && written == before) {
        changed.await();
      }
    } catch (InterruptedException e) {
      isInterrupted = true; // passed on by release()
    } finally {
      lock.unlock();
    }
    return true;
  }

  /** The executor's work. */
  private void begin() {
    lock.lock();
    try {
      isAsked = false;
    } finally {
      lock.unlock();
    }
    work();
  }

  /** Writes every piece there is, unless another thread is at it. */
  private void work() {
    Piece piece = first();
    while (piece != null) {
      piece = next(piece, write(piece));
    }
  }

  private @Nullable Piece first() {
    lock.lock();
    try {
      if (isBusy) {
        return null;
      }
      isBusy = !behind.isEmpty();
      return behind.poll();
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable Throwable write(Piece piece) {
    try {
      piece.to.write(piece.bytes, 0, piece.length);
      return null;
    } catch (Throwable e) { // the caller's thread throws it, see check()
      return e;
    }
  }

  /** Lets go of a piece and takes up the one behind it. */
  private @Nullable Piece next(Piece done, @Nullable Throwable thrown) {
    lock.lock();
    try {
      free.add(done.bytes);
      written++;
      if (thrown != null) {
        failure = thrown;
        clear();
      }
      isBusy = !behind.isEmpty();
      changed.signalAll();
      return behind.poll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * From now until {@link #release} an interrupt of the caller's thread is kept: it would close the
   * file, in which the caller, too, may have to write.
   */
  public void hold() {
    isInterrupted |= Thread.interrupted();
  }

  /** Passes on an interrupt that was kept. */
  public void release() {
    if (isInterrupted) {
      isInterrupted = false;
      Thread.currentThread().interrupt();
    }
  }
}
