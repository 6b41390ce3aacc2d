package io.allsmi.collect.slurm;

import io.allsmi.collect.command.ProgramStarter;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.remote.RemoteHost;
import io.allsmi.collect.remote.RemoteOptions;
import io.allsmi.collect.remote.RemoteReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one node by a step that is kept: the first read starts it, and so does one after a failure.
 */
final class SrunReader implements HostReader {
  /** The first read waits for the step, tries tools and starts one several times. */
  private static final Duration FIRST_READ_TIME = Duration.ofSeconds(45);

  private static final Duration READ_TIME = Duration.ofSeconds(15);
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Waiting for a turn may take long where many steps hang. */
  private static final Duration FIRST_BACKSTOP = Duration.ofMinutes(10);

  private final SrunHost host;
  private final ProgramStarter programs;
  private final RemoteOptions options;
  private final Semaphore starts;
  private final Consumer<SrunReader> whenClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Session session;
  private @Nullable OneRead running;
  private boolean closed;

  /** The shell on the node and what it is read with. */
  private record Session(StepShell shell, RemoteReader reader) {}

  SrunReader(
      SrunHost host,
      ProgramStarter programs,
      RemoteOptions options,
      Semaphore starts,
      Consumer<SrunReader> whenClosed) {
    this.host = host;
    this.programs = programs;
    this.options = options;
    this.starts = starts;
    this.whenClosed = whenClosed;
  }

  @Override
  public boolean isReady() {
    return current().isPresent();
  }

  @Override
  public Optional<Duration> ownDeadline() {
    return Optional.of(isReady() ? READ_TIME.plus(GRACE) : FIRST_BACKSTOP);
  }

  /** The poller's times are made for hosts that are asked anew each time: they do not apply. */
  @Override
  public Read read(Duration connectTimeout, Duration deadline) {
    return new OneRead();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      interruptRead();
    } finally {
      lock.unlock();
    }
    leave();
    whenClosed.accept(this);
  }

  private void interruptRead() {
    OneRead read = running;
    if (read != null) {
      read.thread.interrupt();
    }
  }

  private Optional<Session> current() {
    lock.lock();
    try {
      return Optional.ofNullable(session);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the step. */
  private void leave() {
    Optional<Session> open;
    lock.lock();
    try {
      open = Optional.ofNullable(session);
      session = null;
    } finally {
      lock.unlock();
    }
    open.ifPresent(left -> left.reader.close());
  }

  private Session started() throws HostReadException {
    StepShell shell = new StepShell(host, programs);
    Session fresh =
        new Session(shell, RemoteHost.of(host.hostId(), host.address(), shell, options));
    lock.lock();
    try {
      if (closed) {
        throw cutOff();
      }
      session = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private HostSnapshot readOnce() throws HostReadException, InterruptedException {
    Optional<Session> known = current();
    if (known.isPresent()) {
      return read(known.get(), READ_TIME);
    }
    starts.acquire();
    try {
      return read(started(), FIRST_READ_TIME);
    } finally {
      starts.release();
    }
  }

  private HostSnapshot read(Session from, Duration time)
      throws HostReadException, InterruptedException {
    boolean isDone = false;
    try {
      HostSnapshot read = StepDevices.renumbered(from.reader.read(time), host.granted());
      isDone = true;
      return read;
    } catch (HostReadException e) {
      isDone = e.kind() == FailureKind.UNSUPPORTED;
      throw explained(e, from.shell.complaint());
    } finally {
      if (!isDone) {
        leave();
      }
    }
  }

  /** What {@code srun} says of a step that did not start or ended is the cause of what we saw. */
  private static HostReadException explained(HostReadException e, String complaint) {
    if (complaint.isEmpty()) {
      return e;
    }
    String words = complaint.toLowerCase(Locale.ROOT);
    boolean isForbidden = words.contains("permission denied") || words.contains("invalid job id");
    return new HostReadException(
        isForbidden ? FailureKind.UNAUTHORIZED : e.kind(),
        "srun: expected a step in the job, got: " + complaint);
  }

  private static HostReadException cutOff() {
    return new HostReadException(FailureKind.UNREACHABLE, "cut off");
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
