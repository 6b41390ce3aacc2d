package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes one snapshot from a source in each interval, the newest there is: a poller gives one
 * whenever a host answers. It is dated by when it is taken, as what was known then; each host keeps
 * the time of its own reading. The source is read by a thread of its own, so what is done with a
 * snapshot delays no reading; an interval in which nothing new comes has no snapshot.
 */
final class FrameClock implements AutoCloseable {
  private final ClusterSource source;
  private final Optional<Duration> interval;
  private final Clock clock;
  private final Thread reader = new Thread(this::read, "allsmi-frames");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable ClusterSnapshot newest;
  private @Nullable Exception failure;
  private boolean ended;
  private boolean stopped;

  // Of the thread that asks.
  private boolean begun;
  private long due;
  private long missed;

  /**
   * @param interval from one snapshot to the next; where it is absent, as long as the first
   *     snapshot says
   * @param clock tells when a snapshot is taken
   */
  FrameClock(ClusterSource source, Optional<Duration> interval, Clock clock) {
    this.source = source;
    this.interval = interval;
    this.clock = clock;
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Waits for the snapshot of the next interval.
   *
   * @param until when to stop waiting, by {@link System#nanoTime}
   * @return empty when there was none until then, or {@link #hasEnded}
   * @throws IOException when the source cannot be read
   */
  Optional<ClusterSnapshot> next(long until) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isDue() && !stopped && System.nanoTime() - until < 0) {
        if (failure != null) {
          throw failed(failure);
        }
        if (ended && newest == null) {
          return Optional.empty();
        }
        long unused = changed.awaitNanos(waiting(until));
      }
      if (stopped || !isDue()) {
        return Optional.empty();
      }
      return Optional.ofNullable(take()).map(this::dated);
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue() {
    return newest != null && (!begun || System.nanoTime() - due >= 0);
  }

  private long waiting(long until) {
    long now = System.nanoTime();
    return newest == null ? until - now : Math.min(until - now, due - now);
  }

  private @Nullable ClusterSnapshot take() {
    ClusterSnapshot taken = newest;
    newest = null;
    long now = System.nanoTime();
    if (!begun || taken == null) {
      begun = true;
      due = now;
    }
    long step = taken == null ? 1 : Math.max(1, step(taken));
    long late = now - due;
    missed += late / step;
    // A snapshot that was waited for sets the beat anew: the source has one of its own.
    due = late > step / 10 ? now + step : due + step;
    return taken;
  }

  private ClusterSnapshot dated(ClusterSnapshot snapshot) {
    return new ClusterSnapshot(
        clock.instant(),
        snapshot.source(),
        interval.orElse(snapshot.interval()),
        snapshot.hosts(),
        snapshot.issues(),
        snapshot.jobs());
  }

  private long step(ClusterSnapshot snapshot) {
    return interval.orElse(snapshot.interval()).toNanos();
  }

  /** Whether the source will give no more, or {@link #stop} was called. */
  boolean hasEnded() {
    lock.lock();
    try {
      return stopped || (ended && newest == null);
    } finally {
      lock.unlock();
    }
  }

  /** Intervals that had no snapshot. */
  long missed() {
    return missed;
  }

  /** Ends the waiting; from any thread. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    Exception why = null;
    try {
      Optional<ClusterSnapshot> next = source.poll();
      while (next.isPresent()) {
        put(next.get());
        next = source.poll();
      }
    } catch (IOException | RuntimeException e) {
      why = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      failure = why;
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void put(ClusterSnapshot snapshot) {
    lock.lock();
    try {
      newest = snapshot;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static IOException failed(Exception why) {
    if (why instanceof RuntimeException fault) {
      throw fault;
    }
    return (IOException) why;
  }

  /** Leaves the source; it stays open. */
  @Override
  public void close() {
    stop();
    reader.interrupt();
  }
}
