package io.allsmi.collect;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The poller's threads, all of them daemons: one that schedules and never blocks, one for each
 * request under way, and one now and then that cuts off a request or calls a subscriber.
 */
final class PollThreads implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PollThreads.class.getName());
  private static final Duration NO_THREAD_PAUSE = Duration.ofSeconds(1);
  private static final long IDLE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor scheduler;
  private final ThreadPoolExecutor readers;
  private final ThreadPoolExecutor helpers;

  PollThreads() {
    scheduler = new ScheduledThreadPoolExecutor(1, named("allsmi-poll-schedule"));
    scheduler.setRemoveOnCancelPolicy(true);
    readers = unbounded("allsmi-poll-read"); // Lanes bounds the requests
    helpers = unbounded("allsmi-poll-help");
  }

  /** Runs a task on the scheduling thread; a task that comes after the close is dropped. */
  void post(Runnable task) {
    submit(scheduler, task);
  }

  /** Runs a task on the scheduling thread after a while. */
  @Nullable ScheduledFuture<?> after(Duration delay, Runnable task) {
    try {
      return scheduler.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return null;
    }
  }

  /**
   * Runs a task that talks to a host; where the system has no thread for it now, a little later.
   */
  void read(Runnable task) {
    try {
      submit(readers, task);
    } catch (OutOfMemoryError noThread) {
      LOG.log(Level.WARNING, "no thread to ask a host with; trying again");
      var unused = after(NO_THREAD_PAUSE, () -> read(task));
    }
  }

  /** Runs a task that may block but talks to no host. */
  void help(Runnable task) {
    submit(helpers, task);
  }

  /** Ends the threads: scheduled tasks are dropped, readers interrupted, helpers finish. */
  @Override
  public void close() {
    scheduler.shutdownNow();
    readers.shutdownNow();
    helpers.shutdown();
  }

  private static void submit(ExecutorService executor, Runnable task) {
    try {
      executor.execute(guarded(task));
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.TRACE, "a task came after the close and was dropped");
    }
  }

  /** A bug in one task must neither end the schedule nor go unseen. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a task of the poller failed; please report this", e);
      }
    };
  }

  private static ThreadPoolExecutor unbounded(String name) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        named(name));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
