package io.allsmi.cli;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.source.HostSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a machine a few times, never waiting for it longer than it may take. */
final class SampleSeries {
  /** The time that rates of the first sample are taken over. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(250);

  private final HostSource machine;
  private final Duration timeout;
  private final boolean rates;

  /**
   * @param timeout how long one read may take
   * @param rates whether the first sample must have readings that are differences of two
   */
  SampleSeries(HostSource machine, Duration timeout, boolean rates) {
    this.machine = machine;
    this.timeout = timeout;
    this.rates = rates;
  }

  List<HostSnapshot> read(int samples, Duration interval) throws IOException, InterruptedException {
    ExecutorService reader = Executors.newSingleThreadExecutor(SampleSeries::thread);
    try {
      if (rates) {
        read(reader);
        pause(FIRST_LOOK);
      }
      return paced(samples, interval, () -> read(reader));
    } finally {
      reader.shutdownNow();
    }
  }

  /** Something that is read a few times. */
  interface Reading<T> {
    T read() throws IOException, InterruptedException;
  }

  /** Reads as often and, as far as each read allows, at that pace. */
  static <T> List<T> paced(int samples, Duration interval, Reading<T> reading)
      throws IOException, InterruptedException {
    List<T> all = new ArrayList<>();
    long due = System.nanoTime();
    for (int i = 0; i < samples; i++) {
      pause(Duration.ofNanos(due - System.nanoTime()));
      all.add(reading.read());
      due += interval.toNanos();
    }
    return all;
  }

  private HostSnapshot read(ExecutorService reader) throws IOException, InterruptedException {
    try {
      return reader
          .submit(() -> machine.read(Instant.now()))
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "snapshot: expected a reading within " + timeout.toMillis() + " ms, got none", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void pause(Duration duration) throws InterruptedException {
    if (duration.toNanos() > 0) {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
  }

  /** A reader that hangs in a driver does not keep the program. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "allsmi-snapshot");
    thread.setDaemon(true);
    return thread;
  }
}
