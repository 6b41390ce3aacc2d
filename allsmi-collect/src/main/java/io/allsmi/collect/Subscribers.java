package io.allsmi.collect;

import io.allsmi.core.ClusterSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Passes snapshots on to those who subscribed. Safe for many threads. */
final class Subscribers {
  private final Executor executor;
  private final List<SnapshotSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private boolean closed;

  Subscribers(Executor executor) {
    this.executor = executor;
  }

  void add(Flow.Subscriber<? super ClusterSnapshot> subscriber, Optional<ClusterSnapshot> newest) {
    boolean isLate;
    SnapshotSubscription subscription;
    synchronized (this) {
      isLate = closed;
      Executor signals = isLate ? Runnable::run : executor; // the threads are gone by then
      subscription = new SnapshotSubscription(subscriber, signals, subscriptions::remove);
      if (!isLate) {
        subscriptions.add(subscription);
      }
    }
    if (isLate) {
      subscription.complete();
    } else {
      newest.ifPresent(subscription::offer);
    }
    subscription.begin();
  }

  void offer(ClusterSnapshot snapshot) {
    subscriptions.forEach(s -> s.offer(snapshot));
  }

  synchronized void close() {
    closed = true;
    subscriptions.forEach(SnapshotSubscription::complete);
    subscriptions.clear();
  }
}
