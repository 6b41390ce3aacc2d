package com.example.backendai;

import io.allsmi.core.ClusterSnapshot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the newest snapshot of a poller that runs all the time, for an agent that is asked now and
 * then and must answer at once.
 *
 * <pre>{@code
 * NewestSnapshot newest = new NewestSnapshot();
 * poller.subscribe(newest);
 * }</pre>
 */
public final class NewestSnapshot implements Flow.Subscriber<ClusterSnapshot>, AutoCloseable {
  private final AtomicReference<ClusterSnapshot> newest = new AtomicReference<>();
  private final CompletableFuture<ClusterSnapshot> first = new CompletableFuture<>();
  private volatile Flow.Subscription subscription;

  /** The newest snapshot; empty before the first has come. */
  public Optional<ClusterSnapshot> get() {
    return Optional.ofNullable(newest.get());
  }

  /** Completes with the first snapshot, or fails when the poller ends without one. */
  public CompletionStage<ClusterSnapshot> first() {
    return first.minimalCompletionStage();
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    subscription = granted;
    granted.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ClusterSnapshot snapshot) {
    newest.set(snapshot);
    first.complete(snapshot);
  }

  @Override
  public void onError(Throwable failure) {
    first.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    first.completeExceptionally(new IllegalStateException("poller: closed before a snapshot came"));
  }

  /** Wants no more snapshots; the newest stays. */
  @Override
  public void close() {
    Flow.Subscription granted = subscription;
    if (granted != null) {
      granted.cancel();
    }
  }
}
