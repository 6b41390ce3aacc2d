package io.allsmi.collect;

import io.allsmi.core.ClusterSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One look at every host: complete when each has answered, failed or used up its time. */
final class PollRound {
  private final Set<HostEntry> waitingFor = new LinkedHashSet<>();
  private final CompletableFuture<ClusterSnapshot> result = new CompletableFuture<>();

  void add(HostEntry entry) {
    waitingFor.add(entry);
  }

  void answered(HostEntry entry) {
    waitingFor.remove(entry);
  }

  List<HostEntry> waitingFor() {
    return List.copyOf(waitingFor);
  }

  void complete(ClusterSnapshot snapshot) {
    result.complete(snapshot);
  }

  /** Any thread. */
  void abort() {
    result.completeExceptionally(new IllegalStateException("the poller was closed"));
  }

  /** Any thread. */
  ClusterSnapshot await() throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the poller was closed", e);
    }
  }
}
