package io.allsmi.collect.exporter;

import io.allsmi.collect.web.WebStream;
import io.allsmi.core.json.SnapshotSection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of events. Frames wait for it in a short queue; the oldest is dropped when that is
 * full, and the subscriber is told how many were. The bytes of a frame are shared by all
 * subscribers. Safe for many threads.
 */
final class EventStream {
  static final int QUEUE = 16;

  private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final WebStream stream;
  private final Set<SnapshotSection> include;
  private final long throttleNanos;
  private final long heartbeatNanos;
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private long dropped;
  private boolean writing;
  private boolean ended;
  private long wroteAt = System.nanoTime();
  private long acceptedAt;
  private boolean accepted;

  /**
   * @param stream where to
   * @param include the sections to send
   * @param throttle the shortest time between two frames; zero sends each
   * @param heartbeat the longest silence
   */
  EventStream(
      WebStream stream, Set<SnapshotSection> include, Duration throttle, Duration heartbeat) {
    this.stream = stream;
    this.include = include;
    this.throttleNanos = throttle.toNanos();
    this.heartbeatNanos = heartbeat.toNanos();
  }

  /** Takes a frame to send, or leaves it because of the throttle. */
  void offer(Frame frame, Renderings renderings) {
    synchronized (this) {
      // Frames come evenly but not exactly so: one that is due within a tenth is due.
      boolean early = frame.nanos() - acceptedAt < throttleNanos - throttleNanos / 10;
      if (ended || (accepted && early)) {
        return;
      }
      accepted = true;
      acceptedAt = frame.nanos();
      if (queue.size() >= QUEUE) {
        queue.pollFirst();
        dropped++;
      }
      queue.addLast(renderings.event(frame, include));
    }
    send();
  }

  /**
   * Looks after the stream from time to time: sends a heartbeat into a silence, and cuts a client
   * that has taken nothing for too long.
   *
   * @param patience how long a client may take nothing
   */
  void tick(long nanos, Duration patience) {
    boolean stalled;
    synchronized (this) {
      stalled = writing && nanos - wroteAt > patience.toNanos();
      if (!writing && !ended && queue.isEmpty() && nanos - wroteAt >= heartbeatNanos) {
        queue.addLast(KEEP_ALIVE);
      }
    }
    if (stalled) {
      end();
    } else {
      send();
    }
  }

  /** Whether the client is gone. */
  synchronized boolean isEnded() {
    return ended;
  }

  /** Cuts the stream. */
  void end() {
    synchronized (this) {
      ended = true;
      queue.clear();
    }
    stream.abort();
  }

  private void send() {
    byte[] next = next();
    if (next != null) {
      stream.write(next, this::sent);
    }
  }

  private synchronized byte @Nullable [] next() {
    if (writing || ended || (queue.isEmpty() && dropped == 0)) {
      return null;
    }
    writing = true;
    wroteAt = System.nanoTime();
    if (dropped > 0) {
      String lag = "event: lag\ndata: {\"dropped\":" + dropped + "}\n\n";
      dropped = 0;
      return lag.getBytes(StandardCharsets.UTF_8);
    }
    return queue.pollFirst();
  }

  private void sent(boolean stands) {
    synchronized (this) {
      writing = false;
      if (!stands) {
        ended = true;
        queue.clear();
      }
    }
    send();
  }
}
