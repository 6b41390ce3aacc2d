package io.allsmi.collect.internal;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a host over something that is kept from one read to the next, such as a connection. A read
 * can be cut in every phase, and no interrupt reaches what its thread does next.
 *
 * @param <S> what is kept
 */
public abstract class KeptReader<S> implements HostReader {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable S kept;
  private @Nullable OneRead running;
  private boolean closed;

  /** Nothing is kept yet. */
  protected KeptReader() {}

  /**
   * Reads.
   *
   * @throws InterruptedException when it is cut
   */
  protected abstract HostSnapshot readOnce() throws HostReadException, InterruptedException;

  /** Ends what was kept. */
  protected abstract void end(S session);

  /** This reader is closed, and nothing is kept any more; called once. */
  protected abstract void closed();

  /** What is kept. */
  protected final Optional<S> current() {
    lock.lock();
    try {
      return Optional.ofNullable(kept);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps something new, or ends it when the read was cut meanwhile.
   *
   * @throws HostReadException when it was
   */
  protected final S keep(S fresh) throws HostReadException {
    lock.lock();
    try {
      OneRead read = running;
      if (!closed && read != null && !read.isCut) {
        kept = fresh;
        return fresh;
      }
    } finally {
      lock.unlock();
    }
    end(fresh);
    throw cutOff();
  }

  /** Ends what is kept. */
  protected final void leave() {
    Optional<S> open;
    lock.lock();
    try {
      open = taken();
    } finally {
      lock.unlock();
    }
    open.ifPresent(this::end);
  }

  private Optional<S> taken() {
    Optional<S> taken = Optional.ofNullable(kept);
    kept = null;
    return taken;
  }

  /** Whether it was closed, by any thread. */
  protected final boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** The failure of a read that was cut. */
  protected static HostReadException cutOff() {
    return new HostReadException(FailureKind.UNREACHABLE, "cut off");
  }

  /** The poller's times are made for hosts that are asked anew each time: they do not apply. */
  @Override
  public final Read read(Duration connectTimeout, Duration deadline) {
    return new OneRead();
  }

  /** Ends the read under way and what is kept. */
  @Override
  public final void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      interruptRead();
    } finally {
      lock.unlock();
    }
    leave();
    closed();
  }

  private void interruptRead() {
    OneRead read = running;
    if (read != null) {
      read.thread.interrupt();
    }
  }

  /** One read; its fields belong to the lock. */
  private final class OneRead implements Read {
    private Thread thread = Thread.currentThread();
    private boolean isCut;

    @Override
    public HostSnapshot run() throws HostReadException {
      begin();
      try {
        return readOnce();
      } catch (InterruptedException e) {
        throw cutOff();
      } finally {
        end();
      }
    }

    private void begin() throws HostReadException {
      lock.lock();
      try {
        if (closed || isCut) {
          throw cutOff();
        }
        thread = Thread.currentThread();
        running = this;
      } finally {
        lock.unlock();
      }
    }

    /** Whoever interrupts holds the lock, so no interrupt reaches what the thread does next. */
    private void end() {
      lock.lock();
      try {
        running = null;
        boolean unused = Thread.interrupted();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void cut() {
      lock.lock();
      try {
        isCut = true;
        if (running != this) {
          return;
        }
        interruptRead();
      } finally {
        lock.unlock();
      }
      leave();
    }
  }
}
