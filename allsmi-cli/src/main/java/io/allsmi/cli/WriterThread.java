package io.allsmi.cli;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The thread that compresses and writes a recording while another encodes. It does not keep the
 * program, and is there from the first work on.
 */
final class WriterThread implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor(WriterThread::daemon);

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "allsmi-writer");
    thread.setDaemon(true);
    return thread;
  }

  Executor executor() {
    return thread;
  }

  /** Ends the thread, when it has done what it was given. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
