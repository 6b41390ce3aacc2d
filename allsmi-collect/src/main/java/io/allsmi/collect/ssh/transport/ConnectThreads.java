package io.allsmi.collect.ssh.transport;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a transport. None keeps the program alive, none stays without work. */
final class ConnectThreads {
  private static final long IDLE_SECONDS = 5;

  private ConnectThreads() {}

  /** Threads for what may block; after the end of a transport they start nothing more. */
  static ExecutorService workers() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        named("allsmi-ssh"),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /** One thread for what is done at a time and never blocks. */
  static ScheduledExecutorService clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1, named("allsmi-ssh-clock"), new ThreadPoolExecutor.DiscardPolicy());
    clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
