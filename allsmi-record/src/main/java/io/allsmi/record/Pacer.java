package io.allsmi.record;

import java.util.concurrent.locks.Condition;

/** The time that a playback goes by; tests have one that does not pass by itself. */
interface Pacer {
  /** Nanoseconds since some moment. */
  long nanos();

  /**
   * Waits until it is signalled or a time has passed.
   *
   * @param nanos at most that long; {@link Long#MAX_VALUE} for as long as it takes
   */
  void await(Condition condition, long nanos) throws InterruptedException;

  /** The time of the machine. */
  final class Wall implements Pacer {
    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the caller looks again whatever ended the wait
    public void await(Condition condition, long nanos) throws InterruptedException {
      if (nanos == Long.MAX_VALUE) {
        condition.await();
      } else {
        long left = condition.awaitNanos(nanos);
        assert left <= nanos;
      }
    }
  }
}
