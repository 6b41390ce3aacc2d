package io.allsmi.collect;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.core.source.HostSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hosts that are read one after the other, as a cluster: this machine is a cluster of one. The
 * thread that polls does the reading, once in each interval; there is no other.
 *
 * <pre>{@code
 * LocalMachine machine = LocalMachine.open(LocalOptions.defaults());
 * try (ClusterSource source = PacedHosts.local(machine, Duration.ofSeconds(3))) {
 *   ClusterSnapshot cluster = source.poll().orElseThrow();
 * }
 * }</pre>
 *
 * @since 0.30.0
 */
public final class PacedHosts implements ClusterSource {
  /** How long this machine is watched before its first snapshot, so that it has rates. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(250);

  private static final Duration LONGEST = Duration.ofDays(1);

  private final List<HostSource> hosts;
  private final ClusterSnapshot.Source kind;
  private final Duration interval;
  private final Duration firstLook;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private boolean closed;
  private boolean reading;

  // Of the thread that polls.
  private boolean begun;

  /** By {@link System#nanoTime}. */
  private long nextRead;

  PacedHosts(
      List<? extends HostSource> hosts,
      ClusterSnapshot.Source kind,
      Duration interval,
      Duration firstLook,
      Clock clock) {
    if (interval.isZero() || interval.isNegative() || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "interval: expected more than 0 and at most a day, got " + interval);
    }
    this.hosts = List.copyOf(hosts);
    this.kind = kind;
    this.interval = interval;
    this.firstLook = firstLook;
    this.clock = clock;
  }

  /**
   * This machine. The first snapshot takes a quarter of a second: what is a rate is the difference
   * of two readings.
   *
   * @param machine how it is read; closed with the source
   * @param interval from one reading to the next, above 0 and at most a day
   */
  public static PacedHosts local(HostSource machine, Duration interval) {
    return new PacedHosts(
        List.of(machine), ClusterSnapshot.Source.LOCAL, interval, FIRST_LOOK, Clock.systemUTC());
  }

  @Override
  public Optional<ClusterSnapshot> poll() throws InterruptedException {
    if (!begun) {
      begun = true;
      if (!firstLook.isZero()) {
        read();
        nextRead = System.nanoTime() + firstLook.toNanos();
        awaitNextRead();
      }
    } else {
      awaitNextRead();
    }
    nextRead = System.nanoTime() + interval.toNanos();
    return read().map(found -> new ClusterSnapshot(clock.instant(), kind, interval, found));
  }

  private void awaitNextRead() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nextRead - System.nanoTime();
      while (!closed && left > 0) {
        left = wake.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** All hosts; empty when the source is closed, which then has waited for this to close them. */
  private Optional<List<HostSnapshot>> read() {
    lock.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      reading = true;
    } finally {
      lock.unlock();
    }
    List<HostSnapshot> read = new ArrayList<>(hosts.size());
    try {
      for (HostSource host : hosts) {
        read.add(host.read(clock.instant()));
      }
    } finally {
      endReading();
    }
    return Optional.of(read);
  }

  private void endReading() {
    lock.lock();
    try {
      reading = false;
      if (closed) {
        hosts.forEach(HostSource::close);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends a waiting {@link #poll()}. Where a reading is under way it returns at once all the same,
   * and the hosts are closed by the thread that reads when that ends.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      wake.signalAll();
      if (!reading) {
        hosts.forEach(HostSource::close);
      }
    } finally {
      lock.unlock();
    }
  }
}
