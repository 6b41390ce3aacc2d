package io.allsmi.collect;

import io.allsmi.core.ClusterSnapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber. Signals are made one after the other by whichever thread holds {@link #busy}; a
 * snapshot that was not delivered when the next one comes is replaced by it.
 */
final class SnapshotSubscription implements Flow.Subscription {
  private static final Logger LOG = System.getLogger(SnapshotSubscription.class.getName());

  private final Flow.Subscriber<? super ClusterSnapshot> subscriber;
  private final Executor executor;
  private final Consumer<SnapshotSubscription> onEnd;
  private @Nullable ClusterSnapshot waiting;
  private @Nullable Throwable error;
  private long requested;
  private boolean begun;
  private boolean completed;
  private boolean ended;
  private boolean busy;

  SnapshotSubscription(
      Flow.Subscriber<? super ClusterSnapshot> subscriber,
      Executor executor,
      Consumer<SnapshotSubscription> onEnd) {
    this.subscriber = subscriber;
    this.executor = executor;
    this.onEnd = onEnd;
  }

  /** Makes the first signal on the caller's thread, and allows the others. */
  void begin() {
    synchronized (this) {
      busy = true;
    }
    if (!signal(() -> subscriber.onSubscribe(this))) {
      cancel();
    }
    synchronized (this) {
      begun = true;
      busy = false;
    }
    wake();
  }

  void offer(ClusterSnapshot snapshot) {
    synchronized (this) {
      waiting = snapshot;
    }
    wake();
  }

  void complete() {
    synchronized (this) {
      completed = true;
    }
    wake();
  }

  @Override
  public void request(long n) {
    synchronized (this) {
      if (n <= 0) {
        error = new IllegalArgumentException("request: expected at least 1, got " + n);
      } else {
        requested = requested + n < 0 ? Long.MAX_VALUE : requested + n;
      }
    }
    wake();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      ended = true;
      waiting = null;
    }
    onEnd.accept(this);
  }

  private void wake() {
    synchronized (this) {
      if (busy || !begun || !hasWork()) {
        return;
      }
      busy = true;
    }
    executor.execute(this::drain);
  }

  private boolean hasWork() {
    return !ended && (error != null || completed || (waiting != null && requested > 0));
  }

  private void drain() {
    for (Runnable next = next(); next != null; next = next()) {
      if (!signal(next)) {
        cancel();
      }
    }
  }

  /** The next signal; null when there is none, and then {@link #busy} is given up. */
  private synchronized @Nullable Runnable next() {
    ClusterSnapshot snapshot = waiting;
    Throwable why = error;
    if (!hasWork()) {
      busy = false;
      return null;
    }
    if (why != null) {
      ended = true;
      onEnd.accept(this);
      return () -> subscriber.onError(why);
    }
    if (completed) {
      ended = true;
      return subscriber::onComplete;
    }
    waiting = null;
    requested -= requested == Long.MAX_VALUE ? 0 : 1;
    return () -> subscriber.onNext(Objects.requireNonNull(snapshot));
  }

  private static boolean signal(Runnable call) {
    try {
      call.run();
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a subscriber threw and is dropped", e);
      return false;
    }
  }
}
