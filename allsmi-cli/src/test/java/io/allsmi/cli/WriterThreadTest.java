package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WriterThreadTest {
  @Test
  void theThreadKeepsNoProgramAndEndsBehindItsWork() throws Exception {
    CompletableFuture<Thread> worker = new CompletableFuture<>();
    try (WriterThread writer = new WriterThread()) {
      writer.executor().execute(() -> worker.complete(Thread.currentThread()));
    }
    Thread thread = worker.get();
    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.isDaemon()).isTrue();
    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }
}
