package io.allsmi.collect.local;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.source.HostSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads this machine, one read at a time. A driver that hangs cannot be cut off: its read goes on,
 * and whatever was opened is closed when it ends.
 */
final class LocalReader implements HostReader {
  /** How long the machine is watched before its first snapshot, so that it has rates. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(250);

  /** Reading what hangs is given up by its own readers long before. */
  private static final Duration READ_TIME = Duration.ofSeconds(15);

  private final Supplier<HostSource> opening;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private @Nullable HostSource machine;
  private boolean reading;
  private boolean closed;

  LocalReader(Supplier<HostSource> opening, Clock clock) {
    this.opening = opening;
    this.clock = clock;
  }

  @Override
  public Optional<Duration> ownDeadline() {
    return Optional.of(READ_TIME);
  }

  @Override
  public Read read(Duration connectTimeout, Duration deadline) {
    return new Read() {
      @Override
      public HostSnapshot run() throws HostReadException {
        return readMachine();
      }

      @Override
      public void cut() {
        // The poller goes on without it.
      }
    };
  }

  private HostSnapshot readMachine() throws HostReadException {
    @Nullable HostSource known = begin();
    try {
      return (known == null ? watched() : known).read(clock.instant());
    } finally {
      end();
    }
  }

  private @Nullable HostSource begin() throws HostReadException {
    lock.lock();
    try {
      if (closed) {
        throw cutOff();
      }
      reading = true;
      return machine;
    } finally {
      lock.unlock();
    }
  }

  /** Opens the machine and looks at it for the first time. */
  private HostSource watched() throws HostReadException {
    HostSource opened = opening.get();
    lock.lock();
    try {
      machine = opened;
    } finally {
      lock.unlock();
    }
    HostSnapshot unused = opened.read(clock.instant());
    awaitSecondLook();
    return opened;
  }

  private void awaitSecondLook() throws HostReadException {
    lock.lock();
    try {
      long left = FIRST_LOOK.toNanos();
      while (!closed && left > 0) {
        left = wake.awaitNanos(left);
      }
      if (closed) {
        throw cutOff();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cutOff();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      reading = false;
      if (closed) {
        release();
      }
    } finally {
      lock.unlock();
    }
  }

  private static HostReadException cutOff() {
    return new HostReadException(FailureKind.UNREACHABLE, "cut off");
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wake.signalAll();
      if (!reading) {
        release();
      }
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    HostSource open = machine;
    machine = null;
    if (open != null) {
      open.close();
    }
  }
}
