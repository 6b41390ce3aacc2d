package io.allsmi.collect.exporter;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Every subscriber of events, and the thread that sends to them: collecting and answering never
 * wait for a subscriber, and no subscriber waits for another.
 */
final class EventHub implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(500);

  private final int most;
  private final Duration patience;
  private final Renderings renderings;
  private final Consumer<String> complaints;
  private final AtomicInteger taken = new AtomicInteger();
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor thread;

  /**
   * @param most streams at once; 0 is no limit
   * @param patience how long a client may take nothing before it is cut
   * @param complaints gets what goes wrong with one of them
   */
  EventHub(int most, Duration patience, Renderings renderings, Consumer<String> complaints) {
    this.most = most;
    this.patience = patience;
    this.renderings = renderings;
    this.complaints = complaints;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "allsmi-events");
              made.setDaemon(true);
              return made;
            });
    var unused =
        thread.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  int most() {
    return most;
  }

  /** Takes a place for a stream; false when there is none. */
  boolean reserve() {
    int places = taken.incrementAndGet();
    if (most > 0 && places > most) {
      taken.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Adds a stream in a place that was taken. */
  void add(EventStream stream) {
    streams.add(stream);
  }

  /** Streams that are open. */
  int size() {
    return streams.size();
  }

  /** Sends a frame to all, on the hub's thread. */
  void publish(Frame frame) {
    if (!streams.isEmpty()) {
      thread.execute(() -> forEach(stream -> stream.offer(frame, renderings)));
    }
  }

  /** Gives a place back that no stream came to use. */
  void release() {
    taken.decrementAndGet();
  }

  private void tick() {
    long now = System.nanoTime();
    forEach(stream -> stream.tick(now, patience));
    List<EventStream> gone = streams.stream().filter(EventStream::isEnded).toList();
    for (EventStream stream : gone) {
      if (streams.remove(stream)) {
        release();
      }
    }
  }

  /** What goes wrong with a stream ends that one. */
  private void forEach(Consumer<EventStream> step) {
    for (EventStream stream : streams) {
      try {
        step.accept(stream);
      } catch (RuntimeException e) {
        complaints.accept("events: expected to send, got " + e);
        stream.end();
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    forEach(EventStream::end);
  }
}
