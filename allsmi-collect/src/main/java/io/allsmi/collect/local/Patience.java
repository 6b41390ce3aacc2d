package io.allsmi.collect.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks what the system may never answer, on a thread of its own, and does not wait for ever. While
 * an old question is open no new one is asked, so at most one thread hangs.
 */
class Patience {
  private final Duration limit;
  private FutureTask<?> open = new FutureTask<>(() -> null);

  Patience(Duration limit) {
    this.limit = limit;
    open.run();
  }

  /** Asks on the caller's own thread, for what answers at once. */
  static Patience none() {
    return new Patience(Duration.ZERO) {
      @Override
      <T> Optional<FutureTask<T>> begin(String name, Supplier<T> question) {
        FutureTask<T> task = new FutureTask<>(question::get);
        task.run();
        return Optional.of(task);
      }
    };
  }

  /**
   * Asks.
   *
   * @return the answer; empty when it did not come in time or an older one is still awaited
   */
  <T> Optional<T> ask(String name, Supplier<T> question) {
    return begin(name, question).flatMap(task -> answer(name, task, limit.toNanos()));
  }

  /** Whether an answer is still awaited. */
  boolean isAsking() {
    return !open.isDone();
  }

  /**
   * Asks without waiting, so that several can be asked at once.
   *
   * @return what {@link #answer} waits for; empty while an older answer is still awaited
   */
  <T> Optional<FutureTask<T>> begin(String name, Supplier<T> question) {
    if (isAsking()) {
      return Optional.empty();
    }
    FutureTask<T> task = new FutureTask<>(question::get);
    open = task;
    Thread thread = new Thread(task, "allsmi-" + name);
    thread.setDaemon(true);
    thread.start();
    return Optional.of(task);
  }

  /** Waits for an answer; empty when it does not come in time. */
  static <T> Optional<T> answer(String name, FutureTask<T> task, long nanoseconds) {
    try {
      return Optional.of(task.get(Math.max(0, nanoseconds), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + ": expected an answer, got " + e.getCause(), e);
    }
  }
}
