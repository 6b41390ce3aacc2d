package io.allsmi.collect.exporter;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.source.HostSource;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A host whose readings a test decides; it can be made to hang. */
final class ScriptedSource implements HostSource {
  final AtomicInteger reads = new AtomicInteger();
  final CountDownLatch closed = new CountDownLatch(1);
  volatile boolean hangs;

  private final Function<Instant, HostSnapshot> script;

  ScriptedSource(Function<Instant, HostSnapshot> script) {
    this.script = script;
  }

  @Override
  public HostSnapshot read(Instant takenAt) {
    reads.incrementAndGet();
    if (hangs) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return script.apply(takenAt);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
