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

  private final List<HostSource> hosts;
  private final ClusterSnapshot.Source kind;
  private final Duration interval;
  private final Duration firstLook;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private boolean closed;
  private boolean begun;

  /** By {@link System#nanoTime}. */
  private long nextRead;

  PacedHosts(
      List<? extends HostSource> hosts,
      ClusterSnapshot.Source kind,
      Duration interval,
      Duration firstLook,
      Clock clock) {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval: expected more than 0, got " + interval);
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
   * @param interval from one reading to the next, above 0
   */
  public static PacedHosts local(HostSource machine, Duration interval) {
    return new PacedHosts(
        List.of(machine), ClusterSnapshot.Source.LOCAL, interval, FIRST_LOOK, Clock.systemUTC());
  }

  @Override
  public Optional<ClusterSnapshot> poll() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!begun && !firstLook.isZero() && !closed) {
        read();
        awaitUntil(System.nanoTime() + firstLook.toNanos());
      } else if (begun) {
        awaitUntil(nextRead);
      }
      begun = true;
      if (closed) {
        return Optional.empty();
      }
      nextRead = System.nanoTime() + interval.toNanos();
      return Optional.of(new ClusterSnapshot(clock.instant(), kind, interval, read()));
    } finally {
      lock.unlock();
    }
  }

  private void awaitUntil(long nanoTime) throws InterruptedException {
    long left = nanoTime - System.nanoTime();
    while (!closed && left > 0) {
      left = wake.awaitNanos(left);
    }
  }

  private List<HostSnapshot> read() {
    List<HostSnapshot> read = new ArrayList<>(hosts.size());
    for (HostSource host : hosts) {
      read.add(host.read(clock.instant()));
    }
    return read;
  }

  /** Ends a waiting {@link #poll()}; waits for a reading that is under way. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        wake.signalAll();
        hosts.forEach(HostSource::close);
      }
    } finally {
      lock.unlock();
    }
  }
}
